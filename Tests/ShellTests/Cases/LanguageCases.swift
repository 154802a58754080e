// Scripts and what they print: this shell's own language, which no other shell has.

extension ScriptCase {
  static let language: [ScriptCase] = letCases + arrayCases + methodCases + matchCases + functionCases + shortCases

  private static let letCases: [ScriptCase] = [
    .init("let x = 5; echo $x", "5\n"),
    .init("let x:int = 007; echo $x; let x += 3; let x *= 2; let x -= 1; let x /= 2; let x %= 5; echo $x", "7\n4\n"),
    .init("let a b = 1 2; let a b = $b $a; echo $a $b", "2 1\n"),
    .init("let x **= 2; echo $x; let x = 3; let x **= 4; echo $x", "0\n81\n"),
    .init("let s = a; let s ++= b; let s ::= c; echo $s", "cab\n"),
    .init("let x:int = abc 2>/dev/null || echo refused \"[$x]\"", "refused []\n"),
    .init("let x:float = 2.5 && echo $x; let x:float = 1.2.3 2>/dev/null || echo refused", "2.5\nrefused\n"),
    .init(
      "let x:bool = 1; echo $x; let x:bool = false; echo $x; let x:bool = maybe 2>/dev/null; echo $?",
      "true\nfalse\n1\n"),
    .init(
      "let a:[int] = [1 02 3]; echo @a; let a:[int] = [1 x] 2>/dev/null || echo refused; echo @a",
      "1 2 3\nrefused\n1 2 3\n"),
    .init("let a = 1 2 2>/dev/null; echo $?; let 1x = 2 2>/dev/null", "", status: 2),
    .init("let x = 9223372036854775807; let x += 1 2>/dev/null; echo $? $x", "1 9223372036854775807\n"),
    .init("let x = 5; let x /= 0 2>/dev/null; echo $? $x", "1 5\n"),
    .init("let x = \"a b\" && args \"$x\" ; let y = $x; args \"$y\"", "[a b]\n[a b]\n"),
    .init("let m:map = [a=1 b=2]; let a = [x 'y z']; let", "let a = [x 'y z']\nlet m:map = [a=1 b=2]\n"),
    .init("let x = 5 >/dev/null 2>&1; echo $x; let >/dev/null; let y = 2 # comment\necho $y", "5\n2\n"),
    .init("readonly r=1; let r = 2 2>/dev/null", "", status: 2),
    .init("let=5; echo $let; echo let; \\let 2>/dev/null; echo $?", "5\nlet\n127\n"),
  ]

  private static let arrayCases: [ScriptCase] = [
    .init(
      "let a = [one 'two three' four]; args @a; args $a; args \"$a\"",
      "[one][two three][four]\n[one][two][three][four]\n[one two three four]\n"),
    .init(
      "let a = [a b c d]; echo ${a[0]} ${a[-1]} \"${a[1..3]}\" ${a[1..=3]} ${a[..2]} ${a[2..]} [${a[9]}] [${a[-9]}]",
      "a d b c b c d a b c d [] []\n"),
    .init("let a = [a b c]; args @a[1..] @a[0] @a[9] end", "[b][c][a][end]\n"),
    .init("let a = []; args @a end; let a ++= x; let a ++= [y z]; let a ::= w; args @a", "[end]\n[w][x][y][z]\n"),
    .init("let a = [1 2 3]; let a[1] = two; args @a; let a[7] = x 2>/dev/null; echo $?", "[1][two][3]\n1\n"),
    .init("let a = [a b]; let b = @a; let b ++= c; args @a; args @b", "[a][b]\n[a][b][c]\n"),
    .init("let a = [a b]; let b = [x @a y]; args @b; let n = 1; echo ${b[$n]} @b[$((n+1))]", "[x][a][b][y]\na b\n"),
    .init("let a = [\n  one   # no comment\n  two\n]; args @a", "[one][#][no][comment][two]\n"),
    .init("let a = [1 2]; a=text; args @a; echo $a", "[@a]\ntext\n"),
    .init(
      "let a = ['*' '$x' 'a  b']; args @a; for i in @a; do echo \"<$i>\"; done", "[*][$x][a  b]\n<*>\n<$x>\n<a  b>\n"),
    .init(
      "let m:map = [red=1 green='2 3']; echo ${m[red]} \"${m[green]}\" [${m[none]}]; args @m; args @m[green]",
      "1 2 3 []\n[1][2 3]\n[2 3]\n"),
    .init("let m:map = [a=1]; let m[b] = 2; let m[a] = 0; for k in @keys(m); do echo $k=${m[$k]}; done", "a=0\nb=2\n"),
    .init(
      "let m:map[int] = [a=1 b=x] 2>/dev/null || echo refused; let m:map = [a=1]; let m ++= [b=2]; echo $m",
      "refused\n1 2\n"),
    .init("let s = hello; echo ${s[0]} ${s[1..3]} ${s[-1]}; let u = äöü; echo ${u[1]} ${u[..2]}", "h el o\nö äö\n"),
    .init("args @(echo a b; echo c); args @(lines 3)[1]", "[a][b][c]\n[2]\n"),
    .init(
      "let a = [x]; echo user@host @none @types/node a@a \"@a\" '@a' \\@a", "user@host @none @types/node a@a @a @a @a\n"
    ),
    .init("let a = [x y]; f() { echo $#; }; f @a; f @a@a; f \"$a\"", "2\n2\n1\n"),
    .init(
      "let a = [1 2 3]; (let a ++= 4; echo @a); echo @a; x=$(let a = [9]; echo @a); echo $x @a",
      "1 2 3 4\n1 2 3\n9 1 2 3\n"),
    .init(
      "let a = [p 'q r']; let m:map = [k=v]; echo | { cat; args @a; } | { cat; echo ${m[k]}; } | cat", "\n[p][q r]\nv\n"
    ),
    .init("f() { local a; let a = [in]; echo @a; }; let a = [out]; f; echo @a; unset a; echo @a", "in\nout\n@a\n"),
  ]

