// Visual mode: characters, lines and blocks.

enum VisualCases {
  private static let words = "one two,three  (four) five.six\n\n  seven_8 nine--ten\nlast"
  private static let grid = "abcdefgh\n12345678\nABCD\nijklmnop\n\nqrstuvwx"

  static let all: [VimCase] =
    [
      "vd", "v3ld", "vwd", "ved", "v$d", "vjd", "vjjd", "vGd", "v9ld", "vlyP", "vly$p", "vjyP", "vlcX<Esc>",
      "vjcX<Esc>",
      "v$cX<Esc>", "vlsX<Esc>", "vlrX", "vjrX", "v$rX", "vjjrX", "vD", "vX", "vjD", "vC!<Esc>", "vjC!<Esc>", "vY$p",
      "vjYp",
      "vS!<Esc>", "vR!<Esc>", "viwd", "vawd", "viwiwd", "vawawd", "wviwd", "wvawd", "vd.", "vld.", "v3ldw.", "vjd.",
      "vlcX<Esc>w.",
      "vlod", "wvllohd", "wvbd", "Gvggd", "$vhhd", "vl<Esc>gvd", "vlyGgvd", "vjJ", "vjjJ", "v/five<CR>d", "v?e<CR>d",
      "vfed",
      "vted", "v}d", "v%d", "f(v%d", "f(v%lohd", "vl>", "vj>", "vj<", "vip>", "vly`>p", "vjy`<P", "vwy`]p", "vll~",
      "vllU",
      "vllu", "v$y$p", "v$yP", "v$hyP", "vjhd", "v2jhd", "jvd", "jvjd", "jvy$p", "jvlcX<Esc>", "viWd", "v2iwd", "v2awd",
      "vipd", "vapd", "wvgUgvd", "vg~", "vjgJ", "v:d<CR>", "vj:s/e/E/<CR>", "Vj:normal A!<CR>", "vIX<Esc>", "vlAX<Esc>",
      "vjAX<Esc>",
      "yiwwv3lp", "yyvp", "yyvjp", "v<Esc>x", "vv", "vVd", "Vvd", "v<C-v>d", "vjVd", "vaw<Esc>aX<Esc>", "vld2.",
    ].map { VimCase(words, $0) }
    + [
      "Vd", "Vjd", "VGd", "Vyp", "VyP", "Vjyp", "VjyGp", "VcX<Esc>", "VjcX<Esc>", "VrX", "VjrX", "V>", "Vj>", "VJ",
      "VjJ", "Vu",
      "VU", "Vd.", "Vjd.", "V~", "Vpu", "yyjVp", "GVd", "GVkd", "V3jd", "Voj<Esc>", "Vjo<Esc>x", "jV<Esc>gvd", "VD",
      "VsX<Esc>", "Vxu", "Vjy`]p", "VC!<Esc>", "V:normal ix<CR>", "Vj:d<CR>", "V$d", "Vlld", "jVjd", "V}d", "VGy`>p",
    ].map { VimCase(words, $0) }
    + [
      "<C-v>jd", "<C-v>jld", "<C-v>jjd", "<C-v>jjlld", "l<C-v>jjlld", "l<C-v>3jlld", "l<C-v>Gd", "<C-v>j$d",
      "l<C-v>jj$d",
      "l<C-v>3j$d", "<C-v>jlyP", "<C-v>jly$p", "<C-v>jlyGp", "<C-v>jly3jp", "l<C-v>jjyP", "l<C-v>jjylp", "<C-v>jjlyGP",
      "<C-v>jlcX<Esc>", "l<C-v>jjcXY<Esc>", "l<C-v>3jcX<Esc>", "<C-v>jIX<Esc>", "l<C-v>jjIX<Esc>", "l<C-v>3jIXY<Esc>",
      "5l<C-v>3jIX<Esc>", "<C-v>jAX<Esc>", "l<C-v>jjAX<Esc>", "5l<C-v>3jAX<Esc>", "<C-v>jj$AX<Esc>", "l<C-v>4j$AX<Esc>",
      "<C-v>jjrX", "l<C-v>3jlrX", "l<C-v>j~", "l<C-v>jU", "l<C-v>jlu", "l<C-v>jlod", "l<C-v>jlOd", "l<C-v>jD",
      "l<C-v>jC!<Esc>",
      "l<C-v>jlx.", "<C-v>jd.", "<C-v>jIX<Esc>j.", "<C-v>jx3j.", "<C-v>jlyp", "<C-v>jly2p", "l<C-v>jlsZ<Esc>",
      "<C-v>jl\"ay$\"ap", "<C-v>lly2jp", "<C-v>jyp", "<C-v>3jyP", "<C-v>jlxu", "<C-v>jIX<Esc>u", "l<C-v>jlJ", "<C-v>d",
      "<C-v>$d",
      "2l<C-v>hhjd", "3l<C-v>jhd", "l<C-v>Gyp", "l<C-v>jl<Esc>gvd", "<C-v>jjA!<Esc>u",
    ].map { VimCase(grid, $0) }
}
