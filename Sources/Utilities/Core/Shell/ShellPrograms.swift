// The programs that are builtins of the shell, too: echo, test. They share its code.
//
// Specification: POSIX.1-2017, test; GNU echo.

import ABI
import ShellCore
import System
import UtilitySupport

// `echo` has no options in the usual sense: a word that is not one of its clusters is text.
let echoProgram = Utility("echo", "[-neE] [STRING]...", "Write the strings.", takesRawArguments: true) { tool in
  var words = tool.operands[...]
  var endsLine = true
  var interprets = false
  while let word = words.first, word.utf8.count > 1, word.utf8.first == UInt8(ascii: "-"),
    word.utf8.dropFirst().allSatisfy({ "neE".utf8.contains($0) })
  {
    for letter in word.utf8.dropFirst() {
      if letter == UInt8(ascii: "n") { endsLine = false } else { interprets = letter == UInt8(ascii: "e") }
    }
    words = words.dropFirst()
  }
  var text = Array(words.joined(separator: " ").utf8)
  if interprets {
    let (decoded, isStopped) = FormatPrinter.interpret(text)
    text = decoded
    if isStopped { endsLine = false }
  }
  tool.output.write(endsLine ? text + [0x0a] : text)
  return 0
}

/// Answers what `test` asks about files.
private final class Files: FileQueries {
  func queryStatus(_ path: [UInt8], followsLinks: Bool) -> ShellCore.FileStatus? {
    guard
      let status = try? FileSystem.status(String(decoding: path, as: UTF8.self), followLinks: followsLinks)
    else { return nil }
    let kind: ShellCore.FileStatus.Kind =
      switch FileKind(rawValue: status.kind) {
      case .directory, .scheme: .directory
      case .symbolicLink: .link
      case .characterDevice: .characterDevice
      case .pipe: .pipe
      default: .file
      }
    return ShellCore.FileStatus(
      kind: kind, size: Int(clamping: status.size), modified: Int64(clamping: status.modified),
      identity: [status.inode])
  }

  func queryAccess(_ path: [UInt8], _ mode: AccessMode) -> Bool {
    guard let status = try? FileSystem.status(String(decoding: path, as: UTF8.self)) else { return false }
    let bit: UInt16 =
      switch mode {
      case .read: 4
      case .write: 2
      case .execute: 1
      }
    let user = CurrentProcess.user
    if user == 0 { return mode != .execute || status.mode & 0o111 != 0 }
    let shift: UInt16 = status.user == user ? 6 : status.group == CurrentProcess.group ? 3 : 0
    return status.mode >> shift & bit != 0
  }

  func queryTerminal(_ number: Int) -> Bool { Terminal.isTerminal(RawHandle(truncatingIfNeeded: number)) }
}

private func evaluateTest(_ tool: Tool, _ arguments: [String]) -> Int32 {
  do throws(TestError) {
    return try TestExpression.evaluate(arguments.map { Array($0.utf8) }, Files()) ? 0 : 1
  } catch {
    tool.report(String(decoding: error.message, as: UTF8.self))
    return 2
  }
}

let testProgram = Utility("test", "EXPRESSION", "Evaluate an expression.", takesRawArguments: true) { tool in
  evaluateTest(tool, tool.operands)
}

let bracketProgram = Utility("[", "EXPRESSION ]", "Evaluate an expression.", takesRawArguments: true) { tool in
  var arguments = tool.operands
  guard let last = arguments.popLast(), last.isSame(as: "]") else {
    tool.report("missing ']'")
    return 2
  }
  return evaluateTest(tool, arguments)
}
