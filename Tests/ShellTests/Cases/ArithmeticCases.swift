// Scripts and what they print: arithmetic. The expected output was compared with dash's on Linux.

extension ScriptCase {
  static let arithmetic: [ScriptCase] = [
    .init("echo $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((7%3)) $((-7/2)) $((-7%3))", "7 9 3 1 -3 -1\n"),
    .init("x=5; echo $((x+1)) $(($x+1)) $((x*x))", "6 6 25\n"),
    .init("echo $((1<2)) $((2<=2)) $((3>4)) $((4>=4)) $((1==1)) $((1!=1))", "1 1 0 1 1 0\n"),
    .init("echo $((1&&0)) $((1||0)) $((!1)) $((!0)) $((~0))", "0 1 0 1 -1\n"),
    .init("echo $((5&3)) $((5|3)) $((5^3)) $((1<<4)) $((256>>2))", "1 7 6 16 64\n"),
    .init("echo $((1?2:3)) $((0?2:3)) $((1?0?1:2:3))", "2 3 2\n"),
    .init(
      "x=1; echo $((x+=5)) $x; echo $((x=x*2)) $x; echo $((x-=1)) $((x/=2)) $((x%=3)) $x",
      "6 6\n12 12\n11 5 2 2\n"),
    .init("x=6; echo $((x<<=1)) $((x>>=2)) $((x|=8)) $((x&=9)) $((x^=1))", "12 3 11 9 8\n"),
    .init("x=1; echo $((x++)) $x $((++x)) $x $((x--)) $((--x))", "1 2 3 3 3 1\n", onlyBash: true),
    .init("echo $((0x1f)) $((010)) $((0))", "31 8 0\n"),
    .init("echo $(( 1 + $(echo 2) ))", "3\n"),
    .init("echo $((a)) $((a+1))", "0 1\n"),
    .init("x=0; echo $((0&&(x=5))) $x $((1||(x=6))) $x", "0 0 1 0\n"),
    .init("echo $((9223372036854775807+1))", "-9223372036854775808\n"),
    .init("echo $((2*(3+(4-1))))", "12\n"),
    .init("echo $((1,2))", "2\n", onlyBash: true),
    .init("x=3; y=4; echo $(( x > y ? x : y ))", "4\n"),
    .init("echo \"$((1 + 1))\" a$((2))b", "2 a2b\n"),
    .init("echo $((- -1)) $((+3)) $((-(2)))", "1 3 -2\n"),
    .init("i=0; while [ $i -lt 3 ]; do i=$((i+1)); printf $i; done; echo", "123\n"),
    .init("(echo $((1/0))) 2>/dev/null; test $? -ne 0 && echo failed", "failed\n"),
    .init("x=y; y=7; echo $((x))", "7\n", onlyBash: true),
  ]
}
