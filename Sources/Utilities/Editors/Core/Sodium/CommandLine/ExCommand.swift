// The commands of the command line and their short names.

/// A command.
enum ExCommand: Equatable, Sendable {
  case write, writeQuit, exit, quit, quitAll, edit, read, file, set, substitute, again, global, globalNot, delete, yank
  case put, move, copy, join, normal, noHighlight, help, print, number, shiftRight, shiftLeft, mark, undo, redo, shell
  case registers, marks, sort, equals, append, retab, version, suspend, update, colon

  /// Full name, shortest form, command.
  private static let table: [(String, Int, ExCommand)] = [
    ("append", 1, .append), ("copy", 2, .copy), ("delete", 1, .delete), ("display", 2, .registers), ("edit", 1, .edit),
    ("exit", 3, .exit), ("file", 1, .file), ("global", 1, .global), ("help", 1, .help), ("join", 1, .join),
    ("k", 1, .mark), ("list", 1, .print), ("move", 1, .move), ("mark", 2, .mark), ("marks", 5, .marks),
    ("nohlsearch", 3, .noHighlight), ("normal", 4, .normal), ("number", 2, .number), ("print", 1, .print),
    ("put", 2, .put), ("quit", 1, .quit), ("qall", 2, .quitAll), ("quitall", 5, .quitAll), ("read", 1, .read),
    ("redo", 3, .redo), ("registers", 3, .registers), ("retab", 3, .retab), ("set", 2, .set), ("setlocal", 4, .set),
    ("sort", 3, .sort), ("stop", 2, .suspend), ("substitute", 1, .substitute), ("suspend", 3, .suspend),
    ("t", 1, .copy), ("undo", 1, .undo), ("update", 2, .update), ("version", 2, .version), ("vglobal", 1, .globalNot),
    ("write", 1, .write), ("wq", 2, .writeQuit), ("wqall", 3, .writeQuit), ("wall", 2, .write), ("xit", 1, .exit),
    ("xall", 2, .exit), ("yank", 1, .yank),
  ]

  static let names: [[UInt8]] = table.map { Array($0.0.utf8) }.filter { $0.count > 1 }

  /// Takes the command's name from the front of a text; nil when it is none.
  static func take(_ text: inout ArraySlice<UInt8>) -> ExCommand? {
    guard let first = text.first else { return .colon }
    let signs: [(UInt8, ExCommand)] = [
      (UInt8(ascii: ">"), .shiftRight), (UInt8(ascii: "<"), .shiftLeft), (UInt8(ascii: "!"), .shell),
      (UInt8(ascii: "="), .equals), (UInt8(ascii: "&"), .again), (UInt8(ascii: "#"), .number),
    ]
    if let sign = signs.first(where: { $0.0 == first }) {
      text.removeFirst()
      return sign.1
    }
    let name = text.prefix { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x41 && $0 <= 0x5A }
    if let entry = table.first(where: { name.count >= $0.1 && $0.0.utf8.starts(with: name) }) {
      text = text.dropFirst(name.count)
      return entry.2
    }
    // `:s` and `:k` may be followed by letters, `:g` by none; `:dl` and the like are not here.
    if first == UInt8(ascii: "k"), name.count == 2 {
      text = text.dropFirst(1)
      return .mark
    }
    if first == UInt8(ascii: "s"), name.dropFirst().allSatisfy({ "gicnr&".utf8.contains($0) }) {
      text = text.dropFirst(1)
      return .again
    }
    return nil
  }
}
