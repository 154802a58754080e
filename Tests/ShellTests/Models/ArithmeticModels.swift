// Scripts for the shells side by side.
//
// All operators of C with their levels and sides.

extension ModelCase {
  static let arithmetic: [ModelCase] = [
    #"echo $((1+2*3)) $(((1+2)*3)) $((10-2-3)) $((100/10/2)) $((7%4)) $((-7%4)) $((-7/2))"#,
    #"echo $((1<<4)) $((256>>2)) $((1<<2+1)) $((5&3)) $((5|3)) $((5^3)) $((~5)) $((!5)) $((!0))"#,
    #"echo $((1<2)) $((2<1)) $((1<=1)) $((2>=3)) $((1==1)) $((1!=1)) $((3>2==1))"#,
    #"echo $((1&&0)) $((1||0)) $((0||0)) $((1&&1)) $((0&&1||1)) $((1||1&&0))"#,
    #"echo $((1?2:3)) $((0?2:3)) $((0?1:0?2:3)) $((1?0?4:5:6))"#,
    #"x=5; echo $((x)) $(($x)) $((x+1)) $((-x)) $((+x)) $((x*x)) $((${x}1))"#,
    #"x=1; echo $((x=5)) $x $((x+=2)) $x $((x-=1)) $((x*=3)) $((x/=2)) $((x%=4)) $x"#,
    #"x=6; echo $((x<<=1)) $((x>>=2)) $((x&=5)) $((x|=8)) $((x^=3)) $x"#,
    #"echo $((a=b=3)) $a $b; echo $((c=a+b)) $c"#,
    #"x=3; echo $((x==3?10:20)) $((x>3?x:-x)) $((x=x==3)) $x"#,
    #"x=0; echo $((1||(x=5))) $x $((0&&(x=5))) $x $((0||(x=5))) $x"#,
    #"x=0; echo $((1?7:(x=9))) $x $((0?(x=9):8)) $x"#,
    #"echo $((0x1f)) $((0X1F)) $((010)) $((0)) $((00)) $((0xff+1))"#,
    #"""
    echo $(( 1 + 2 )) $((\#t1\#t)) $((
    1
    +
    1
    )) "$(( 3 ))"
    """#,
    #"echo $((9223372036854775807)) $((-9223372036854775807-1)) $((9223372036854775807+1))"#,
    #"echo $((2147483647*2)) $((4294967296*4)) $((1<<62))"#,
    #"echo $((-1>>1)) $((-8/3)) $((-8%3)) $((8%-3)) $((8/-3))"#,
    #"x=' 7 '; echo $((x+1)); x=-3; echo $((x*-1)) $((- -x)) $((-x))"#,
    #"unset u; echo $((u)) $((u+1)) $((u=4)) $u"#,
    .init(#"x=; echo $((x+2)); echo $(()) "#, only: .bash, "dash wants an expression"),
    #"echo $((1+1))$((2+2)) a$((3))b "$((4))"'$((5))'"#,
    #"i=0; while [ $((i+=1)) -lt 5 ]; do :; done; echo $i"#,
    #"set -- 4 5; echo $(($1+$2)) $(($#*10)) $((${1}${2}))"#,
    .init(
      #"echo $(($(echo 3)*$(echo 4))) $((`echo 5`)) $(("6"+1))"#, only: .bash, "dash knows no quotes in an expression"),
    #"x=2; echo $((x*(x+(x*(x+1))))) $((((((1))))))"#,
    #"echo $((3--2)) $((3- -2)) $((3+-2)) $((3 - - - 2)) $((!!5)) $((~~5)) $((-~1))"#,
    #"x=abc; y=x; (echo $((1 +))) 2>/dev/null; test $? -ne 0 && echo failed"#,
    #"""
    (echo $((1/0))) 2>/dev/null; test $? -ne 0 && echo failed; (echo $((1%0))) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"""
    (echo $((08))) 2>/dev/null; test $? -ne 0 && echo failed; (echo $((1 2))) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"""
    (echo $((5=3))) 2>/dev/null; test $? -ne 0 && echo failed; (echo $((a b))) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"readonly r=1; (echo $((r=2))) 2>/dev/null; test $? -ne 0 && echo failed; echo $((r+1))"#,
    .init(#"echo $((1,2))"#, only: .bash, "dash has no comma operator"),
    .init(#"x=1; echo $((x++)) $x $((++x)) $x $((x--)) $((--x)) $x"#, only: .bash, "dash has no ++"),
    #"f() { echo $(($1*2)); }; echo $(($(f 2)+$(f 3)))"#,
    #"n=10; f=1; while [ $n -gt 1 ]; do f=$((f*n)) n=$((n-1)); done; echo $f"#,
    #"a=0 b=1 i=0; while [ $i -lt 20 ]; do c=$((a+b)) a=$b b=$c i=$((i+1)); done; echo $a"#,
    #"x=10; case $((x%3)) in 1) echo one;; esac; for i in $((x-1)) $x $((x+1)); do echo $i; done"#,
    .init(#"y=3; x=y; echo $((x)) "#, only: .bash, "dash wants numbers in variables"),
    #"echo $((1<2&&2<3||5>6)) $((1|2&4)) $((1+2<<1)) $((6&3==3)) $((1^3&2))"#,
  ]
}
