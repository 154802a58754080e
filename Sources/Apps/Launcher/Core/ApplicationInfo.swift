// An application as the launcher knows it, read from a manifest in the house's text format: a section "[id]", then
// lines "key = value", "#" for remarks. Unknown keys are left for later versions; a section without a program is an
// error.

/// An application that can be started.
public struct ApplicationInfo: Equatable, Sendable {
  /// The short name that windows and settings refer to.
  public var identifier: String
  /// The name for people.
  public var name: String
  /// One line about it; may be empty.
  public var summary: String
  /// The program to start.
  public var program: String
  public var arguments: [String]
  /// The icon's name.
  public var icon: String
  public var categories: [String]
  /// Further words that find it.
  public var keywords: [String]
  /// Extensions of files that it opens.
  public var opens: [String]
  /// Whether it is left out of menus and search.
  public var isHidden: Bool

  public init(
    identifier: String, name: String, summary: String = "", program: String, arguments: [String] = [],
    icon: String = "", categories: [String] = [], keywords: [String] = [], opens: [String] = [],
    isHidden: Bool = false
  ) {
    self.identifier = identifier
    self.name = name
    self.summary = summary
    self.program = program
    self.arguments = arguments
    self.icon = icon.isEmpty ? identifier : icon
    self.categories = categories
    self.keywords = keywords
    self.opens = opens
    self.isHidden = isHidden
  }
}

/// What is wrong with a manifest.
public struct ManifestError: Error, Equatable, Sendable {
  public enum Reason: Sendable {
    case tooLong, lineOutsideSection, missingValue, missingProgram, duplicate
  }

  public let reason: Reason
  /// The line, from 1.
  public let line: Int
}

/// Reads manifests.
public enum ApplicationManifest {
  /// Bytes of a manifest.
  public static let limit = 256 * 1024

  /// The applications of a manifest, in its order.
  public static func parse(_ text: [UInt8]) throws(ManifestError) -> [ApplicationInfo] {
    guard text.count <= limit else { throw ManifestError(reason: .tooLong, line: 1) }
    var reader = Reader()
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      try reader.read(trim(line))
    }
    try reader.endSection()
    return reader.applications
  }

  fileprivate static func trim(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var text = text
    while let first = text.first, isBlank(first) { text = text.dropFirst() }
    while let last = text.last, isBlank(last) { text = text.dropLast() }
    return text
  }

  /// Reads line by line.
  private struct Reader {
    var applications: [ApplicationInfo] = []
    private var current: ApplicationInfo?
    private var currentLine = 0
    private var line = 0

    mutating func read(_ text: ArraySlice<UInt8>) throws(ManifestError) {
      line += 1
      if text.isEmpty || text.first == 0x23 { return }
      if text.first == 0x5B && text.last == 0x5D {
        try endSection()
        let identifier = String(decoding: trim(text.dropFirst().dropLast()), as: UTF8.self)
        if identifier.utf8.isEmpty { throw ManifestError(reason: .missingValue, line: line) }
        current = ApplicationInfo(identifier: identifier, name: identifier, program: "")
        currentLine = line
        return
      }
      guard var application = current else { throw ManifestError(reason: .lineOutsideSection, line: line) }
      guard let equals = text.firstIndex(of: 0x3D) else { throw ManifestError(reason: .missingValue, line: line) }
      set(
        &application, String(decoding: trim(text[..<equals]), as: UTF8.self),
        String(decoding: trim(text[(equals + 1)...]), as: UTF8.self))
      current = application
    }

    private func set(_ application: inout ApplicationInfo, _ key: String, _ value: String) {
      switch key {
      case "name": application.name = value
      case "summary": application.summary = value
      case "program": application.program = value
      case "arguments": application.arguments = words(value, 0x20)
      case "icon": application.icon = value
      case "categories": application.categories = words(value, 0x2C)
      case "keywords": application.keywords = words(value, 0x2C)
      case "opens": application.opens = words(value, 0x20)
      case "hidden": application.isHidden = value == "yes"
      default: break
      }
    }

    private func words(_ text: String, _ separator: UInt8) -> [String] {
      Array(text.utf8).split(separator: separator).map { trim($0) }.filter { !$0.isEmpty }
        .map { String(decoding: $0, as: UTF8.self) }
    }

    mutating func endSection() throws(ManifestError) {
      guard let application = current else { return }
      current = nil
      if application.program.utf8.isEmpty { throw ManifestError(reason: .missingProgram, line: currentLine) }
      if applications.contains(where: { $0.identifier == application.identifier }) {
        throw ManifestError(reason: .duplicate, line: currentLine)
      }
      applications.append(application)
    }
  }
}
