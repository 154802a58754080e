// Which services and timers the administrator has switched on or off, over what the manifest says: a line each.
//
//   welcome disabled
//   backup enabled

/// The content of the file of choices.
public struct ServiceChoices: Equatable, Sendable {
  /// Bytes of the file that are believed.
  public static let limit = 1 << 16

  private var lines: [(name: String, isEnabled: Bool)] = []

  public init() {}

  /// What is not understood is left out.
  public init(_ text: [UInt8]) {
    for line in text.prefix(Self.limit).split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let words = line.split { $0 == 0x20 || $0 == 0x09 }
      guard words.count == 2 else { continue }
      let isEnabled = words[1].elementsEqual("enabled".utf8)
      guard isEnabled || words[1].elementsEqual("disabled".utf8) else { continue }
      self[String(decoding: words[0], as: UTF8.self)] = isEnabled
    }
  }

  /// Nil where nothing was chosen.
  public subscript(name: String) -> Bool? {
    get { lines.first { $0.name.utf8.elementsEqual(name.utf8) }?.isEnabled }
    set {
      lines.removeAll { $0.name.utf8.elementsEqual(name.utf8) }
      if let newValue { lines.append((name, newValue)) }
    }
  }

  public var text: [UInt8] {
    var text = Array("# What `service enable` and `service disable` have changed.\n".utf8)
    for line in lines { text += Array("\(line.name) \(line.isEnabled ? "enabled" : "disabled")\n".utf8) }
    return text
  }

  public static func == (first: ServiceChoices, second: ServiceChoices) -> Bool { first.text == second.text }
}
