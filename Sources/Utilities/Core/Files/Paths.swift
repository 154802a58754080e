// readlink, realpath, pathchk, basename, dirname: what can be said about paths.
//
// Specification: POSIX.1-2017, basename, dirname, pathchk; GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let basenameProgram = Utility(
  "basename", "NAME [SUFFIX] | -a NAME...", "Write NAME without its directory (and SUFFIX).",
  [
    OptionDescription("-a --multiple", "every operand is a NAME"),
    OptionDescription("-s --suffix=SUFFIX", "remove SUFFIX; implies -a"),
    OptionDescription("-z --zero", "end lines with NUL"),
  ], stopsAtOperand: true
) { tool in
  guard !tool.operands.isEmpty else { return tool.missingOperand() }
  let isMultiple = tool.has("a") || tool.has("s")
  if !isMultiple, tool.operands.count > 2 { return tool.extraOperand(2) }
  let suffix = tool.options.value("s") ?? (!isMultiple && tool.operands.count > 1 ? tool.operands[1].bytes : [])
  for path in isMultiple ? tool.operands : [tool.operands[0]] {
    var name = Paths.name(path).bytes
    if name.count > suffix.count, name.suffix(suffix.count).elementsEqual(suffix) { name.removeLast(suffix.count) }
    tool.output.write(name + [tool.has("z") ? 0 : 0x0a])
  }
  return 0
}

let dirnameProgram = Utility(
  "dirname", "NAME...", "Write NAME without its last component.",
  [OptionDescription("-z --zero", "end lines with NUL")]
) { tool in
  guard !tool.operands.isEmpty else { return tool.missingOperand() }
  for path in tool.operands {
    var parent = Paths.parent(path).bytes
    while parent.count > 1, parent.last == UInt8(ascii: "/") { parent.removeLast() }
    tool.output.write(parent + [tool.has("z") ? 0 : 0x0a])
  }
  return 0
}

let readlinkProgram = Utility(
  "readlink", "[OPTION]... FILE...", "Write where symbolic links lead to.",
  [
    OptionDescription("-f --canonicalize", "the whole path; its last part may be missing"),
    OptionDescription("-e --canonicalize-existing", "the whole path, of which everything is there"),
    OptionDescription("-m --canonicalize-missing", "the whole path, whatever is there"),
    OptionDescription("-n --no-newline", "no newline at the end"), OptionDescription("-q --quiet", "no messages"),
    OptionDescription("-s --silent", "no messages"), OptionDescription("-v --verbose", "messages"),
    OptionDescription("-z --zero", "end lines with NUL"),
  ]
) { tool in
  if tool.operands.isEmpty { return tool.missingOperand() }
  let mode = tool.options.last(of: ["f", "e", "m"])
  let omitsEnd = tool.has("n") && tool.operands.count == 1
  if tool.has("n"), tool.operands.count > 1 { tool.report("ignoring --no-newline with multiple arguments") }
  var result: Int32 = 0
  for path in tool.operands {
    do throws(Errno) {
      let need: RealPath.Need? = mode.map {
        $0.isSame(as: "e") ? .all : $0.isSame(as: "m") ? .nothing : .parent
      }
      let text: String
      if let need { text = try RealPath(need).resolve(path) } else { text = try FileSystem.readLink(path) }
      tool.output.write(text)
      if !omitsEnd { tool.output.write(byte: tool.has("z") ? 0 : 0x0a) }
    } catch {
      if tool.options.last(of: ["q", "s", "v"])?.isSame(as: "v") ?? false { tool.report(shown(path), error) }
      result = 1
    }
  }
  return result
}

