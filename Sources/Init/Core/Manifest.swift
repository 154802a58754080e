// The manifest: the text file that says which services there are and who gets what.
//
//   # a comment
//   [ps2d]
//   program  = initfs:ps2d
//   requires = input
//   schemes  = debug event time input
//   handles  = ports=memory:ports/60/5 keyboard=irq:1 mouse=irq:12
//   [timer cleanup]
//   at       = 30 3 * * *
//   program  = /bin/rm
//
// The same parser checks it when the image is built, and reads the file of the machine's administrator, which extends
// this one. Errors name the line.

import ABI

/// What is wrong with a manifest, and where.
public struct ManifestError: Error, Equatable, Sendable {
  public var line: Int
  public var message: String

  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}

/// A checked list of services.
public struct Manifest: Equatable, Sendable {
  /// Bounds, so that a damaged file is refused rather than believed.
  public enum Limits {
    public static let bytes = 256 * 1024
    public static let services = 256
  }

  public private(set) var services: [Service] = []
  /// Those with a schedule.
  public private(set) var timers: [Service] = []

  /// Reads and checks the text.
  /// - Parameter base: a manifest that this one extends: names are not used twice, and it may require what that one
  ///   provides. Hardware is for `base` alone.
  public init(parsing text: String, extending base: Manifest? = nil) throws(ManifestError) {
    guard text.utf8.count <= Limits.bytes else { throw ManifestError(line: 0, message: "the manifest is too large") }
    var number = 0
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      try parse(line: Self.trimmed(line), number: number)
    }
    try check(base)
  }

  public func service(named name: String) -> Service? { services.first { $0.name == name } }

  // MARK: Lines

  private mutating func parse(line: Substring.UTF8View, number: Int) throws(ManifestError) {
    guard let first = line.first, first != 0x23 else { return }
    if first == 0x5B {
      guard line.last == 0x5D, line.count > 2 else { throw ManifestError(line: number, message: "expected [name]") }
      try begin(line.dropFirst().dropLast().split(separator: 0x20).map { String(Substring($0)) }, number)
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

  /// `[NAME]` or `[timer NAME]`. A timer waits among the services until all of it is known.
  private mutating func begin(_ words: [String], _ number: Int) throws(ManifestError) {
    let isTimer = words.count == 2 && words[0].utf8.elementsEqual("timer".utf8)
    guard words.count == 1 || isTimer, let name = words.last else {
      throw ManifestError(line: number, message: "expected [name] or [timer name]")
    }
    if let other = service(named: name) {
      throw ManifestError(line: number, message: "\(name) is defined already, on line \(other.line)")
    }
    guard services.count < Limits.services else { throw ManifestError(line: number, message: "too many services") }
    var service = Service(name: name, line: number)
    service.isTimer = isTimer
    service.writesToLog = isTimer
    services.append(service)
  }

  private static func set(
    _ service: inout Service, _ key: String, _ value: Substring.UTF8View, _ line: Int
  ) throws(ManifestError) {
    if service.isTimer, ["provides", "requires", "handles", "restart", "hang"].contains(where: { $0 == key }) {
      throw ManifestError(line: line, message: "\"\(key)\" is no setting of a timer")
    }
    switch key {
    case "at" where service.isTimer, "every" where service.isTimer:
      service.schedule = try schedule(key, value, line)
    case "output": service.writesToLog = try choice(value, [("log", true), ("console", false)], line)
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

  private static func schedule(
    _ key: String, _ value: Substring.UTF8View, _ line: Int
  ) throws(ManifestError) -> Schedule {
    let text = Array(value)
    guard let schedule = key.utf8.elementsEqual("at".utf8) ? Schedule(at: text) : Schedule(every: text) else {
      throw ManifestError(line: line, message: "\"\(String(Substring(value)))\" is no time that ever comes")
    }
    return schedule
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

  private mutating func check(_ base: Manifest?) throws(ManifestError) {
    for service in services {
      guard !service.program.utf8.isEmpty else {
        throw ManifestError(line: service.line, message: "\(service.name) has no program")
      }
      guard !service.isTimer || service.schedule != nil else {
        throw ManifestError(line: service.line, message: "\(service.name) has no time: at or every")
      }
      guard let base else { continue }
      if base.service(named: service.name) != nil || base.timers.contains(where: { $0.name == service.name }) {
        throw ManifestError(line: service.line, message: "\(service.name) is a name of the boot image")
      }
      guard service.grants.isEmpty else {
        throw ManifestError(line: service.line, message: "only the boot image gives out handles")
      }
    }
    timers = services.filter { $0.isTimer }
    services.removeAll { $0.isTimer }
    let known = base?.services ?? []
    for (index, service) in services.enumerated() {
      for scheme in service.provides {
        if let other = (known + services[..<index]).first(where: { $0.provides.contains(scheme) }) {
          throw ManifestError(
            line: service.line, message: "\(service.name) and \(other.name) both provide \(scheme):")
        }
      }
      for scheme in service.requires where !(known + services).contains(where: { $0.provides.contains(scheme) }) {
        throw ManifestError(line: service.line, message: "\(service.name) requires \(scheme):, which nobody provides")
      }
    }
    try checkCycles(provided: known.flatMap { $0.provides })
  }

  /// Starts what can be started, in rounds; what is left waits for itself.
  private func checkCycles(provided: [String]) throws(ManifestError) {
    var ready = provided
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
