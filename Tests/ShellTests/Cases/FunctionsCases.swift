// Scripts and what they print: functions. The expected output was compared with dash's on Linux.

extension ScriptCase {
  static let functions: [ScriptCase] = [
    .init("f() { echo \"$1 $2 $#\"; }; f a b", "a b 2\n"),
    .init("f() { return 3; }; f; echo $?", "3\n"),
    .init("f() { return; }; false; f; echo $?", "1\n"),
    .init("f() { echo in; }; f; f", "in\nin\n"),
    .init("f() { echo \"$@\"; }; set -- x y; f a; echo \"$@\"", "a\nx y\n"),
    .init("f() { local v=inner; echo $v; }; v=outer; f; echo $v", "inner\nouter\n"),
    .init("f() { local v; v=2; g; echo $v; }; g() { v=3; }; v=1; f; echo $v", "3\n1\n"),
    .init("f() { [ $1 -le 0 ] && return; echo $1; f $(($1-1)); }; f 3", "3\n2\n1\n"),
    .init(
      "fact() { if [ $1 -le 1 ]; then echo 1; else echo $(($1 * $(fact $(($1-1))))); fi; }; fact 10",
      "3628800\n"),
    .init("f() (x=sub; echo $x); x=top; f; echo $x", "sub\ntop\n"),
    .init("f() { echo out; } >/tmp/f.$$; f; cat /tmp/f.$$; rm /tmp/f.$$", "out\n"),
    .init("f() { cat; }; echo piped | f", "piped\n"),
    .init("f() { echo 1; echo 2; }; f | count", "2\n"),
    .init("f() if true; then echo iff; fi; f", "iff\n"),
    .init("f()\n{\necho newline\n}", ""),
    .init("f", "", status: 127),
    .init("unset -f f; f() { :; }; unset -f f; f 2>/dev/null; echo $?", "127\n"),
    .init("f() { echo \"[$x]\"; }; x=temp f", "[temp]\n"),
    .init("f() { while true; do return 4; done; }; f; echo $?", "4\n"),
    .init("f() { for i in 1 2 3; do echo $i; return; done; }; f", "1\n"),
    .init("true() { echo shadow; }; true; command true; echo $?", "shadow\n0\n"),
  ]
}
