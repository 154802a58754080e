// The manifest: the text file that says which services there are and who gets what.
//
//   # a comment
//   [ps2d]
//   program  = initfs:ps2d
//   requires = input
//   schemes  = debug event time input
//   handles  = ports=memory:ports/60/5 keyboard=irq:1 mouse=irq:12
//
// The same parser checks it when the image is built. Errors name the line.

import ABI

/// What is wrong with a manifest, and where.
public struct ManifestError: Error, Equatable, Sendable {
  public var line: Int
  public var message: String
}

/// A checked list of services.
public struct Manifest: Equatable, Sendable {
  /// Bounds, so that a damaged file is refused rather than believed.
  public enum Limits {
    public static let bytes = 256 * 1024
    public static let services = 256
  }

  public private(set) var services: [Service] = []

  /// Reads and checks the text.
  public init(parsing text: String) throws(ManifestError) {
    guard text.utf8.count <= Limits.bytes else { throw ManifestError(line: 0, message: "the manifest is too large") }
    var number = 0
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      try parse(line: Self.trimmed(line), number: number)
    }
    try check()
  }

  public func service(named name: String) -> Service? { services.first { $0.name == name } }

  // MARK: Lines

  private mutating func parse(line: Substring.UTF8View, number: Int) throws(ManifestError) {
    guard let first = line.first, first != 0x23 else { return }
    if first == 0x5B {
      guard line.last == 0x5D, line.count > 2 else { throw ManifestError(line: number, message: "expected [name]") }
      let name = String(Substring(line.dropFirst().dropLast()))
      if let other = service(named: name) {
        throw ManifestError(line: number, message: "\(name) is defined already, on line \(other.line)")
      }
      guard services.count < Limits.services else { throw ManifestError(line: number, message: "too many services") }
      services.append(Service(name: name, line: number))
      return
    }
    guard let equals = line.firstIndex(of: 0x3D) else {
      throw ManifestError(line: number, message: "expected key = value")
    }
    guard !services.isEmpty else {
      throw ManifestError(line: number, message: "a [name] has to come before the first setting")
    }
    let key = String(Substring(Self.trimmed(line[..<equals])))
    let value = Self.trimmed(line[line.index(after: equals)...])
    var service = services.removeLast()
    defer { services.append(service) }
    try Self.set(&service, key, value, number)
  }

  private static func set(
    _ service: inout Service, _ key: String, _ value: Substring.UTF8View, _ line: Int
  ) throws(ManifestError) {
    switch key {
    case "program": service.program = String(Substring(value))
    case "arguments": service.arguments = words(value)
    case "provides": service.provides = words(value)
    case "requires": service.requires = words(value)
    case "schemes": service.schemes = words(value)
    case "handles": service.grants = try grants(value, line)
    case "environment": service.environment = words(value)
    case "directory": service.directory = String(Substring(value))
    case "restart":
      service.restart = try choice(value, [("always", .always), ("on-failure", .onFailure), ("never", .never)], line)
    case "priority":
      service.priority = try choice(
        value, [("interrupt", .interrupt), ("interactive", .interactive), ("normal", .normal), ("batch", .batch)],
        line)
    case "start": service.manual = try choice(value, [("boot", false), ("manual", true)], line)
    case "hang": service.hang = try number(value, line)
    case "user": service.user = try number(value, line)
    case "group": service.group = try number(value, line)
    default: throw ManifestError(line: line, message: "unknown setting \"\(key)\"")
    }
  }

  private static func choice<T>(
    _ value: Substring.UTF8View, _ choices: [(String, T)], _ line: Int
  ) throws(ManifestError) -> T {
    for (name, result) in choices where value.elementsEqual(name.utf8) { return result }
    let names = choices.map { $0.0 }.joined(separator: ", ")
    throw ManifestError(line: line, message: "\"\(String(Substring(value)))\" is none of \(names)")
  }

  private static func number(_ value: Substring.UTF8View, _ line: Int) throws(ManifestError) -> UInt32 {
    guard let result = UInt32(String(Substring(value))) else {
      throw ManifestError(line: line, message: "\"\(String(Substring(value)))\" is no number")
    }
    return result
  }

  private static func grants(_ value: Substring.UTF8View, _ line: Int) throws(ManifestError) -> [Service.Grant] {
    var result: [Service.Grant] = []
    for word in value.split(separator: 0x20) {
      guard let equals = word.firstIndex(of: 0x3D), equals != word.startIndex else {
        throw ManifestError(line: line, message: "a handle is written name=path")
      }
      let path = String(Substring(word[word.index(after: equals)...]))
      guard path.utf8.contains(0x3A) else {
        throw ManifestError(line: line, message: "\"\(path)\" names no scheme")
      }
      result.append(Service.Grant(name: String(Substring(word[..<equals])), path: path))
    }
    return result
  }

  private static func words(_ value: Substring.UTF8View) -> [String] {
    value.split(separator: 0x20).map { String(Substring($0)) }
  }

  private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var text = text
    while let first = text.first, first == 0x20 || first == 0x09 || first == 0x0D { text.removeFirst() }
    while let last = text.last, last == 0x20 || last == 0x09 || last == 0x0D { text.removeLast() }
    return text
  }

  // MARK: Checks over all services

  private func check() throws(ManifestError) {
    for (index, service) in services.enumerated() {
      guard !service.program.utf8.isEmpty else {
        throw ManifestError(line: service.line, message: "\(service.name) has no program")
      }
      for scheme in service.provides {
        if let other = services[..<index].first(where: { $0.provides.contains(scheme) }) {
          throw ManifestError(
            line: service.line, message: "\(service.name) and \(other.name) both provide \(scheme):")
        }
      }
      for scheme in service.requires where !services.contains(where: { $0.provides.contains(scheme) }) {
        throw ManifestError(line: service.line, message: "\(service.name) requires \(scheme):, which nobody provides")
      }
    }
    try checkCycles()
  }

  /// Starts what can be started, in rounds; what is left waits for itself.
  private func checkCycles() throws(ManifestError) {
    var ready: [String] = []
    var waiting = services
    while true {
      let startable = waiting.filter { service in service.requires.allSatisfy { ready.contains($0) } }
      if startable.isEmpty { break }
      for service in startable { ready += service.provides }
      waiting.removeAll { service in startable.contains { $0.name == service.name } }
    }
    if let first = waiting.first {
      let names = waiting.map { $0.name }.joined(separator: ", ")
      throw ManifestError(line: first.line, message: "these services wait for each other: \(names)")
    }
  }
}
