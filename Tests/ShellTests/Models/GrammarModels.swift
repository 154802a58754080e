// Scripts for the shells side by side.
//
// Compound commands, functions, reserved words, separators and comments.

extension ModelCase {
  static let grammar: [ModelCase] = [
    #"if false; then echo a; elif false; then echo b; elif true; then echo c; else echo d; fi"#,
    #"""
    if false; then echo a; fi; echo $?; if true; then false; fi; echo $?; if false; then :; else false; \#
    fi; echo $?
    """#,
    #"while false; do :; done; echo $?; until true; do :; done; echo $?; for i in; do :; done; echo $?"#,
    #"i=0; until [ $i = 3 ]; do i=$((i+1)); echo $i; done"#,
    #"for i in a b c; do if [ $i = b ]; then continue; fi; echo $i; done"#,
    #"""
    for i in 1 2 3; do for j in 1 2 3; do [ $j = 2 ] && continue 2; [ $i = 3 ] && break 2; echo $i$j; \#
    done; done; echo end
    """#,
    #"for i in 1 2; do while :; do break 2; done; echo no; done; echo $i"#,
    #"for i in 1 2 3; do break 9; done; echo $i; for i in 1 2; do continue 9; done; echo $i"#,
    #"while :; do while :; do while :; do break 3; done; done; done; echo out"#,
    #"for i in 1 2; do (continue; echo x); echo $i; done 2>/dev/null | grep -c '[12]'"#,
    #"case abc in a*) echo 1;; *) echo 2;; esac; case x in a|b|x) echo 3;; esac; case x in (x) echo 4; esac"#,
    #"case x in y) echo no; esac; echo $?; case x in x) ;; esac; echo $?; case x in x) false; esac; echo $?"#,
    #"""
    case "a b" in a) echo 1;; "a b") echo 2;; esac; case a in "$u") echo 3;; ?) echo 4;; esac; \#
    case '' in '') echo 5;; esac
    """#,
    #"""
    x='a*'; case abc in $x) echo pattern;; esac; case abc in "$x") echo no;; *) echo text;; esac; \#
    case 'a*' in "$x") echo same;; esac
    """#,
    #"""
    case a] in [a]]) echo 1;; esac; case ] in []]) echo 2;; esac; case - in [a-]) echo 3;; esac; \#
    case b in [!a]) echo 4;; esac
    """#,
    #"""
    case 5 in [[:digit:]]) echo digit;; esac; case q in [[:upper:][:digit:]]) echo no;; \#
    [[:lower:]]) echo lower;; esac
    """#,
    #"""
    case 'a\b' in a\\b) echo 1;; esac; case '*' in \*) echo 2;; esac; case ab in a'b') echo 3;; esac; \#
    case 'a?' in a\?) echo 4;; esac
    """#,
    #"case in in in) echo in;; esac; case esac in (esac) echo esac;; esac; case if in if) echo if;; esac"#,
    #"""
    for i in 1 2 3
    do
      case $i in
        1) echo one ;;
        2|3)
          echo more
          ;;
      esac
    done
    """#,
    #"""
    for x do echo $x; done; set -- p q; for x do echo $x; done; for x
    do echo $x; done; for x in
    do echo no; done
    """#,
    #"for i in a b; do echo $i; done | while read j; do echo "<$j>"; done"#,
    #"{ echo a; echo b; } | wc -l | tr -d ' '; (echo c; exit 3); echo $?; { (exit 4); }; echo $?"#,
    #"""
    ! true; echo $?; ! false; echo $?; ! (exit 5); echo $?; ! { false; }; echo $?; if ! false; \#
    then echo yes; fi
    """#,
    #"! true | false; echo $?; ! false | true; echo $?; true && ! false && echo ok"#,
    #"true && echo a || echo b; false && echo a || echo b; false || false || echo c; true && false; echo $?"#,
    #"true || echo no && echo yes; false && echo no || echo yes; (false || true) && echo sub"#,
    #"a=1; { a=2; }; echo $a; (a=3); echo $a; a=4 | cat; echo $a; if a=5; then echo $a; fi"#,
    #"f() { echo $1 $# $0; return 3; echo no; }; f a b; echo $?; f; echo $?"#,
    #"f() { return; }; false; f; echo $?; g() { false; return; }; g; echo $?; h() { :; }; false; h; echo $?"#,
    #"f() { for i in 1 2 3; do [ $i = 2 ] && return $i; done; }; f; echo $?"#,
    #"""
    f() (x=1; echo in; exit 4); x=0; f; echo $? $x; g() if true; then echo if; fi; g; \#
    h() case $1 in a) echo A;; esac; h a
    """#,
    #"""
    f() { g() { echo inner $1; }; g "$@"; }; f 1; g 2; f() { echo redefined; }; f; unset -f f; \#
    f 2>/dev/null || echo gone
    """#,
    #"fact() { [ $1 -le 1 ] && { echo 1; return; }; echo $(( $1 * $(fact $(($1-1))) )); }; fact 6"#,
    #"f() { echo "$@"; shift; [ $# -gt 0 ] && f "$@"; }; f 1 2 3; echo $?"#,
    #"f() { set -- x y; echo $1; }; set -- a b; f; echo $1 $2"#,
    #"f() { x=global; local y 2>/dev/null; }; f; echo $x"#,
    #"""
    f () { echo space; }; f; f(){ echo tight; }; f; f ( ) { echo wide; }; f; f()
    { echo newline; }
    f
    """#,
    #"echo() { printf 'mine %s\n' "$1"; }; echo a; command echo b; unset -f echo; echo c"#,
    #"f() { echo a; }; x=1 f; f() { echo "$x"; }; x=2 f; sh_=$(x=3 f); echo "$sh_""#,
    #"echo a; echo b & wait; echo c;echo d"#,
    #"""
    echo a # comment
    # whole line ; echo no
    echo b;# tight
    echo c#not
    """#,
    #"""
    { echo a; }; { echo b
    }; (echo c); ( echo d; ); (
    echo e
    )
    """#,
    #"""
    if true
    then
    echo a
    fi
    while false
    do
    :
    done
    until true
    do :
    done
    echo b
    """#,
    #"""
    true &&
    echo a ||

    echo b
    false |
    cat
    echo c
    """#,
    #"echo if then else elif fi do done case esac while until for { } ! in"#,
    #"if=1; echo $if; do=x; echo $do; x=then; echo $x; \if 2>/dev/null || echo 'no such command'"#,
    #"x=1 y=2 sh -c 'echo $x$y'; x=1; y=$x sh -c 'echo $y'; echo ${y-unset}"#,
    #"a=1 b=2; c=3 true; echo $a$b$c; d=4 :; echo $d"#,
    #"e=x; e=y eval 'echo $e'; echo $e; f=1 set -- a; echo $f $1"#,
    #"1a=b 2>/dev/null || echo notname; a-b=c 2>/dev/null || echo notname2; =x 2>/dev/null || echo notname3"#,
    #"x=a\ b y='c d' z="e f"; echo "$x" "$y" "$z"; x=a=b=c; echo $x; x=; echo "[$x]""#,
    #""echo" a; e"ch"o b; 'echo' c; \echo d; $(echo echo) e; x=echo; $x f; ${u:-echo} g"#,
    #"u=; $u echo vanished; "$u" 2>/dev/null || echo empty name fails; $u x=1 2>/dev/null || echo not assigned"#,
    #"x='echo a; echo b'; $x; eval $x; eval "$x"; eval echo '$x'"#,
    #"echo $(echo a;echo b) $( ( echo c ) ) `(echo d)` $((2)) $( (echo e); echo f)"#,
    #"(((1))) 2>/dev/null; ( (echo nested) ); ((echo x) ; (echo y)) 2>/dev/null | cat"#,
    #": a b c; : "$(echo side >&2)" 2>/dev/null; :; echo $?; true ignored; false ignored; echo $?"#,
    #"set -- one two three; while [ $# -gt 0 ]; do echo $1; shift; done"#,
    #"f() { echo 1; }; f | f() { echo 2; }; f"#,
    #"for i in 1 2 3; do echo $i; done; echo $i; i=x; for i in; do :; done; echo $i"#,
    #"for i in $(echo 3 2 1) `echo 0`; do printf $i; done; echo"#,
    #"for i in "$(echo a b)" c; do echo "<$i>"; done; for i in 'x y' z\ w; do echo "<$i>"; done"#,
    #"echo one; { echo two; false; }; echo $?; ( true; exit ); echo $?"#,
    #"exit 3 & wait $!; echo $?; (exit 300); echo $?; sh -c 'exit 256'; echo $?"#,
    #"""
    nosuchcommand 2>/dev/null; echo $?; ./nosuchfile 2>/dev/null; echo $?; touch f; ./f 2>/dev/null; \#
    echo $?; / 2>/dev/null; echo $?
    """#,
    #"echo 'echo from script $1 $#' >s; sh s a b; chmod +x s; ./s c; PATH=.:$PATH; s d"#,
    #"printf '#!/bin/sh\necho shebang $0\n' >s; chmod +x s; ./s"#,
    #"if (exit 2); then :; else echo $?; fi; while (exit 3) ; do :; done; echo $?"#,
    #"x=$(exit 3); echo $?; x=$(exit 3) y=$(exit 4); echo $?; x=1; echo $?; : $(exit 5); echo $?"#,
    #"$(exit 6); echo $?; $(true); echo $?; x=$(false) true; echo $?; false; $u; echo $?"#,
    #"f() { return $1; }; f 0 && f 1 || echo $?; f 7; echo $?; f 255; echo $?"#,
    .init(
      #"""
      echo $LINENO
      echo $LINENO; echo a \
      b
      echo $LINENO
      """#, only: .bash, "no LINENO in this dash"),
    #"case $(echo a b) in 'a b') echo joined;; esac; case `echo x` in [xyz]) echo set;; esac"#,
    #"""
    f() { case $1 in -*) echo option;; [0-9]*) echo number;; '') echo empty;; *[!a-z]*) echo mixed;; \#
    *) echo word;; esac; }; f -x; f 12; f ''; f aB; f ab
    """#,
  ]
}
