// The keys of Emacs and readline. The insert mode of vi has the same ones, but for those that start with Escape.

/// Keys to commands.
enum EmacsKeys {
  static func command(for key: Key) -> EditCommand {
    switch key {
    case .text(let bytes), .paste(let bytes): .insert(bytes)
    case .enter: .enter
    case .tab: .complete
    case .backspace: .delete(.left)
    case .delete: .delete(.right)
    case .left: .move(.left)
    case .right: .move(.right)
    case .wordLeft: .move(.wordLeft)
    case .wordRight: .move(.wordRight)
    case .home: .move(.lineStart)
    case .end: .move(.lineEnd)
    case .up: .recall(-1)
    case .down: .recall(1)
    case .pageUp: .recallEnd(isFirst: true)
    case .pageDown: .recallEnd(isFirst: false)
    case .control(let byte): control(byte)
    case .alt(let byte): alt(byte)
    case .escape: .meta
    case .backTab, .insert, .unknown: .none
    }
  }

  private static func control(_ byte: UInt8) -> EditCommand {
    switch byte + 0x60 {
    case UInt8(ascii: "a"): .move(.lineStart)
    case UInt8(ascii: "b"): .move(.left)
    case UInt8(ascii: "c"): .interrupt
    case UInt8(ascii: "d"): .deleteOrEnd
    case UInt8(ascii: "e"): .move(.lineEnd)
    case UInt8(ascii: "f"): .move(.right)
    case UInt8(ascii: "k"): .killLine
    case UInt8(ascii: "l"): .clearScreen
    case UInt8(ascii: "n"): .recall(1)
    case UInt8(ascii: "p"): .recall(-1)
    case UInt8(ascii: "q"), UInt8(ascii: "v"): .literal
    case UInt8(ascii: "r"): .search(isOlder: true)
    case UInt8(ascii: "s"): .search(isOlder: false)
    case UInt8(ascii: "t"): .transposeCharacters
    case UInt8(ascii: "u"): .kill(.lineStart)
    case UInt8(ascii: "w"): .kill(.argumentLeft)
    case UInt8(ascii: "x"): .prefix
    case UInt8(ascii: "y"): .yank
    case 0x1f + 0x60: .undo
    default: .none
    }
  }

  private static func alt(_ byte: UInt8) -> EditCommand {
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "B"): .move(.wordLeft)
    case UInt8(ascii: "f"), UInt8(ascii: "F"): .move(.wordRight)
    case UInt8(ascii: "d"), UInt8(ascii: "D"): .kill(.wordRight)
    case ASCII.delete, ASCII.backspace: .kill(.wordLeft)
    case UInt8(ascii: "u"), UInt8(ascii: "U"): .changeCase(.upper)
    case UInt8(ascii: "l"), UInt8(ascii: "L"): .changeCase(.lower)
    case UInt8(ascii: "c"), UInt8(ascii: "C"): .changeCase(.capital)
    case UInt8(ascii: "t"), UInt8(ascii: "T"): .transposeWords
    case UInt8(ascii: "y"), UInt8(ascii: "Y"): .yankPop
    case ASCII.period, ASCII.underscore: .lastArgument
    case ASCII.slash: .redo
    case ASCII.less: .recallEnd(isFirst: true)
    case ASCII.greater: .recallEnd(isFirst: false)
    case ASCII.hash: .comment
    case ASCII.carriageReturn, ASCII.newline: .newline
    case ASCII.zero...ASCII.nine: .digit(Int(byte - ASCII.zero))
    default: .none
    }
  }
}