  private static let methodCases: [ScriptCase] = [
    .init(
      "let s = 'Hello'; let a = [x yy z]; echo $len(s) $len(a) $len(\"äö\") $upper(s) $lower(s)",
      "5 3 2 HELLO hello\n"),
    .init(
      "echo \"$replace('a-b-c' - +)\" $replacen('a-b-c' - + 1) $repeat('ab' 3) $reverse(\"äbc\") $trim('  x ')",
      "a+b+c a+b-c ababab cbä x\n"),
    .init(
      "p=/usr/lib/a.tar.gz; echo $basename(p) $parent(p) $extension(p) $filename(p); echo $parent('/x') $parent('x')",
      "a.tar.gz /usr/lib gz a.tar\n/ .\n"),
    .init(
      "s=abcabc; echo $find(s c) $find(s x) $contains(s bca) $starts_with(s ab) $ends_with(s ab)",
      "2 -1 true true false\n"),
    .init(
      "args @split('a:b::c' ':'); args @split(' a  b '); args @lines('x\ny\n'); args @chars(\"äb\"); args @bytes('AB')",
      "[a][b][][c]\n[a][b]\n[x][y]\n[ä][b]\n[65][66]\n"),
    .init(
      "let a = [c a b a]; args @sort(a) @unique(a) @reverse(a); echo $join(a ', ') \"$join(a)\"",
      "[a][a][b][c][c][a][b][a][b][a][c]\nc, a, b, a c a b a\n"),
    .init(
      "let m:map = [x=1 y=2]; args @keys(m) @values(m); echo $len(m) $contains(m y) $contains(m z)",
      "[x][y][1][2]\n2 true false\n"),
    .init(
      "e=; echo $or(e usual) $or(\"set\" usual) $escape(\"a b\") $escape(\"it's\")", "usual set 'a b' 'it'\\''s'\n"),
    .init("let x = $len(\"abc\"); echo $((x + $len('de'))) \"<$upper('in quotes')>\"", "5 <IN QUOTES>\n"),
    .init("echo $nosuch; echo \"$5(s)\" \"$x(s)\"; echo $len() 2>/dev/null", "\n(s) (s)\n", status: 2),
    .init("for w in @split(\"$(echo a,b)\" ,); do echo $w; done; args @split('x y')[1]", "a\nb\n[y]\n"),
    .init("echo $replace('a b' ' ' \"$(echo _)\") $repeat(x -1) 2>/dev/null", "", status: 2),
  ]

