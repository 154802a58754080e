// Operators with motions and objects.

enum OperatorCases {
  private static let words = "one two,three  (four) five.six\n\n  seven_8 nine--ten\nlast"
  private static let code = "if (a[1] == b) {\n  call(x, (y + z));\n  // }\n}\n\nfoo(\"a (b\", 'c d');\nend"
  private static let prose = "First one. Second one!  Third\nhere? Fourth.\n\nNew para. More\nlines.\n\n\nEnd."
  private static let list = "alpha\n  beta\n\tgamma\n\ndelta\nepsilon\nzeta"

  static let all: [VimCase] =
    [
      "dw", "d2w", "2dw", "2d2w", "d5w", "d6w", "d9w", "dW", "d2W", "wdw", "$dw", "5wdw", "de", "d2e", "dE", "wde",
      "db",
      "wdb", "w2db", "$db", "d0", "5ld0", "$d0", "d$", "5ld$", "d2$", "D", "5lD", "2D", "3D", "d^", "jjd^", "4ld^",
      "jj5ld^", "dl", "d3l", "dh", "3ldh", "3ld2h", "dd", "2dd", "3dd", "9dd", "jdd", "Gdd", "d2d", "dj", "dk", "jdk",
      "d2j", "dG", "jdG", "dgg", "Gdgg", "jdgg", "Gd2k", "d}", "d2}", "jjd{", "wd}", "dfe", "dte", "d2fe", "$dFe",
      "$dTe",
      "dfz", "df,", "dt(", "f(d%", "d/four<CR>", "d/nine<CR>", "wd/last<CR>", "Gd?two<CR>", "d/two/e<CR>", "dn",
      "/five<CR>ggdn", "d)", "wd)", "dge", "wdge", "Gdge", "jjdge", "Gdb", "jjdb", "jjwdB", "d|", "5ld|", "d9|", "x",
      "20x", "X", "3lX", "3l9X", "jx", "jX", "s!<Esc>", "3s!<Esc>", "S!<Esc>", "2S!<Esc>", "wC!<Esc>", "w2C!<Esc>",
    ].map { VimCase(words, $0) }
    + [
      "cwX<Esc>", "wcwX<Esc>", "c2wX<Esc>", "cWX<Esc>", "3lcwX<Esc>", "jcwX<Esc>", "jjcwX<Esc>", "ceX<Esc>", "cbX<Esc>",
      "wcbX<Esc>", "c$X<Esc>", "5lc$X<Esc>", "c0X<Esc>", "5lc0X<Esc>", "ccX<Esc>", "2ccX<Esc>", "jccX<Esc>", "cjX<Esc>",
      "cGX<Esc>", "jcGX<Esc>", "c}X<Esc>", "cfeX<Esc>", "cteX<Esc>", "GccX<Esc>", "cw<Esc>", "cc<Esc>", "f(c%X<Esc>",
      "wwcwX<Esc>", "f cwX<Esc>", "3wcwX<Esc>", "c/four<CR>X<Esc>", "clX<Esc>", "c9lX<Esc>",
    ].map { VimCase(words, $0) }
    + [
      "yyp", "yyP", "2yyp", "2yy2p", "ywP", "yw$p", "y$P", "yjp", "yjGp", "wywP", "wyiwP", "y2wjp", "yyjp", "yyGp",
      "yy3p", "yw3p", "yw3P", "ddp", "ddP", "2ddp", "ddGp", "xp", "xjp", "dwP", "dwep", "dw$p", "djp", "y}p", "y}P",
      "jyyp", "yyjP", "Yp", "dGp", "dGP", "y/four<CR>P", "yljp", "ylGp", "y2lGP", "dwjp", "dd2P", "yjgp", "yygp",
      "yygP", "ywgp", "ywgP", "yw2gP", "yGgp", "wdwbp", "y2jjP", "wy2ljp",
    ].map { VimCase(words, $0) }
    + [
      "diw", "daw", "wdiw", "wdaw", "w2diw", "d2iw", "d3iw", "d2aw", "wwdaw", "3wdaw", "3ldiw", "3ldaw", "$daw", "$diw",
      "diW", "daW", "wdaW", "2jdaw", "2jdiw", "2jwdaw", "Gdaw", "Gdiw", "ciwX<Esc>", "cawX<Esc>", "wciwX<Esc>",
      "yiwP", "yawP", "f(diw", "f(daw", "gUiw", "guaw", "f(lgUiw", "d9iw",
    ].map { VimCase(words, $0) }
    + [
      "f[di[", "f[da[", "f1di[", "f1da]", "f1di(", "f1da(", "f1ca)X<Esc>", "f1ci(X<Esc>", "jfydi(", "jfyda(", "jfyd2i(",
      "jfyd2a(", "jfydib", "jfydab", "2jdi{", "2jda{", "2jdiB", "2jdaB", "jdi{", "jda}", "jci{X<Esc>", "jyi{P", "jya{P",
      "5jfadi\"", "5jfada\"", "5jdi\"", "5jda\"", "5jfcdi'", "5jfcda'", "5jci\"X<Esc>", "5jf\"di\"", "5jf\"yi\"P",
      "di(", "fadi[", "5jdi'", "5jda'", "jvi{d", "jva{d", "f1vi[d", "f1va[d", "jfyvi(i(d", "jfyva(a(d",
    ].map { VimCase(code, $0) }
    + [
      "dip", "dap", "jdip", "jdap", "2jdip", "2jdap", "3jdip", "3jdap", "Gdip", "Gdap", "d2ip", "d2ap", "yipP", "yapGp",
      "cipX<Esc>", "capX<Esc>", "5jdip", "5jdap", "vipd", "vapd", "vipipd", "3jvapd", "gUip", ">ip", "Gd2ip",
    ].map { VimCase(prose, $0) }
    + [
      "dis", "das", "wwdis", "wwdas", "4wdis", "4wdas", "7wdis", "7wdas", "cisX<Esc>", "yisP", "3jdis", "3jdas",
      "wd2is",
    ].map { VimCase(prose, $0) }
    + [
      "dit", "dat", "fxdit", "fxdat", "fbdit", "fbdat", "fxd2it", "fxd2at", "jdit", "jdat", "fxcitY<Esc>",
    ].map { VimCase("<a href=\"u\"><b>x</b> and <i>y</i></a>\n<p>\ntext\n</p>", $0) }
    + [
      ">>", "2>>", "<<", "j<<", "jj<<", ">j", ">G", "j>2j", "3j>>", "j>>>>", "jj>>", ":set sw=2<CR>>>",
      ":set sw=2 et<CR>j>>", ":set sw=3<CR>j2>>", ":set sw=4 ts=4<CR>jj>>", ":set sw=4<CR>jj<<", "Vj>", "Vj2>", "V<",
      ">>.", ">>..", ">>u", "jj>>u", "Vjj>.", ":set sw=4 et<CR>jj>>", "jj3l>>", "j<j",
    ].map { VimCase(list, $0) }
    + [
      "~", "3~", "9~", "99~", "g~w", "g~~", "g~2w", "gUw", "gUU", "guu", "gUguGUU", "gUj", "guj", "g~iw", "wgU$", "g??",
      "g?w", "jg~~", "2g~~", "gUgU", "gugu", "g~g~", "$~", "v3l~", "vjU", "vju", "Vu", "VU", "V~", "wvlUw.", "gUe2wgue",
      "g?g?",
    ].map { VimCase("Hello World foo\nSecond LINE here\nthird", $0) }
    + [
      "J", "2J", "3J", "4J", "9J", "jJ", "jjJ", "GJ", "gJ", "3gJ", "jgJ", "JJ", "J.", "Ju", "vjjJ", "VjJ", "VGJ",
      "vjgJ",
      "jjjJ", "3jJ", "5jJ", "6jJ",
    ].map { VimCase("one\n  two\n\tthree \n)four\n\nfive\nsix ", $0) }
    + [
      "<C-a>", "5<C-a>", "<C-x>", "9<C-x>", "j<C-a>", "j<C-x>", "jj<C-a>", "jj100<C-x>", "$<C-a>", "<C-a>.", "5<C-a>..",
      "3j<C-a>", "4j<C-a>", "4j<C-x>",
    ].map { VimCase("a 7 b 9\nx-3 y\nn 99\nnone\nv -1", $0) }
}
