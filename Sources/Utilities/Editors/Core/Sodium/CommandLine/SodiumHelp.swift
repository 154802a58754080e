// The text of `:help`.

/// A page of the most used keys.
enum SodiumHelp {
  static let lines: [[UInt8]] = """
    Sodium: a vi for Apus                                   (any key goes back; `man sodium` says more)

    Modes     i a I A o O insert   R replace   v V Ctrl-V select   : command   Esc back
    Move      h j k l   w b e ge W B E   0 ^ $ g_   f F t T ; ,   % ( ) { }   H M L G gg
              Ctrl-D Ctrl-U Ctrl-F Ctrl-B Ctrl-E Ctrl-Y   zz zt zb   m{a-z} 'a `a '' Ctrl-O
    Search    /pattern ?pattern n N * #   :noh
    Change    d c y > < = g~ gu gU + motion or object (dd, d2w, ci", yap); x X D C s S r J ~ . & Ctrl-A Ctrl-X
    Objects   iw aw iW aW is as ip ap i" a" i( a( i[ i{ i< it at
    Put       p P gp gP   registers "a-"z "A-"Z "0-"9 "+ (the clipboard) "_
    Undo      u Ctrl-R U          Macros  q{a-z} … q, @{a-z}, @@
    Insert    Ctrl-W Ctrl-U erase   Ctrl-V literally   Ctrl-R{reg}   Ctrl-O one command   Ctrl-N complete
    Files     :w :q :x :wq :q! :e file :r file :r !command :w !command
    Lines     :[range]d y m t j > < s/a/b/g norm g/pattern/command sort   ranges 1,5 . $ % 'a,'b /x/
    Options   :set number relativenumber ignorecase smartcase hlsearch tabstop= shiftwidth= expandtab
              autoindent wrap list textwidth= scrolloff=
    """.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
}
