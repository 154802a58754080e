// What a person chose for the desktop, as text: `name = value`, one a line. Lines that are not understood stay.

/// The settings of one user.
public struct DesktopSettings: Equatable, Sendable {
  /// More of a file than this is not read.
  public static let limit = 64 * 1024

  private var lines: [String] = []

  public init() {}

  public init(text: [UInt8]) {
    lines = text.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The file's content.
  public var text: [UInt8] { lines.flatMap { Array($0.utf8) + [0x0A] } }

  /// The dark theme; nil if nothing was chosen.
  public var isDark: Bool? {
    get {
      guard let value = value(of: "theme") else { return nil }
      return value.elementsEqual("dark".utf8) ? true : value.elementsEqual("light".utf8) ? false : nil
    }
    set { set("theme", to: newValue.map { $0 ? "dark" : "light" }) }
  }

  // MARK: Lines

  /// Name and value of a line, without the spaces around them; nil if it is not of that form.
  private static func parts(_ line: String) -> (name: [UInt8], value: [UInt8])? {
    let bytes = Array(line.utf8)
    guard let equals = bytes.firstIndex(of: 0x3D) else { return nil }
    func trimmed(_ part: ArraySlice<UInt8>) -> [UInt8] {
      var part = part
      while let last = part.last, last == 0x20 || last == 9 || last == 0x0D { part.removeLast() }
      return Array(part.drop { $0 == 0x20 || $0 == 9 })
    }
    return (trimmed(bytes[..<equals]), trimmed(bytes[(equals + 1)...]))
  }

  private static func isLine(_ line: String, of name: String) -> Bool {
    parts(line)?.name.elementsEqual(name.utf8) == true
  }

  /// The last line of a name counts.
  private func value(of name: String) -> [UInt8]? {
    lines.last { DesktopSettings.isLine($0, of: name) }.flatMap { DesktopSettings.parts($0)?.value }
  }

  private mutating func set(_ name: String, to value: String?) {
    let place = lines.firstIndex { DesktopSettings.isLine($0, of: name) } ?? lines.count
    lines.removeAll { DesktopSettings.isLine($0, of: name) }
    if let value { lines.insert("\(name) = \(value)", at: min(place, lines.count)) }
  }
}
