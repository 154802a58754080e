// The builtins cd and pwd.
//
// PWD keeps the way by which the user came (through links); `pwd -P` asks the system. A path that starts with a scheme,
// as in `scheme:path`, is absolute.
//
// Specification: POSIX.1-2017, cd, pwd.

extension Evaluator {
  func runChangeDirectory(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    var operands = arguments[...]
    var isPhysical = false
    while let option = operands.first, option.matches("-L") || option.matches("-P") || option.matches("--") {
      operands.removeFirst()
      if option.matches("--") { break }
      isPhysical = option.matches("-P")
    }
    guard operands.count < 2 else { return usageError("cd", "too many arguments".bytes) }
    guard var target = operands.first ?? state.value("HOME") else { return usageError("cd", "HOME is not set".bytes) }
    var isShown = target.matches("-")
    if isShown {
      guard let former = state.value("OLDPWD") else { return usageError("cd", "OLDPWD is not set".bytes) }
      target = former
    } else if let found = findAlongCDPATH(target) {
      target = found
      isShown = true
    }
    return try changeDirectory(to: target, isPhysical: isPhysical, isShown: isShown)
  }

  /// Changes the directory, and the variables that say so.
  func changeDirectory(to target: Bytes, isPhysical: Bool, isShown: Bool) throws(Unwind) -> Int32 {
    let current = workingDirectory(isPhysical: false)
    let logical = target.isEmpty ? current : Self.normalized(target, from: current)
    do {
      try host.changeDirectory(isPhysical ? target : logical)
    } catch {
      report("cd: ".bytes + target + ": ".bytes + error.message)
      return 1
    }
    let reached = isPhysical ? host.currentDirectory() : logical
    try assign("OLDPWD".bytes, current)
    try assign("PWD".bytes, reached)
    state.variables["PWD".bytes]?.isExported = true
    state.variables["OLDPWD".bytes]?.isExported = true
    return isShown ? finishOutput("cd", reached) : 0
  }

  /// The directory that a relative name leads to along CDPATH; nil when that is the current one's.
  private func findAlongCDPATH(_ name: Bytes) -> Bytes? {
    guard let path = state.value("CDPATH"), !path.isEmpty, name.first != ASCII.slash, !Self.hasScheme(name) else {
      return nil
    }
    let first = name.prefix { $0 != ASCII.slash }
    if first.elementsEqual(".".utf8) || first.elementsEqual("..".utf8) || name.isEmpty { return nil }
    for directory in path.pieces(separatedBy: ASCII.colon) {
      let found = directory.isEmpty ? name : directory + [ASCII.slash] + name
      if isDirectory(found) { return directory.isEmpty || directory.matches(".") ? nil : found }
    }
    return nil
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
