// Commands of the command line.

enum LineCommandCases {
  private static let words = "one two,three  (four) five.six\n\n  seven_8 nine--ten\nlast"
  private static let list = "apple\nbanana\ncherry\napple pie\ndate\nBanana split\nelder"

  private static func lines(_ commands: [String]) -> [VimCase] {
    commands.map { VimCase(list, ":" + $0.split(separator: "\n").joined(separator: "<CR>:") + "<CR>") }
  }

  static let all: [VimCase] =
    lines([
      "s/a/X/", "s/a/X", "s/p/X/g", "%s/a/X/", "%s/a/X/g", "%s/A/X/gi", "%s/b/X/I", "2s/a/X/g", "2,4s/a/X/g",
      "2,4s/zzz/X/",
      "%s/an/[&]/g", "%s/\\(a\\)\\(n\\)/\\2\\1/g", "%s/a\\|e/<lt>&>/g", "%s/^/> /", "%s/$/;/", "%s/e$/E/", "%s/\\<a/A/",
      "%s/a*/x/g", "%s/x*/-/g", "%s/p\\+/P/", "%s/p\\{2}/P/", "%s/./\\u&/", "%s/.*/\\U&/", "%s/\\w\\+/\\u&/g",
      "%s/\\(.\\)\\(.*\\)/\\2\\1/",
      "%s/a/\\r/", "%s/an/\\r/g", "%s/a/\\t/", "%s#a#/#g", "%s/\\//x/e", "%s/p/\\//g", "%s/a/\\&/", "%s/a/b\\\\c/",
      "%s/a//g", "%s/a",
      "s/a/X/\n&&", "s/p/X/\n&", "s/a/X/\n%&", "%s/\\vp+|an/X/g", "%s/\\v(a)(.)/\\2\\1/g", "%s/[aeiou]/*/g",
      "%s/[^a-z]/_/g",
      "%s/a/X/g 2", "2s/a/X/g 3", "s/zzz/X/", "%s/le\\>/LE/", "%s/\\s/_/", "%s/n\\=a/N/g", "s/a/X/\n3s//Y/",
      "s/a/X/|s/p/Y/",
      "s/a/b/\n%s/e/~x/", "%s/\\l\\+$/\\U&\\E!/", "%s/a\\(p\\)*/\\1-/", "$s/e/E/", ".s/a/A/", "1;+1s/a/A/",
      "%s/\\an/#/g",
    ])
    + lines([
      "d", "2d", "2,3d", "%d", "$d", ".,+1d", ".,$d", "2,4d\nput", "2d\n3put", "2d x\n$put x", "2y\nput", "2,3y\n$put",
      "1,2y\n0put",
      "d 2", "2d 3", "y\nput!", "m$", "1m2", "2m0", "2,3m$", "2,3m0", "2m2", "3,5m1", "1,2m4", "t.", "t$", "1t0",
      "2,3t$",
      "2,3t0", "1,2t1", "co3", "j", "2j", "2,4j", "j!", "2,4j!", "j3", "%j", ">", "2>", "2,3>", ">>", "3", "$", "2\nd",
      "/cherry/d", "/an/,/date/d", "?split?d", "/cherry/+1d", "/cherry/-1d", "$-1d", "2+1d", "2;/an/d", "'ad", "%>",

      "sort", "sort!", "sort i", "2,5sort", "sort u", "%sort", "2ka\n'ad", "2mark b\n'b,$d", "normal x", "2normal dw",
      "%normal A!",
      "2,3normal Ix", "normal wdw", "normal iX", "%normal dw", "normal! x", "normal xjx", "set sw=2\n>",
      "set sw=2 et\n2,3>", "retab",
      "2,3s/a/A/|d", "d|d", "1,2d|1d", "g/a/d", "g!/a/d", "v/a/d", "g/an/s/a/X/", "g/an/s/a/X/g", "g/apple/normal A!",
      "g/apple/t.",
      "g/apple/m$", "g/^/m0", "g/e$/j", "g/an/d|put", "g/apple/.,+1d", "2,4g/a/d", "g/a/>", "g/apple/y A\n$put a",
      "g/zzz/d",
      "g/a/normal dw", "g/pie/-1j", "g/an/s/$/!/|s/^/#/", "v/an/normal x", "g/a/s//X/", "g/a/t0", "g/e/m0",
      "g/./normal Jx",
      "g/apple/normal ddp", "undo", "d\nundo", "d\nd\nundo\nredo", "d\nu", "%d\nput", "9d", "0d", "1,9d", "2,3d|$put",
      "sort n", "sort! u", "%s/a/X/n", "s/a/X/\ng/e/&", "1,3s/a/X/|d", "g/a/m$", "g/a/m.",
    ])
    + [
      "3:d<CR>", "2:s/e/E<CR>", ":s/two/2/<CR>n",
      ":s/e/E/<CR>j&", ":s/e/E/<CR>jj&", ":s/e/E/g<CR>jjg&", ":s/e/E/<CR>u&", ":d<CR>@:", ":s/e/E/<CR>@:@@",
      ":normal fex<CR>x.",
      ":/nine/<CR>x", ":$<CR>x", ":3<CR>x", "G:1<CR>''x", ":d<CR>u:d<CR>p", "/four<CR>:s//4/<CR>", ":s/four/4/<CR>ggn",
      ":<C-r><C-w><BS><BS><BS>d<CR>", ":foo<BS><BS><BS>d<CR>", ":dx<BS><CR>", ":d<Left><Del>y<CR>p", ":xyz<C-u>d<CR>",

      ":s/o/0/<CR>:<Up><CR>", "yw:s/<C-r>0/X/<CR>", "vj:s/e/E/g<CR>x",
    ].map { VimCase(words, $0) }
}
