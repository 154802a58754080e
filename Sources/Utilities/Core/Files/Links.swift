// link, unlink, truncate, sync: one call of the file system each.
//
// Specification: POSIX.1-2017, link, unlink; GNU coreutils 9.1.

import ABI
import System
import UtilitySupport

let linkProgram = Utility("link", "FILE1 FILE2", "Make a hard link.") { tool in
  guard tool.operands.count > 1 else {
    return tool.operands.isEmpty
      ? tool.missingOperand() : tool.usageError("missing operand after \(quoted(tool.operands[0]))")
  }
  if tool.operands.count > 2 { return tool.extraOperand(2) }
  do throws(Errno) {
    try FileSystem.hardLink(tool.operands[0], at: tool.operands[1])
    return 0
  } catch {
    tool.report("cannot create link \(quoted(tool.operands[1])) to \(quoted(tool.operands[0]))", error)
    return 1
  }
}

let unlinkProgram = Utility("unlink", "FILE", "Remove a file.") { tool in
  if tool.operands.isEmpty { return tool.missingOperand() }
  if tool.operands.count > 1 { return tool.extraOperand(1) }
  do throws(Errno) {
    try FileSystem.unlink(tool.operands[0])
    return 0
  } catch {
    tool.report("cannot unlink \(quoted(tool.operands[0]))", error)
    return 1
  }
}

let syncProgram = Utility(
  "sync", "[OPTION]... [FILE]...", "Write what is still in memory.",
  [OptionDescription("-d --data", "only the content"), OptionDescription("-f --file-system", "the whole file system")]
) { tool in
  if tool.has("d"), tool.has("f") { return tool.usageError("cannot specify both --data and --file-system") }
  if tool.has("d"), tool.operands.isEmpty { return tool.usageError("--data needs at least one argument") }
  var result: Int32 = 0
  for path in tool.operands {
    do throws(Errno) { try Handle.open(path).synchronize() } catch {
      tool.report("error opening \(quoted(path))", error)
      result = 1
    }
  }
  return result
}

let truncateProgram = Utility(
  "truncate", "OPTION... FILE...", "Set the length of files.",
  [
    OptionDescription("-c --no-create", "make no files"), OptionDescription("-o --io-blocks", "count blocks"),
    OptionDescription("-r --reference=FILE", "as long as FILE"),
    OptionDescription("-s --size=SIZE", "SIZE, or + - < > / % before it"),
  ]
) { tool in
  guard tool.has("s") || tool.has("r") else {
    return tool.usageError("you must specify either '--size' or '--reference'")
  }
  var text = tool.options.value("s") ?? "+0".bytes
  let sign = text.first.flatMap { "+-<>/%".utf8.contains($0) ? $0 : nil }
  if sign != nil { text.removeFirst() }
  guard let size = ByteSize.parse(text), size >= 0 else {
    tool.report("Invalid number: \(quoted(tool.options.value("s") ?? []))")
    return 1
  }
  if tool.has("r"), tool.has("s"), sign == nil {
    return tool.usageError("you must specify a relative '--size' with '--reference'")
  }
  if size == 0, sign == UInt8(ascii: "/") || sign == UInt8(ascii: "%") {
    tool.report("division by zero")
    return 1
  }
  if tool.operands.isEmpty { return tool.usageError("missing file operand") }
  var reference: UInt64?
  if let path = tool.options.value("r")?.text {
    guard let known = status(path) else {
      tool.report("cannot stat \(quoted(path))", .noSuchEntry)
      return 1
    }
    reference = known.size
  }
  var result: Int32 = 0
  for path in tool.operands {
    do throws(Errno) {
      if tool.has("c"), status(path) == nil { continue }
      let file = try Handle.open(path, [.write, .create, .mode(CreationMode.file)])
      let old = try file.status().size
      let length = newLength(reference ?? old, UInt64(size), sign)
      do throws(Errno) { try file.truncate(to: length) } catch {
        tool.report("failed to truncate \(quoted(path)) at \(length) bytes", error)
        result = 1
      }
    } catch {
      tool.report("cannot open \(quoted(path)) for writing", error)
      result = 1
    }
  }
  return result
}

private func newLength(_ old: UInt64, _ size: UInt64, _ sign: UInt8?) -> UInt64 {
  switch sign {
  case UInt8(ascii: "+"): min(old.addingReportingOverflow(size).partialValue, 1 << 62)
  case UInt8(ascii: "-"): old > size ? old - size : 0
  case UInt8(ascii: "<"): min(old, size)
  case UInt8(ascii: ">"): max(old, size)
  case UInt8(ascii: "/"): old / size * size
  case UInt8(ascii: "%"): (old / size + (old % size == 0 ? 0 : 1)) &* size
  default: size
  }
}
