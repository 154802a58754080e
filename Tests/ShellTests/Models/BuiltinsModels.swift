// Scripts for the shells side by side.
//
// Builtins one by one.

extension ModelCase {
  static let builtins: [ModelCase] = [
    #"""
    test a; echo $?; test ''; echo $?; test; echo $?; [ ]; echo $?; [ a ]; echo $?; [ ! a ]; echo $?; \#
    [ ! '' ]; echo $?
    """#,
    #"""
    [ a = a ] && echo 1; [ a = b ] || echo 2; [ a != b ] && echo 3; [ '' = '' ] && echo 4; \#
    [ -n a ] && echo 5; [ -z '' ] && echo 6; [ -n '' ] || echo 7
    """#,
    #"""
    [ 1 -eq 1 ] && [ 1 -ne 2 ] && [ 1 -lt 2 ] && [ 2 -gt 1 ] && [ 1 -le 1 ] && [ 1 -ge 1 ] && echo all; \#
    [ 010 -eq 10 ] && echo decimal; [ -1 -lt 0 ] && echo negative
    """#,
    #"""
    [ ! a = b ] && echo 1; [ ! ! a ] 2>/dev/null; echo $?; [ \( a \) ] && echo 2; [ a -a b ] && echo 3; \#
    [ '' -o b ] && echo 4; [ ! \( '' \) ] && echo 5
    """#,
    #"""
    [ = = = ] && echo 1; [ ! = ! ] && echo 2; [ -n = ] ; echo $?; [ -z ]; echo $?; [ ! ]; echo $?; \#
    [ \( = \( ] && echo 3; [ -f = -f ] && echo 4
    """#,
    #"""
    [ 1 -eq a ] 2>/dev/null; echo $?; [ a b ] 2>/dev/null; echo $?; [ a = ] 2>/dev/null; echo $?; \#
    [ a 2>/dev/null; echo $?
    """#,
    #"""
    touch f; mkdir d; [ -e f ] && [ -f f ] && [ -d d ] && [ ! -d f ] && [ ! -e g ] && [ -r f ] && [ -w f \#
    ] && echo yes; [ -x f ] || echo plain; chmod +x f; [ -x f ] && echo executable
    """#,
    #"""
    touch f; [ -s f ]; echo $?; echo x >f; [ -s f ]; echo $?; ln -s f l; \#
    [ -h l ] && [ -L l ] && [ -f l ] && echo link; [ -p f ]; echo $?; [ -c /dev/null ] && echo device; \#
    [ -t 0 ]; echo $?
    """#,
    #"""
    touch a; sleep 0.02; touch b; [ b -nt a ] && echo newer; [ a -ot b ] && echo older; ln a c; \#
    [ a -ef c ] && echo same; [ a -ef b ] || echo other
    """#,
    #"""
    x='a b'; [ "$x" = 'a b' ] && echo same; [ -n "$x" ] && echo full; [ "$x" ] && echo set; \#
    [ -z "$u" ] && echo none; [ $# = 0 ] && echo noargs
    """#,
    #"""
    printf '%s %s\n' a b c; printf '%s\n' a b; printf 'no newline'; printf '\n'; printf '%%\n'; \#
    printf '%s-%d\n' x
    """#,
    #"printf '%5s|%-5s|%.2s|%5.1s|\n' abc abc abc abc; printf '%*s|%-*s|\n' 4 a 4 b; printf '%.*s|\n' 2 abc"#,
    #"""
    printf '%d %i %u %o %x %X\n' 10 -10 10 10 255 255; printf '%+d % d %05d %-5d| %5d\n' 1 2 3 4 5; \#
    printf '%#x %#o\n' 255 8; printf '%.3d %8.3d\n' 5 5
    """#,
    #"printf '%d %d %d\n' 0x10 010 +5; printf '%d\n' "'a" '"b' "'"; printf '%c%c%c\n' abc d ''"#,
    #"printf '\a\b\f\n\r\t\v\\' | od -An -c; printf '\101\60\n'; printf '\0\n' | od -An -c; printf 'a\\n\n'"#,
    #"""
    printf '%b\n' 'a\tb' 'c\\d' '\0101'; printf '%b' 'stop\cno' more; echo; printf '%s\n' 'a\tb'; \#
    printf '%10b|\n' 'a\tb'
    """#,
    #"""
    printf '%f %.2f %.0f\n' 1.5 2.346 2.5; printf '%e %.2E\n' 12345.678 0.00012; \#
    printf '%g %g %g\n' 100000 1000000 0.0001; printf '%8.2f|%-8.1f|%08.3f\n' 3.14159 2.5 -1.5
    """#,
    #"""
    printf '%d\n' abc 2>/dev/null; echo $?; printf '%d\n' 5x 2>/dev/null; echo $?; \#
    printf '%d %d\n' x 7 2>/dev/null; printf '%z\n' 2>/dev/null; test $? -ne 0 && echo failed
    """#,
    #"""
    printf 2>/dev/null; test $? -ne 0 && echo failed; printf -- '-%s-\n' x; printf '%s' >f; \#
    printf '' >>f; wc -c <f | tr -d ' '; printf '%s\n'
    """#,
    #"""
    printf 'a b c\n' | { read x y; echo "[$x][$y]"; }; printf 'a b c\n' | { read x; echo "[$x]"; }; \#
    printf 'a\n' | { read x y z; echo "[$x][$y][$z]"; }
    """#,
    #"""
    printf '  a   b  \n' | { read x; echo "[$x]"; }; printf '  a   b  \n' | { IFS= read x; echo "[$x]"; \#
    }; printf '\ta\t\n' | { IFS=' ' read x; echo "[$x]"; }
    """#,
    .init(
      #"""
      printf 'a\\b\\\\c\\\nd\n' | { read x; echo "[$x]"; }; printf 'a\\b\\\\c\\\nd\n' | { read -r x; \#
      echo "[$x]"; read -r y; echo "[$y]"; }
      """#, only: .bash, "dash's echo reads backslashes"),
    #"""
    printf 'a:b:c\n' | { IFS=: read x y; echo "[$x][$y]"; }; printf 'a::c\n' | { IFS=: read x y z; \#
    echo "[$x][$y][$z]"; }; printf ':a\n' | { IFS=: read x y; echo "[$x][$y]"; }
    """#,
    #"""
    printf 'a:b:\n' | { IFS=: read x y; echo "[$x][$y]"; }; printf 'a:b:c:\n' | { IFS=: read x y; \#
    echo "[$x][$y]"; }; printf 'a: b :c\n' | { IFS=': ' read x y z; echo "[$x][$y][$z]"; }
    """#,
    #"""
    printf 'no end' | { read x; echo $? "[$x]"; read y; echo $? "[$y]"; }; printf '' | { read x; \#
    echo $? "[$x]"; }; printf '\n' | { read x; echo $? "[$x]"; }
    """#,
    #"""
    printf 'a\\ b c\n' | { read x y; echo "[$x][$y]"; }; printf '\\ a\n' | { read x; echo "[$x]"; }; \#
    printf 'a\\:b:c\n' | { IFS=: read x y; echo "[$x][$y]"; }
    """#,
    #"""
    x=keep; read x </dev/null; echo $? "[$x]"; readonly r=1; echo 2 | { read r; } 2>/dev/null; echo $r; \#
    IFS=,; echo a,b | { read p q; echo $p-$q; }
    """#,
    #"""
    while read a b; do echo "$a:$b"; done <<E
    1 2 3

     x
    E
    """#,
    #"""
    while IFS= read -r l; do echo "[$l]"; done <<'E'
      indented \#u{20}
    back\slash
    \#ttab
    E
    """#,
    .init(
      #"""
      set -- -a -b val -c rest; while getopts ab:c o; do echo "$o ${OPTARG-none} $OPTIND"; done; \#
      shift $((OPTIND-1)); echo "$@"
      """#, only: .bash, "dash leaves OPTARG empty, not unset"),
    .init(
      #"""
      set -- -ab val -cval x; while getopts ab:c: o; do echo "$o ${OPTARG-none} $OPTIND"; done; \#
      echo $OPTIND $o $?
      """#, only: .bash, "dash leaves OPTARG empty, not unset"),
    .init(
      #"""
      set -- -x -a; while getopts a o 2>/dev/null; do echo "$o [${OPTARG-unset}]"; done; OPTIND=1; \#
      while getopts :a o; do echo "$o [$OPTARG]"; done
      """#, only: .bash, "dash leaves OPTARG empty, not unset"),
    #"""
    set -- -b; while getopts b: o 2>/dev/null; do echo "$o [${OPTARG-unset}]"; done; OPTIND=1; \#
    while getopts :b: o; do echo "$o [$OPTARG]"; done
    """#,
    #"""
    set -- -a -- -b; while getopts ab o; do echo $o; done; echo $OPTIND; set -- -a - -b; OPTIND=1; \#
    while getopts ab o; do echo $o; done; echo $OPTIND; set -- x -a; OPTIND=1; getopts a o; echo $? $OPTIND
    """#,
    #"""
    f() { OPTIND=1; while getopts xy: o "$@"; do echo "$o${OPTARG:+=$OPTARG}"; done; echo $OPTIND; }; \#
    f -x -y 1 z; f -xy2; f; f -y
    """#,
    #"""
    f() { local x; x=1; echo $x; }; x=0; f; echo $x; g() { local y=2 z=3; echo $y$z; h; }; \#
    h() { echo "[$y]"; }; g; echo "[$y]"
    """#,
    #"""
    f() { local x=in; g; echo $x; }; g() { x=changed; }; x=out; f; echo $x; f() { local a=1; (a=2); \#
    echo $a; }; f
    """#,
    #"""
    f() { local x="a b" y=$1; echo "$x" "$y"; }; f "c d"; f() { local IFS=:; set -- $1; echo $1; }; \#
    f a:b; x="c d"; set -- $x; echo $1
    """#,
    #"""
    export x=1; sh -c 'echo $x'; y=2; export y; sh -c 'echo $y'; export z; z=3; sh -c 'echo $z'; unset x; \#
    sh -c 'echo ${x-none}'
    """#,
    #"""
    x='a b'; export y=$x z="$x"; sh -c 'echo "$y" "$z"'; export p=1 q=2; sh -c 'echo $p$q'; (export s=4; \#
    sh -c 'echo $s'); sh -c 'echo ${s-none}'
    """#,
    #"export x="it's"; export -p >f; unset x; . ./f; echo "$x"; readonly v='q "r'; readonly -p | grep -c "v=""#,
    #"""
    readonly a=1; (a=2) 2>/dev/null; test $? -ne 0 && echo failed; (unset a) 2>/dev/null; \#
    test $? -ne 0 && echo failed; echo $a; b=3; readonly b; (b=4; echo no) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"""
    readonly a=1; (export a=2) 2>/dev/null; test $? -ne 0 && echo failed; (for a in x; do :; \#
    done) 2>/dev/null; test $? -ne 0 && echo failed; (: ${a:=3}); echo $?; (read a <<E) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    x
    E
    """#,
    #"""
    x=1; f() { echo f; }; unset x; echo "${x-none}"; unset -f f; f 2>/dev/null || echo gone; \#
    unset nosuch; echo $?; x=1 y=2; unset -v x y; echo "$x$y"
    """#,
    #"""
    set -- a b c d; shift; echo $*; shift 2; echo $*; shift 0; echo $*; shift; echo $#; set -- a; \#
    (shift 2) 2>/dev/null; test $? -ne 0 && echo failed
    """#,
    #"""
    eval; echo $?; eval ''; echo $?; false; eval; echo $?; eval echo a '"b  c"'; x='$y'; y=z; \#
    eval echo $x; eval "x=1; echo \$x"
    """#,
    #"eval 'f() { echo eval; }'; f; eval 'for i in 1 2'; eval 'do echo $i; done' 2>/dev/null; echo after"#,
    .init(
      #"""
      eval "eval \"echo deep\""; eval 'echo a
      echo b'; eval 'return 3' 2>/dev/null; f() { eval 'return 4'; echo no; }; f; echo $?
      """#, only: .dash, "bash has return in functions only"),
    #"echo 'x=sourced; echo in $#; return 5; echo no' >s; . ./s; echo $? $x; set -- a b; . ./s; echo $#"#,
    #"""
    echo 'echo $y' >s; y=1 . ./s; echo ${y-gone}; echo 'f() { echo f; }' >s; . ./s; f; mkdir p; \#
    echo 'echo path' >p/lib; PATH=p:$PATH; . lib
    """#,
    #"""
    (. ./nosuchfile; echo no) 2>/dev/null; test $? -ne 0 && echo failed; \#
    command . ./nosuchfile 2>/dev/null; echo after; echo 'if' >s; (. ./s; echo no) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"""
    echo 'for i in 1 2; do . ./t; done; echo end' >s; echo 'echo $i; continue; echo no' >t; \#
    . ./s 2>/dev/null | head -n 1
    """#,
    #"""
    (exec echo replaced; echo no); exec 3>&1; (exec >f; echo x); cat f; (exec nosuchcommand 2>/dev/null; \#
    echo no); echo $?; (exec sh -c 'exit 9'); echo $?
    """#,
    #"trap 'echo no' EXIT; x=1 exec sh -c 'echo $x'"#,
    #"umask 022; umask; umask -S; umask 077; umask; umask -S; umask u=rwx,g=rx,o=; umask"#,
    .init(
      #"""
      umask 022; umask g-rx; umask; umask a+r; umask; umask u=,g+w; umask; umask 0; umask; umask o-rwx; \#
      umask -S; umask g=u,o=g; umask
      """#, only: .dash, "bash takes no permissions from others"),
    #"""
    umask 022; (umask 077; umask); umask; (umask zzz) 2>/dev/null; test $? -ne 0 && echo failed; \#
    umask 027; >f; ls -l f | cut -c1-10
    """#,
    #"ulimit -f; ulimit -t; ulimit >/dev/null; echo $?"#,
    #"""
    sleep 0.02 & p=$!; wait $p; echo $?; (exit 7) & wait $!; echo $?; wait; echo $?; \#
    wait 99999 2>/dev/null; echo $?
    """#,
    #"(exit 3) & a=$!; (exit 4) & b=$!; wait $a; echo $?; wait $b; echo $?; true & wait; echo $?"#,
    #"""
    sh -c 'kill -9 $$'; echo $?; sh -c 'kill $$'; echo $?; sleep 5 & kill $!; wait $!; echo $?; \#
    sleep 5 & kill -s KILL $!; wait $! ; test $? -gt 128 && echo signal
    """#,
    #"""
    kill -0 $$; echo $?; kill -s TERM 99999999 2>/dev/null; test $? -ne 0 && echo failed; kill -l 15; \#
    kill -l 9; kill -l 137; kill -NOSUCH $$ 2>/dev/null; test $? -ne 0 && echo failed
    """#,
    .init(
      #"""
      type echo | grep -c builtin; type : | grep -c builtin; f() { :; }; type f | grep -c function; \#
      type if | grep -c keyword; type nosuch >/dev/null 2>&1; echo $?; type ls | grep -c '/ls'
      """#, only: .bash, "status 127 in dash"),
    .init(
      #"""
      command -v echo; command -v :; command -v if; f() { :; }; command -v f; \#
      command -v ls | grep -c '/ls$'; command -v nosuch; echo $?; alias l='ls -l'; command -v l
      """#, only: .bash, "status 127 in dash"),
    #"""
    command echo a; f() { echo f; }; command f 2>/dev/null; echo $?; command -p echo b; \#
    command -p ls >/dev/null; echo $?; command; echo $?; command -V nosuch >/dev/null 2>&1; \#
    test $? -ne 0 && echo none; command -V ls | grep -c /ls
    """#,
    #"""
    command export x=1; echo $x; command eval 'y=2'; echo $y; command set -- a b; echo $#; command : ; \#
    x=1 command :; command shift; echo $#
    """#,
    #"""
    hash; hash ls; echo $?; hash nosuchcommand 2>/dev/null; test $? -ne 0 && echo failed; hash -r; \#
    echo $?; hash | wc -l | tr -d ' '
    """#,
    #"""
    alias hi='echo hello'
    hi; hi there
    alias hi; unalias hi; hi 2>/dev/null || echo gone
    alias nosuch 2>/dev/null || echo none; unalias nosuch 2>/dev/null || echo none
    """#,
    #"""
    alias e='echo ' w=world
    e w
    alias e=echo
    e w
    """#,
    #"""
    alias a=b b=a 2>/dev/null
    a 2>/dev/null || echo no loop
    alias ls='ls -d'
    ls /
    """#,
    #"""
    alias x='echo one; echo'\#u{20}
    x two
    alias y='echo "'\#u{20}
    y quoted"
    alias if=no
    if true; then echo still if; fi
    """#,
    #"""
    alias start='if true; then'
    alias finish='fi'
    start
    echo in
    finish
    """#,
    #"""
    alias p='for i in'
    p 1 2; do echo $i; done
    alias c='case x in x) echo case;;'
    c esac
    """#,
    #"""
    alias q=echo
    'q' a 2>/dev/null || echo quoted; \q a 2>/dev/null || echo escaped; "q" a 2>/dev/null || echo double; \#
    x=q; $x a 2>/dev/null || echo expanded
    f() { q in function; }
    f; unalias q; f
    """#,
    #"""
    alias n='echo a' m='n | n'
    m
    x=1 n; (n); { n; }; if n; then n; fi; echo $(n) `n`
    """#,
    .init(
      #"""
      alias b='echo z='; alias c='b;'
      b x
      alias; unalias -a; alias
      """#, only: .bash, "dash lists in no order"),
    #"""
    pwd | sed 's,.*/,,'; mkdir d; cd d; pwd | sed 's,.*/,,'; cd ..; cd - | sed 's,.*/,,'; \#
    pwd | sed 's,.*/,,'; echo $OLDPWD | sed 's,.*/,,'
    """#,
    #"""
    mkdir -p a/b; cd a/b; cd ../..; cd ./a//b/.; pwd | sed 's,.*/a,a,'; (cd /; pwd); \#
    pwd | sed 's,.*/a,a,'; cd /; pwd; cd //; cd nosuch 2>/dev/null; test $? -ne 0 && echo failed
    """#,
    #"""
    mkdir real; ln -s real link; cd link; pwd | sed 's,.*/,,'; pwd -P | sed 's,.*/,,'; \#
    pwd -L | sed 's,.*/,,'; cd ..; cd -P link; pwd | sed 's,.*/,,'
    """#,
    #"""
    mkdir -p p/sub q; CDPATH=p:q; cd sub | sed 's,.*/,,'; pwd | sed 's,.*/,,'; cd ../..; CDPATH=p; cd q; \#
    pwd | sed 's,.*/,,'
    """#,
    .init(
      #"HOME=/; cd; pwd; unset HOME; cd 2>/dev/null; test $? -ne 0 && echo failed; cd ''; echo $?"#, only: .bash,
      "dash stays where it is without HOME"),
    #"""
    echo -n a; echo b; echo; echo ''; echo -; echo --; echo 'a  b' c; echo "$u" x; echo a\
    b
    """#,
    #"true; echo $?; false; echo $?; : ; echo $?; : >f; echo $?; times | wc -l | tr -d ' '"#,
    #"""
    exit_in_function() { exit 3; echo no; }; (exit_in_function); echo $?; f() { (exit 4); echo $?; }; f; \#
    sh -c 'exit'; echo $?; sh -c 'false; exit'; echo $?
    """#,
    #"""
    set -- a 'b c'; for i; do echo "$i"; done; echo "$#:$*:$@"; set -- "$@" d; echo $#; set -- x"$@"; \#
    echo $1
    """#,
  ]
}
