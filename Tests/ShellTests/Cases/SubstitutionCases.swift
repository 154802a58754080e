// Scripts and what they print: substitution. The expected output was compared with dash's on Linux.

extension ScriptCase {
  static let substitution: [ScriptCase] = [
    .init("echo $(echo a) `echo b`", "a b\n"),
    .init("x=$(echo \"a  b\"); args \"$x\" $x", "[a  b][a][b]\n"),
    .init("echo \"$(printf 'a\\n\\n\\n').\"", "a.\n"),
    .init("x=$(printf 'a\\nb\\n'); args \"$x\"", "[a\nb]\n"),
    .init("echo $(x=1; echo $x) [$x]", "1 []\n"),
    .init("echo $(cd /; pwd); test \"$(pwd)\" != / && echo unchanged", "/\nunchanged\n"),
    .init("echo $(exit 3)$?", "3\n", onlyBash: true),
    .init("x=$(false) || echo failed", "failed\n"),
    .init("echo $(echo $(echo $(echo deep)))", "deep\n"),
    .init("echo `echo \\`echo deep\\``", "deep\n"),
    .init("echo \"$(echo \"$(echo 'q\"q')\")\"", "q\"q\n"),
    .init("echo $( (echo sub) )", "sub\n"),
    .init("echo $(case x in x) echo case;; esac)", "case\n"),
    .init("echo $(case x in (x) echo case2;; esac)", "case2\n"),
    .init("echo \"$(echo ')' )\"", ")\n"),
    .init("echo $(# comment )\necho real\n)", "real\n"),
    .init("$(echo echo) dynamic", "dynamic\n"),
    .init("x=echo; $x dyn2; e='echo a b'; $e", "dyn2\na b\n"),
    .init("$empty echo first", "first\n"),
    .init("$(true) ; echo $?", "0\n"),
    .init("x=$(echo a)b$(echo c); echo $x", "abc\n"),
  ]
}
