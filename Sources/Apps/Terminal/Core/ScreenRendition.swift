// SGR: the attributes and colours of what is written next, in the ";" forms and in the ":" forms of ISO 8613-6.

extension Screen {
  mutating func selectGraphicRendition(_ sequence: ControlSequence) {
    if sequence.parameters.isEmpty {
      cursor.style = CellStyle()
      return
    }
    var index = 0
    while index < sequence.parameters.count {
      index += rendition(sequence, at: index)
    }
  }

  /// Applies the parameter at `index`; how many parameters it took.
  private mutating func rendition(_ sequence: ControlSequence, at index: Int) -> Int {
    let value = sequence.parameter(index)
    switch value {
    case 0: cursor.style = CellStyle()
    case 4 where sequence.isSubparameter(index + 1):
      cursor.style.underline = Underline(rawValue: UInt8(truncatingIfNeeded: sequence.parameter(index + 1))) ?? .single
    case 4: cursor.style.underline = .single
    case 21: cursor.style.underline = .double
    case 24: cursor.style.underline = .none
    case 22: cursor.style.attributes.subtract([.bold, .faint])
    case 30...37: cursor.style.foreground = .indexed(UInt8(truncatingIfNeeded: value - 30))
    case 39: cursor.style.foreground = .standard
    case 40...47: cursor.style.background = .indexed(UInt8(truncatingIfNeeded: value - 40))
    case 49: cursor.style.background = .standard
    case 90...97: cursor.style.foreground = .indexed(UInt8(truncatingIfNeeded: value - 82))
    case 100...107: cursor.style.background = .indexed(UInt8(truncatingIfNeeded: value - 92))
    case 38, 48, 58: return extendedColour(sequence, at: index)
    default:
      if let (attribute, on) = Self.attribute(value) {
        if on { cursor.style.attributes.insert(attribute) } else { cursor.style.attributes.remove(attribute) }
      }
    }
    return 1 + subparameters(sequence, after: index)
  }

  private static func attribute(_ value: Int) -> (CellAttributes, Bool)? {
    switch value {
    case 1: (.bold, true)
    case 2: (.faint, true)
    case 3: (.italic, true)
    case 5, 6: (.blink, true)
    case 7: (.inverse, true)
    case 8: (.invisible, true)
    case 9: (.strikethrough, true)
    case 23: (.italic, false)
    case 25: (.blink, false)
    case 27: (.inverse, false)
    case 28: (.invisible, false)
    case 29: (.strikethrough, false)
    case 53: (.overline, true)
    case 55: (.overline, false)
    default: nil
    }
  }

  private func subparameters(_ sequence: ControlSequence, after index: Int) -> Int {
    var count = 0
    while sequence.isSubparameter(index + 1 + count) { count += 1 }
    return count
  }

  /// 38, 48 and 58: "5;n", "2;r;g;b", "5:n", "2:r:g:b" and "2:space:r:g:b".
  private mutating func extendedColour(_ sequence: ControlSequence, at index: Int) -> Int {
    let subs = subparameters(sequence, after: index)
    let kind = sequence.parameter(index + 1)
    var colour: CellColour?
    var taken = subs
    if kind == 5 {
      colour = UInt8(exactly: sequence.parameter(index + 2)).map(CellColour.indexed)
      if subs == 0 { taken = 2 }
    } else if kind == 2 {
      // The colon form may name a colour space before the three values.
      let first = index + (subs >= 5 ? 3 : 2)
      if let red = UInt8(exactly: sequence.parameter(first)), let green = UInt8(exactly: sequence.parameter(first + 1)),
        let blue = UInt8(exactly: sequence.parameter(first + 2))
      {
        colour = .rgb(red, green, blue)
      }
      if subs == 0 { taken = 4 }
    } else if subs == 0 {
      taken = 1
    }
    if let colour {
      if sequence.parameter(index) == 38 { cursor.style.foreground = colour }
      if sequence.parameter(index) == 48 { cursor.style.background = colour }
    }
    return 1 + taken
  }

  /// The current rendition as SGR parameters, for DECRQSS.
  func renditionReport() -> String {
    var text = "0"
    let style = cursor.style
    for value in [1, 2, 3, 5, 7, 8, 9, 53] {
      if let (attribute, _) = Self.attribute(value), style.attributes.contains(attribute) { text += ";\(value)" }
    }
    if style.underline != .none { text += ";4:\(style.underline.rawValue)" }
    text += Self.colourReport(style.foreground, base: 30) + Self.colourReport(style.background, base: 40)
    return text
  }

  private static func colourReport(_ colour: CellColour, base: Int) -> String {
    switch colour.kind {
    case .standard: ""
    case .indexed(let index) where index < 8: ";\(base + Int(index))"
    case .indexed(let index) where index < 16: ";\(base + 52 + Int(index))"
    case .indexed(let index): ";\(base + 8):5:\(index)"
    case .rgb(let red, let green, let blue): ";\(base + 8):2::\(red):\(green):\(blue)"
    }
  }
}
