// dircolors: the variable LS_COLORS, from a list of what has which colour.
//
// Specification: GNU coreutils 9.1, dircolors.

import ABI
import System
import UtilitySupport

let dircolorsProgram = Utility(
  "dircolors", "[OPTION]... [FILE]", "Write commands that set LS_COLORS.",
  [
    OptionDescription("-b --sh", "for the shell"), OptionDescription("--bourne-shell", "as -b"),
    OptionDescription("-c --csh", "for csh"), OptionDescription("--c-shell", "as -c"),
    OptionDescription("-p --print-database", "the list that is built in"),
    OptionDescription("--print-ls-colors", "each entry in its colour"),
  ]
) { tool in
  let shells = tool.options.last(of: ["b", "c", "bourne-shell", "c-shell"])
  let (printsDatabase, printsColours) = (tool.has("p"), tool.has("print-ls-colors"))
  if printsDatabase || printsColours, shells != nil {
    return tool.usageError(
      "the options to output non shell syntax,\nand to select a shell syntax are mutually exclusive")
  }
  if printsDatabase, printsColours {
    return tool.usageError("options --print-database and --print-ls-colors are mutually exclusive")
  }
  let most = printsDatabase ? 0 : 1
  if tool.operands.count > most {
    let remark = printsDatabase ? "\nfile operands cannot be combined with --print-database (-p)" : ""
    return tool.usageError("extra operand \(quoted(tool.operands[most]))\(remark)")
  }
  if printsDatabase {
    tool.output.write(ColourDatabase.text)
    return 0
  }
  var isForCsh = shells.map { $0.bytes.first == UInt8(ascii: "c") } ?? false
  if shells == nil, !printsColours {
    guard let shell = Environment["SHELL"], !shell.utf8.isEmpty else {
      tool.report("no SHELL environment variable, and no shell type option given")
      return 1
    }
    isForCsh = ["csh", "tcsh"].contains { $0.isSame(as: Paths.name(shell)) }
  }
  guard let colours = colourEntries(tool) else { return 1 }
  if printsColours {
    tool.output.write(colours)
  } else {
    tool.output.write(isForCsh ? "setenv LS_COLORS '" : "LS_COLORS='")
    tool.output.write(colours)
    tool.output.write(isForCsh ? "'\n" : "';\nexport LS_COLORS\n")
  }
  return 0
}

/// The entries of the operand, or of the list that is built in; nil after an error, which has been reported.
private func colourEntries(_ tool: Tool) -> Bytes? {
  var list = ColourList(
    terminal: Environment["TERM"].flatMap { $0.utf8.isEmpty ? nil : $0 } ?? "none",
    colours: Environment["COLORTERM"] ?? "", isShown: tool.has("print-ls-colors"))
  guard let path = tool.operands.first else {
    for line in ColourDatabase.text.split(separator: 0x0a, omittingEmptySubsequences: false) { _ = list.take(line) }
    return list.entries
  }
  do throws(Errno) {
    let reader = try LineReader(path)
    var isRight = true
    while let line = reader.next() {
      guard let complaint = list.take(line) else { continue }
      tool.report("\(shown(path)):\(list.line): \(complaint)")
      isRight = false
    }
    if let failure = reader.failure { throw failure }
    return isRight ? list.entries : nil
  } catch {
    tool.report(shown(path), error)
    return nil
  }
}
