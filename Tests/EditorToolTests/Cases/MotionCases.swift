// Motions, shown by what an `x` or an inserted sign hits.

enum MotionCases {
  private static let words = "one two,three  (four) five.six\n\n  seven_8 nine--ten\nlast"
  private static let code = "if (a[1] == b) {\n  call(x, (y + z));\n  // }\n}\n\nfoo(\"a (b\");\nend"
  private static let prose = "First one. Second one!  Third\nhere? Fourth.\n\nNew para. More\nlines.\n\n\nEnd."

  static let all: [VimCase] =
    ["x", "3x", "lx", "5lx", "99lx", "hx", "$x", "$hx", "2$x", "0x", "4l0x", "^x", "jjx", "jj^x", "G^x", "9|x", "99|x"]
    .map { VimCase(words, $0) }
    + [
      "wx", "2wx", "3wx", "4wx", "5wx", "6wx", "7wx", "8wx", "9wx", "12wx", "15wx", "30wx", "Wx", "2Wx", "3Wx", "4Wx",
      "5Wx", "9Wx", "ex", "2ex", "3ex", "4ex", "5ex", "8ex", "12ex", "20ex", "Ex", "2Ex", "3Ex", "5Ex", "G$bx", "G$2bx",
      "G$4bx", "G$6bx", "G$9bx", "G$99bx", "G$Bx", "G$3Bx", "G$6Bx", "Ggex", "G2gex", "G4gex", "GgEx", "G3gEx",
      "wgex", "jwx", "jex", "jbx", "jgex", "2jg_x", "2jwx", "<Space>x", "40<Space>x", "jj<BS>x", "jj3<BS>x",
    ].map { VimCase(words, $0) }
    + [
      "ftx", "2ftx", "ttx", "2ttx", "fex", "fe;x", "fe;;x", "fe;,x", "te;x", "te;;x", "$Fex", "$Fe;x", "$Tex", "$Te;x",
      "$Te;,x", "fzx", "3fex", "fe2;x", "$2Ftx", "f,x", "f<Space>x", "te,x",
    ].map { VimCase(words, $0) }
    + [
      "%x", "f(%x", "f[%x", "f{%x", "jf(%x", "j$%x", "2jf}%x", "3j%x", "jf([(x", "2j0[{x", "2j0]}x",
      "jfz[(x", "jfz2[(x", "jfz])x", "jfz2])x",
    ].map { VimCase(code, $0) }
    + [
      "Gx", "2Gx", "ggx", "Ggg3lx", "3ggx", "G2kx", "jkx", "$jx", "$jjx", "$jjjx", "5ljjx", "5ljjjx", "5ljjkx", "+x",
      "2+x", "G-x", "G2-x", "_x", "2_x", "j<CR>x", "50%x", "100%x", "5|jjx", "gg$jjx", "15l2jx",
    ].map { VimCase(words, $0) }
    + [
      "}x", "2}x", "3}x", "9}x", "G{x", "G2{x", "G3{x", "G9{x", "jj}x", "4j{x", ")x", "2)x", "3)x", "4)x", "5)x", "6)x",
      "7)x", "8)x", "20)x", "G(x", "G2(x", "G3(x", "G5(x", "G6(x", "G9(x", "w(x", "jw(x", "jw)x",
    ].map { VimCase(prose, $0) }
    + [
      "/e<CR>x", "/e<CR>nx", "/e<CR>nnx", "/e<CR>Nx", "/e<CR>nNx", "G?e<CR>x", "G?e<CR>nx", "G?e<CR>Nx", "2/e<CR>x",
      "/zzz<CR>x", "/l\\+<CR>x", "/o\\w*<CR>nx", "/n.n<CR>x", "/^l<CR>x", "/e$<CR>x", "/[f-h]<CR>x", "/\\<t<CR>x",
      "/\\vt(h|w)<CR>x", "/two\\|four<CR>nx", "/e/e<CR>x", "/five/e+1<CR>x", "/five/s-2<CR>x", "/nine/-1<CR>x",
      "/two/+1<CR>x", "/\\cFIVE<CR>x", ":set ic<CR>/FIVE<CR>x", ":set ic scs<CR>/FIVE<CR>x", "/a\\{2}<CR>x",
      "/e\\{2,}<CR>x", "//<CR>x", "/e<CR>/<CR>x", "/s/e<CR>nx", "/two<CR>``x", "/nine<CR>''x", "/\\Vn.n<CR>x",
      "/t[h]<CR>x", "/\\d<CR>x", "/\\s\\S<CR>x", "/e\\=n<CR>x", "/[^a-z, ]<CR>x", "/.$<CR>x",
      "/\\(t\\)\\(w\\)<CR>x", "/five.six<CR>x", "/five\\.six<CR>x",
    ].map { VimCase(words, $0) }
    + [
      "*x", "2*x", "w*x", "#x", "w#x", "jj*x", "*nx", "*Nx", "#nx", "g*x", "wg*x", "ww*x", "3w*x", "wwg#x",
    ].map { VimCase("foo bar foo\nfoobar foo.bar\n  bar foo\nbarfoo", $0) }
    + [
      "majj`ax", "maw'ax", "wmajj'ax", "wmajj`ax", "jjd'ap", "wmajjd`ap", "Gma2kddG'ax", "ma:d<CR>'ax", "jmaggdd'ax",
      "jmaggO<Esc>'ax", "jmaddx'ax", "wmbG`by$P", "GGgg''x", "Ggg``x", "jmaj:1,2m$<CR>'ax",
    ].map { VimCase(words, $0) }
    + [
      "wx", "lx", "$x", "2lx", "ex", "fæx", "bx", "jx", "5ljx", "wjx", "vlly$p", "xp", "rxx", "~", "llr<CR>",
    ].map { VimCase("naïve æøå 日本語 text\nanother e\u{301}le\u{301}ment here", $0) }
}
