// Scripts and what they print: globs. The expected output was compared with dash's on Linux.

extension ScriptCase {
  static let globs: [ScriptCase] = [
    .init(
      "cd /tmp; mkdir g; cd g; touch a.c b.c c.h .hid; echo *; echo *.c; echo ?.h; "
        + "echo [ab].c; echo [!a].c; echo .h*; echo x*; cd ..; rm -r g",
      "a.c b.c c.h\na.c b.c\nc.h\na.c b.c\nb.c\n.hid\nx*\n"),
    .init(
      "cd /tmp; mkdir g; cd g; mkdir d1 d2; touch d1/x d2/x d2/y; echo */x; echo d*/; echo d?/*; echo */; "
        + "echo /tmp/g/*/y; cd ..; rm -r g",
      "d1/x d2/x\nd1/ d2/\nd1/x d2/x d2/y\nd1/ d2/\n/tmp/g/d2/y\n"),
    .init(
      "cd /tmp; mkdir g; cd g; touch 'a b' c; for f in *; do echo \"<$f>\"; done; "
        + "x='*'; echo $x \"$x\"; echo \"*\" '*' \\*; set -f; echo *; cd ..; rm -r g",
      "<a b>\n<c>\na b c *\n* * *\n*\n"),
    .init("echo /nonexistent/*", "/nonexistent/*\n"),
    .init("echo \"/bin\"/ca[t]", "/bin/cat\n"),
    .init("x=/bin/ca?; echo $x \"$x\"", "/bin/cat /bin/ca?\n"),
    .init("echo [ a[ [z", "[ a[ [z\n"),
  ]
}
