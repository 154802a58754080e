// Colours as SVG and CSS write them (CSS Color 4: hexadecimal, rgb(), hsl() and names).

enum SVGColor {
  /// nil if it is none of them.
  static func parse(_ text: some Collection<UInt8>) -> Color? {
    var word = Array(text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    while let last = word.last, last <= 0x20 { word.removeLast() }
    word.removeFirst(word.prefix { $0 <= 0x20 }.count)
    if word.first == UInt8(ascii: "#") { return hexadecimal(word.dropFirst()) }
    if word.last == UInt8(ascii: ")") { return function(word) }
    return NamedColors.find(word)
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> Color? {
    var values: [UInt8] = []
    for byte in digits {
      guard let value = HexDigit.value(byte), values.count < 8 else { return nil }
      values.append(UInt8(value))
    }
    switch values.count {
    case 3, 4:
      let alpha = values.count == 4 ? values[3] * 17 : 255
      return Color(red: values[0] * 17, green: values[1] * 17, blue: values[2] * 17, alpha: alpha)
    case 6, 8:
      func pair(_ index: Int) -> UInt8 { values[2 * index] << 4 | values[2 * index + 1] }
      return Color(red: pair(0), green: pair(1), blue: pair(2), alpha: values.count == 8 ? pair(3) : 255)
    default: return nil
    }
  }

  private static func function(_ text: [UInt8]) -> Color? {
    guard let open = text.firstIndex(of: UInt8(ascii: "(")) else { return nil }
    let name = text[..<open]
    let isHue = name.elementsEqual("hsl".utf8) || name.elementsEqual("hsla".utf8)
    guard isHue || name.elementsEqual("rgb".utf8) || name.elementsEqual("rgba".utf8) else { return nil }
    var scanner = SVGScanner(Array(text[(open + 1)...]))
    var numbers: [Double] = []
    for index in 0..<4 {
      // What a per cent is a part of: of colours 255, of alpha 1.
      guard let number = scanner.length(of: index < 3 && !isHue ? 255 : 1) else { break }
      numbers.append(number)
      scanner.skipSlash()
    }
    guard numbers.count >= 3 else { return nil }
    let alpha = numbers.count > 3 ? Color.byte(numbers[3] * 255) : 255
    if isHue { return hue(numbers, alpha: alpha) }
    return Color(
      red: Color.byte(numbers[0]), green: Color.byte(numbers[1]), blue: Color.byte(numbers[2]), alpha: alpha)
  }

  /// Hue in degrees, saturation and lightness of 0...1.
  private static func hue(_ numbers: [Double], alpha: UInt8) -> Color {
    let turn = numbers[0] / 360
    let hue = (turn - Double(floorInteger(turn))) * 12
    let light = min(max(numbers[2], 0), 1)
    let reach = min(max(numbers[1], 0), 1) * min(light, 1 - light)
    func channel(_ offset: Double) -> UInt8 {
      let place = hue + offset >= 12 ? hue + offset - 12 : hue + offset
      return Color.byte((light - reach * max(-1, min(min(place - 3, 9 - place), 1))) * 255)
    }
    return Color(red: channel(0), green: channel(8), blue: channel(4), alpha: alpha)
  }
}
