// Insert and replace mode, undo, repetition, registers, macros.

enum ChangeCases {
  private static let words = "one two,three  (four) five.six\n\n  seven_8 nine--ten\nlast"

  static let all: [VimCase] =
    [
      "iX<Esc>", "aX<Esc>", "AX<Esc>", "IX<Esc>", "oX<Esc>", "OX<Esc>", "3iX<Esc>", "3aab<Esc>", "3AX<Esc>", "2oX<Esc>",
      "2OX<Esc>", "jjIX<Esc>", "jjgIX<Esc>", "jjAX<Esc>", "jjoX<Esc>", "jjOX<Esc>", "GoX<Esc>", "jiX<Esc>", "jaX<Esc>",
      "iX<CR>Y<Esc>", "wi<CR><Esc>", "A<CR>X<Esc>", "ia<BS>b<Esc>", "jjI<BS>X<Esc>", "jji<BS>X<Esc>", "3wi<C-w>X<Esc>",
      "5wi<C-w><C-w>X<Esc>", "Afoo bar<C-w>X<Esc>", "Afoo bar<C-w><C-w>X<Esc>", "Afoo<C-u>X<Esc>", "5wi<C-u>X<Esc>",
      "i<C-v>065<Esc>", "i<C-v><Tab><Esc>", "ywA<C-r>0<Esc>", "ywA<C-r>\"<Esc>", "iX<Left>Y<Esc>", "iX<Right>Y<Esc>",
      "iX<Down>Y<Esc>", "A<Up>X<Esc>", "jjA<Up><Up>X<Esc>", "iX<Home>Y<Esc>", "iX<End>Y<Esc>", "i<Del><Del><Esc>",
      "$a<Del><Esc>", "iab<C-o>xc<Esc>", "iab<C-o>$c<Esc>", "A<C-o>0X<Esc>", "iX<Esc>gi!<Esc>", "AX<Esc>ggjgi!<Esc>",
      "jji<C-y><C-y><Esc>", "jA<C-e><C-e><C-e><Esc>", "ofoo<CR>bar<Esc>", "3ofoo<Esc>u", "iX<Esc>l.", "aX<Esc>.",
      "oX<Esc>.", "2oX<Esc>.", "3iX<Esc>.", "3iX<Esc>2.", "ianother<Esc>u<C-r>", "ofi<C-n><Esc>", "Gosev<C-p><Esc>",
    ].map { VimCase(words, $0) }
    + [
      "RXY<Esc>", "RXYZ<BS><BS>W<Esc>", "3RX<Esc>", "$RXYZ<Esc>", "jRXY<Esc>", "RX<CR>Y<Esc>", "RXY<Esc>.",
      "RXY<Esc>j.",
      "RX<BS><BS><BS>Y<Esc>", "wRX<BS><BS>Y<Esc>", "RXY<Esc>u", "$RXYZ<BS><BS><BS>W<Esc>", "rX", "3rX", "99rX", "r<CR>",
      "wr<CR>", "3r<CR>", "rXl.", "jrX", "2rXw.", "rX4lu",
    ].map { VimCase(words, $0) }
    + [
      "xu", "xxu", "xxuu", "xxuu<C-r>", "xxuu<C-r><C-r>", "ddu", "jddu", "5lddu", "jj5lddu", "3ddu", "ddjddu",
      "ddjdduu", "dwu", "wdwu",
      "wdwdwu", "wdwdw2u", "yypu", "oX<Esc>u", "jjoX<Esc>u", "OX<Esc>u", "AX<Esc>u", "wiX<Esc>u", "cwX<Esc>u",
      "wcwX<Esc>u",
      "ccX<Esc>u", "Ju", "jJu", ">>u", "3>>u", "gUUu", "xU", "xxU", "xxUU", "xxUu", "xjxU", "xjxkU", "wxxU", "dwjddU",
      "xxU<C-r>", "3xU", "ddpu", "ddpuu", "dGu", "jdGu", "xu.", "Gddu", "GddPu", "dd<C-r>", "xp2u", ":s/o/0/g<CR>u",
      "G:1s/o/0/g<CR>u", ":%s/e/E/g<CR>u", "Gx:%s/e/E/g<CR>uu", "rXu", "~u", "5~u", "iX<CR>Y<Esc>u",
      "wiX<Esc>jiY<Esc>uu",
      "ixy<Left>z<Esc>u", "jjxggxu", "xGxggu",
    ].map { VimCase(words, $0) }
    + [
      "x.", "3x.", "x3.", "3x2.", "dw.", "dw2.", "d2w.", "dd.", "2dd.", "cwX<Esc>w.", "cwX<Esc>3w.", "ciwX<Esc>w.",
      "A!<Esc>j.", "A!<Esc>jj.", "I!<Esc>jj.", "oX<Esc>j.", "dfe.", "yyp.", "yyp2.", "p", "xp.", "D.", "C!<Esc>jj.",
      ">>j.", "J.", "~.", "3~.", "rX2w.", "\"ayyx\"ap.", "dap.", "d/e<CR>.", "dte.", "dt,.", "R12<Esc>w.", "s!<Esc>l.",
      "2s!<Esc>l.", "S!<Esc>jj.", "iX<Esc>x..", "daw..", "gUiww.", "diwu.",
    ].map { VimCase(words, $0) }
    + [
      "\"ayyj\"ap", "\"ayw\"byyj\"ap\"bp", "\"ayyj\"AyyG\"ap", "\"ayw\"Ayyj\"ap", "\"ayyw\"Aywj\"ap", "yyjddk\"0p",
      "yyjdd\"1p", "ddddp", "dddd\"2p", "dddd\"1p\"2p", "dddd\"1pu.u.", "dwdw\"-p", "dwdw\"1p", "\"adwdd\"ap", "\"_ddp",
      "yy\"_ddp", "yyjdwp", "yyjdw\"0p", "\"qyyjx\"qp", "xyyp\"-p", "d}\"1P", "df,\"-P", "d/four<CR>\"1P", "wd`]\"1p",
      "\"zdd\"zp\"zp", "\"add\"Add\"ap", "f(d%\"1P", "ylvep", "ywwvep", "yiwwviwp", "yiwwviwpw\"0P", "yyjVp", "yyjvp",
      "ywjVp",
      "yyGVp", "yyjjviwp", "yw2jVp", "wyiwbviwP", "yyVGp", "ywVGp",
    ].map { VimCase(words, $0) }
    + [
      "qaxjq@a", "qaxq3@a", "qaA!<Esc>jq@a", "qaA!<Esc>jq2@a", "qaA!<Esc>jq@a@@", "qaIx <Esc>+q9@a", "qadwq@au",
      "qaxqu@a",
      "qa3iab<Esc>q@a", "qaywPq@a", "qafexq@a", "qafexq9@a", "qacwZZ<Esc>wq2@a", "qa:s/o/0<CR>q@a", "qaddpq@a",
      "qaxqqAlq@a",
      "qaiX<C-v><Tab><Esc>q@a", "qavlxq@a", "oix<Esc>\"ayy2k@a", "qa/e<CR>xq2@a", "qaq@a", "qaJq@a",
    ].map { VimCase(words, $0) }
    + [
      "i\t<Esc>", ":set et<CR>i<Tab><Esc>", ":set et ts=4<CR>A<Tab>x<Esc>", ":set sts=4 et<CR>i<Tab><Tab><BS>x<Esc>",
      ":set ai<CR>jjoX<Esc>", ":set ai<CR>jjA<CR>X<Esc>", ":set ai<CR>jjOX<Esc>", ":set ai<CR>jjo<Esc>",
      ":set ai<CR>jjo<CR>X<Esc>", ":set ai<CR>jjccX<Esc>", ":set ai<CR>jjSX<Esc>", ":set ai<CR>jjwi<CR><Esc>",
      ":set ai sw=4<CR>jjA<CR><C-t>X<Esc>", ":set ai sw=4<CR>jjA<CR><C-d>X<Esc>", ":set sw=4<CR>i<C-t>X<Esc>",
      ":set ai<CR>jj2oX<Esc>", ":set tw=20<CR>Gofoo bar baz quux corge grault garply<Esc>",
    ].map { VimCase(words, $0) }
    + [
      "x", "dd", "D", "J", "p", "yyp", "iX<Esc>", "oX<Esc>", "OX<Esc>", "AX<Esc>", "cwX<Esc>", "ccX<Esc>", "w", "b",
      "e", "$",
      "G", "}", "{", ")", "(", "~", "rX", "u", "iX<Esc>u", "ddiX<Esc>", "diw", "daw", "dip", ":%d<CR>", "vd", "Vd",
    ].map { VimCase("", $0) }
}
