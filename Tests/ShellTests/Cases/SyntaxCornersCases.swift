// Scripts and what they print: syntax corners. The expected output was compared with dash's on Linux.

extension ScriptCase {
  static let syntaxCorners: [ScriptCase] = [
    .init("echo a;echo b", "a\nb\n"),
    .init("echo a&&echo b||echo c", "a\nb\n"),
    .init("(echo a)&&(echo b)", "a\nb\n"),
    .init("{ echo a;}", "a\n"),
    .init("if(true)then(echo x)fi", "x\n"),
    .init("!(false); echo $?", "0\n"),
    .init("{ ! false; }; echo $?", "0\n"),
    .init(
      "echo if then else fi do done case esac for while until in",
      "if then else fi do done case esac for while until in\n"),
    .init("for in in in; do echo $in; done", "in\n"),
    .init("if=1; echo $if", "1\n"),
    .init("echo a=b; a=b; echo $a", "a=b\nb\n"),
    .init("x==y; echo $x", "=y\n"),
    .init("a.b=c 2>/dev/null || echo notassign", "notassign\n"),
    .init("1x=3 2>/dev/null || echo notassign2", "notassign2\n"),
    .init("echo {a,b}", "{a,b}\n"),
    .init("while read l; do case $l in a) echo A;; *) echo other;; esac; done <<E\na\nb\nE", "A\nother\n"),
    .init("i=0; while :; do i=$((i+1)); case $i in 3) break;; esac; done; echo $i", "3\n"),
    .init(
      "for i in 1 2 3; do if [ $i = 2 ]; then echo two; else echo \"not two\"; fi; done",
      "not two\ntwo\nnot two\n"),
    .init("f() { g() { echo inner; }; }; f; g", "inner\n"),
    .init("if true; then if false; then :; else echo nested; fi; fi", "nested\n"),
    .init("x=$(if true; then echo a; fi); echo $x", "a\n"),
    .init("echo \"${x:-$(echo \"a b\" | cat)}\"", "a b\n"),
    .init("cat <<E\n$(cat <<F\nnested heredoc\nF\n)\nE", "nested heredoc\n"),
    .init("echo $(cat <<E\na\nE\n) b", "a b\n"),
    .init("a=1; b=2; c=$((a+b))$(echo x)${a}; echo $c", "3x1\n"),
    .init("echo \"a\nb\" | count", "2\n"),
    .init("eval 'for i in 1 2; do echo $i; done'", "1\n2\n"),
    .init("( (echo nested) )", "nested\n"),
    .init("{ { echo nested2; } }", "nested2\n"),
    .init("until true; do :; done; echo $?", "0\n"),
    .init("! ! true; echo $?", "0\n", onlyBash: true),
  ]
}