let realpathProgram = Utility(
  "realpath", "[OPTION]... FILE...", "Write absolute paths without links.",
  [
    OptionDescription("-e --canonicalize-existing", "everything has to be there"),
    OptionDescription("-m --canonicalize-missing", "nothing has to be there"),
    OptionDescription("-L --logical", "resolve .. before links"), OptionDescription("-P --physical", "links first"),
    OptionDescription("-q --quiet", "no messages"),
    OptionDescription("--relative-to=DIRECTORY", "relative to this directory"),
    OptionDescription("--relative-base=DIRECTORY", "relative below this directory"),
    OptionDescription("-s --strip", "do not resolve links"), OptionDescription("--no-symlinks", "as -s"),
    OptionDescription("-z --zero", "end lines with NUL"),
  ]
) { tool in
  if tool.operands.isEmpty { return tool.missingOperand() }
  let mode = tool.options.last(of: ["e", "m"])
  let need: RealPath.Need = mode.map { $0.isSame(as: "e") ? .all : .nothing } ?? .parent
  let keepsLinks = tool.has("s") || tool.has("no-symlinks")
  func resolve(_ path: String) throws(Errno) -> String {
    if path.utf8.isEmpty { throw .noSuchEntry }
    let plain = Paths.absolute(path, from: WorkingDirectory.current)
    if keepsLinks || tool.has("L") {
      if need == .all, status(plain) == nil { throw .noSuchEntry }
      if need == .parent, status(Paths.parent(plain)) == nil { throw .noSuchEntry }
      return keepsLinks ? plain : try RealPath(need).resolve(plain)
    }
    return try RealPath(need).resolve(path)
  }
  var bases: [String?] = []
  for key in ["relative-to", "relative-base"] {
    guard let path = tool.options.value(key)?.text else {
      bases.append(nil)
      continue
    }
    do throws(Errno) { bases.append(try resolve(path)) } catch {
      tool.report(shown(path), error)
      return 1
    }
  }
  var result: Int32 = 0
  for path in tool.operands {
    do throws(Errno) {
      let whole = try resolve(path)
      let text = RealPath.relative(whole, to: bases[0] ?? bases[1], below: bases[1])
      tool.output.write(text.bytes + [tool.has("z") ? 0 : 0x0a])
    } catch {
      if !tool.has("q") { tool.report(shown(path), error) }
      result = 1
    }
  }
  return result
}

let pathchkProgram = Utility(
  "pathchk", "[OPTION]... NAME...", "Say which names are no good.",
  [
    OptionDescription("-p", "for most POSIX systems"), OptionDescription("-P", "no empty names, no leading -"),
    OptionDescription("--portability", "both"),
  ]
) { tool in
  if tool.operands.isEmpty { return tool.missingOperand() }
  let isPortable = tool.has("p") || tool.has("portability")
  let isStrict = tool.has("P") || tool.has("portability")
  var result: Int32 = 0
  for path in tool.operands {
    guard let message = pathProblem(path.bytes, isPortable: isPortable, isStrict: isStrict) else { continue }
    tool.report(message)
    result = 1
  }
  return result
}

private func pathProblem(_ path: Bytes, isPortable: Bool, isStrict: Bool) -> String? {
  let parts = path.split(separator: UInt8(ascii: "/"))
  if isStrict, let part = parts.first(where: { $0.first == UInt8(ascii: "-") }) {
    _ = part
    return "leading '-' in a component of file name \(quoted(path))"
  }
  if (isPortable || isStrict), path.isEmpty { return "empty file name" }
  if isPortable {
    let isGood = { (byte: UInt8) in Character8.isWord(byte) || "/.-".utf8.contains(byte) }
    if let byte = path.first(where: { !isGood($0) }) {
      return "nonportable character \(quoted([byte])) in file name \(quoted(path))"
    }
  } else if path.isEmpty {
    return "'': No such file or directory"
  }
  let (longestPath, longestName) = isPortable ? (256, 14) : (4096, 255)
  if path.count >= longestPath {
    return "limit \(longestPath - 1) exceeded by length \(path.count) of file name \(quoted(path))"
  }
  if let part = parts.first(where: { $0.count > longestName }) {
    return "limit \(longestName) exceeded by length \(part.count) of file name component \(quoted(Bytes(part)))"
  }
  return nil
}
