// The builtins cd and pwd.
//
// PWD keeps the way by which the user came (through links); `pwd -P` asks the system. A path that starts with a scheme,
// as in `scheme:path`, is absolute.
//
// Specification: POSIX.1-2017, cd, pwd.

extension Evaluator {
  func runChangeDirectory(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    let operands = arguments.filter { !($0.matches("-L") || $0.matches("-P") || $0.matches("--")) }
    guard operands.count < 2 else { return usageError("cd", "too many arguments".bytes) }
    var target = operands.first ?? state.value("HOME") ?? []
    if target.isEmpty { return usageError("cd", "HOME is not set".bytes) }
    let goesBack = target.matches("-")
    if goesBack {
      guard let former = state.value("OLDPWD") else { return usageError("cd", "OLDPWD is not set".bytes) }
      target = former
    }
    let current = workingDirectory(isPhysical: false)
    let logical = Self.normalized(target, from: current)
    do {
      try host.changeDirectory(arguments.contains { $0.matches("-P") } ? target : logical)
    } catch {
      report("cd: ".bytes + target + ": ".bytes + error.message)
      return 1
    }
    try assign("OLDPWD".bytes, current)
    try assign("PWD".bytes, arguments.contains { $0.matches("-P") } ? host.currentDirectory() : logical)
    state.variables["PWD".bytes]?.isExported = true
    state.variables["OLDPWD".bytes]?.isExported = true
    return goesBack ? finishOutput("cd", logical) : 0
  }

  /// The current directory.
  func workingDirectory(isPhysical: Bool) -> Bytes {
    if !isPhysical, let logical = state.value("PWD"), logical.first == ASCII.slash || Self.hasScheme(logical),
      isDirectory(logical)
    {
      return logical
    }
    return host.currentDirectory()
  }

  /// Whether a path starts with a scheme: letters, digits, `+ - .`, then a colon, before any slash.
  static func hasScheme(_ path: Bytes) -> Bool {
    guard let colon = path.firstIndex(of: ASCII.colon), colon > 0 else { return false }
    return path[..<colon].allSatisfy { byte in
      ASCII.continuesName(byte) || byte == ASCII.plus || byte == ASCII.minus || byte == ASCII.period
    }
  }

  /// `path` made absolute, without `.`, `..` and repeated slashes.
  static func normalized(_ path: Bytes, from directory: Bytes) -> Bytes {
    var full = path
    if path.first != ASCII.slash, !hasScheme(path) { full = directory + [ASCII.slash] + path }
    var scheme = Bytes()
    if hasScheme(full), let colon = full.firstIndex(of: ASCII.colon) {
      scheme = Bytes(full[...colon])
      full = Bytes(full[(colon + 1)...])
    }
    var names: [Bytes] = []
    for name in full.pieces(separatedBy: ASCII.slash) where !name.isEmpty && !name.matches(".") {
      if name.matches("..") { _ = names.popLast() } else { names.append(name) }
    }
    return scheme + [ASCII.slash] + names.joined(separator: [ASCII.slash])
  }
}