  private static let matchCases: [ScriptCase] = [
    .init("match abc\nis a\n echo no\nis x* | a*\n echo yes\nis *\n echo other\nend", "yes\n"),
    .init("match q; is a; echo a; is b; echo b; end; echo $?", "0\n"),
    .init(
      "x=5; match $x\nis * if test $x -gt 9\n echo big\nis * if test $x -gt 3; echo middle; false\n"
        + "is *\n echo small\nend\necho $?",
      "middle\n1\n"),
    .init(
      "let a = [get 'my file' now]\nmatch @a\nis put ...\n echo put\nis get * then\n echo no\n"
        + "is get \"my file\" *\n echo got\nend",
      "got\n"),
    .init("let a = []; match @a\nis ?* ...\n echo some\nis ...\n echo none\nend", "none\n"),
    .init(
      "f() { match $1\nis -*\n echo option\nis [0-9]*\n echo number\nend\n}; f -x; f 12; f a; echo $?",
      "option\nnumber\n0\n"),
    .init("match a\nis a\n match b\n is b\n  echo inner\n end\n echo outer\nend | upper", "INNER\nOUTER\n"),
    .init(
      "for i in 1 2 3; do match $i\nis 2\n continue\nend\necho $i; done; case is in is) echo is;; esac; echo end is",
      "1\n3\nis\nend is\n"),
    .init("p='a*'; match abc\nis \"$p\"\n echo text\nis $p\n echo pattern\nend", "pattern\n"),
  ]

  private static let functionCases: [ScriptCase] = [
    .init(
      "fn greet who greeting=\"Good day\" -- greets somebody\n echo \"$greeting, $who\"\nend\ngreet Ann; greet Bob Hi",
      "Good day, Ann\nHi, Bob\n"),
    .init("fn f n:int\n echo $((n * 2))\nend\nf 4; f x 2>/dev/null; echo $?; f 2>/dev/null; echo $?", "8\n2\n2\n"),
    .init(
      "fn f a -- what it does\n echo $a $2 $#\n return 3\nend\na=out; f in more; echo $? $a; type f",
      "in more 2\n3 out\nf is a function: what it does\nfn f a -- what it does\necho ${a} ${2} ${#}\nreturn 3\nend\n"),
    .init("fn f; echo plain; end; f; fn g a=$(echo usual) b=x; echo $a$b; end; g; g 1 2", "plain\nusualx\n12\n"),
    .init("fn f a\n if [ \"$a\" ]; then\n  echo $a\n  f\n fi\nend\nf x 2>/dev/null | cat; echo done", "x\ndone\n"),
    .init(
      "fn f a -- to another shell\n echo \"<$a>\"\nend\necho | { cat; f 1; } | { cat; f 2; } | cat", "\n<1>\n<2>\n"),
  ]

  private static let shortCases: [ScriptCase] = [
    .init(
      "echo {a,b}{1..3} {03..1} {a..e..2} x{,y} {10..0..5} {-1..1}",
      "a1 a2 a3 b1 b2 b3 03 02 01 a c e x xy 10 5 0 -1 0 1\n"),
    .init(
      "echo {a} {} {a,b \"{a,b}\" '{1..2}' \\{a,b} {a\\,b} {1..x} {1..2..z} a{b,c{d,e}}f",
      "{a} {} {a,b {a,b} {1..2} {a,b} {a,b} {1..x} {1..2..z} abf acdf acef\n"),
    .init(
      "x=1; for i in {$x,two}{\"a b\",c}; do echo \"<$i>\"; done; y={a,b}; echo $y",
      "<1a b>\n<1c>\n<twoa b>\n<twoc>\n{a,b}\n"),
    .init("echo {1..100000} 2>/dev/null", "", status: 2),
    .init(
      "(echo {a,b}{a,b}{a,b}{a,b}{1..9}{1..9}{1..9}{1..9}) 2>/dev/null; echo $?",
      "2\n"),
    .init("/tmp; pwd; ..; pwd; cd; ../..; pwd", "/tmp\n/\n/\n"),
    .init(
      "complain |& count; complain &>/dev/null; echo $?; cat <<<\"a $((1+1))\"; { echo a; echo b >&2; } |& upper",
      "2\n3\na 2\nA\nB\n"),
    .init(
      "set -o posix; eval 'echo {a,b} @x; let 2>/dev/null || echo none'; set +o posix; echo {a,b}",
      "{a,b} @x\nnone\na b\n"),
  ]
}
