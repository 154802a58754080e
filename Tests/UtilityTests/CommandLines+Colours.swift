// Command lines that have to do here what they do on Debian: dircolors.

extension CommandLines {
  static let colourLines: [String] = [
    "TERM=xterm dircolors -b",
    "TERM=xterm dircolors -c",
    "TERM=dumb dircolors -b",
    "TERM=dumb COLORTERM=x dircolors -b",
    "TERM=linux dircolors --bourne-shell",
    "TERM=linux dircolors --c-shell",
    "TERM=xterm SHELL=/bin/bash dircolors",
    "TERM=xterm SHELL=/bin/tcsh dircolors",
    "unset SHELL; dircolors",
    "TERM=xterm dircolors --print-ls-colors",
    "dircolors -b empty",
    "dircolors -b a.txt",
    "dircolors -b nofile",
    "dircolors -b a.txt b.txt",
    "dircolors -p a.txt",
    "dircolors -p -b",
    "dircolors -p --print-ls-colors",
    "dircolors -x",
    #"printf 'DIR 1\n.a 2 # c\n*b 3\n.c x y  z \n# no\n\n  LINK target' | dircolors -b -"#,
    #"printf 'dir 1\nFoo 2\nTERM xt*\nFoo 3\n.x\n.y 1\n' | TERM=xterm dircolors -b -"#,
    #"printf 'TERM xt*\nTERM b\n.y 1\nFoo\nFoo 2\nTERM c\n.z 1\nCOLORTERM ?*\n.u 2\n' | TERM=xterm dircolors -b -"#,
    #"printf 'TERM b\nCOLORTERM ye?\n.y 1\n' | TERM=a COLORTERM=yes dircolors -b -"#,
    #"printf ".a'b 1\n*c:d=e 2:3\n*\\\\\\\\:f 1\n*^=g 2\n" | dircolors -b -"#,
    #"printf 'OPTIONS x\nCOLOR tty\nEIGHTBIT 1\nLEFTCODE \\\\e[\nOWT 3\nCLRTOEOL 1\n' | dircolors -b -"#,
  ]
}
