// The text behind ^G.

/// The keys of nano.
enum NanoHelp {
  static let lines: [[UInt8]] = """
    nano is an editor without modes: what is typed goes into the text.
    ^X means Ctrl and X, M-X means Alt and X (or Escape, then X).

    ^G  F1    this text                        ^X  F2    leave
    ^O  F3    write the file                   ^S        write it under its name
    ^R  F5    insert a file                    ^T        insert the output of a command

    ^W  F6    search                           M-W       search again
    ^Q        search backwards                 M-Q       again, backwards
    ^\\        replace                          ^_  M-G   go to a line (and column)

    ^K        cut the line, or what is marked  ^U        paste
    M-6       copy                             M-A  ^^   set or take back the mark
    M-T       cut to the end of the text       M-V       the next key as it is
    M-U       undo                             M-E       redo
    ^J        justify the paragraph            M-J       justify the text
    M-}  Tab  indent what is marked            M-{       unindent

    ^B ^F     character left, right            ^P ^N     line up, down
    M-Space   word right                       M-B       word left
    ^A ^E     begin, end of the line           ^Y ^V     page up, down
    M-\\       begin of the text                M-/       end of the text
    M-(  M-)  paragraph up, down               M-]       the other bracket
    M--  M-+  scroll                           ^C        where the cursor is
    M-D       count words

    Switches  M-# line numbers   M-S soft wrapping   M-I indent new lines   M-O tabs as blanks
              M-P show blanks    M-C position        M-K cut from the cursor   M-Y colours
    ^L        draw the screen anew             ^Z        suspend
    """.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
}
