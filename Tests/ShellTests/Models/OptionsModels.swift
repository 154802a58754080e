// Scripts for the shells side by side.
//
// set and its options, above all the rules of set -e.

extension ModelCase {
  static let options: [ModelCase] = [
    #"set -e; echo a; false; echo no"#,
    #"""
    set -e; false || echo caught; false && echo no; ! true; if false; then :; fi; while false; do :; \#
    done; until true; do :; done; echo end
    """#,
    #"""
    set -e; { false && true; }; echo one; if true; then false && true; fi; echo two; for i in 1; \#
    do false && true; done; echo three; case a in a) false && true;; esac; echo four
    """#,
    #"set -e; (false && true); echo no"#,
    #"set -e; f() { false && true; }; f; echo no"#,
    #"set -e; f() { false; echo in; }; f || echo out; f && echo yes; if f; then echo cond; fi; ! f; f; echo no"#,
    #"set -e; x=$(false); echo no"#,
    #"set -e; echo $(false; echo in) out; x=$(echo a; false) || echo caught; echo "$x""#,
    #"set -e; (exit 3); echo no"#,
    #"set -e; (set +e; false; echo in); false | true; echo piped; true | false; echo no"#,
    #"set -e; { false; }; echo no"#,
    #"set -e; while true; do false; done; echo no"#,
    #"""
    set -e; if ! false; then echo a; fi; ! false; echo b; ! { true; }; echo c; false || false || true; \#
    echo d
    """#,
    #"set -e; eval 'false || true'; echo a; eval 'false'; echo no"#,
    #"set -e; echo false >s; . ./s; echo no"#,
    #"set -e; trap 'echo bye $?' EXIT; false; echo no"#,
    #"set -e; f() { set +e; false; echo in; }; f; false; echo still; set -e; false; echo no"#,
    #"set -e; nosuchcommand 2>/dev/null; echo no"#,
    .init(#"set -e; cat <nosuchfile 2>/dev/null; echo no"#, only: .bash, "status 2 of a failed redirection in dash"),
    .init(#"set -e; { :; } <nosuchfile 2>/dev/null; echo no"#, only: .bash, "status 2 of a failed redirection in dash"),
    #"set -e; true & wait $!; false & echo started; wait $! || echo waited; x=1 && false || echo chain"#,
    #"set -e; f() { return 3; }; f || echo $?; (f) || echo $?; x=$(f) || echo $?; f; echo no"#,
    #"set -e; for i in 1 2; do [ $i = 2 ] && echo two; done; echo no"#,
    #"set -e; for i in 1 2; do [ $i = 1 ] && echo one; done; echo end"#,
    #"set -e; test -d /nonexistent && echo no; echo end"#,
    #"""
    (set -e; false; echo no); echo $?; sh -ec 'false; echo no'; echo $?; sh -c 'set -e; (false); \#
    echo no'; echo $?
    """#,
    .init(
      #"set -eu; x=1; echo $x; (echo $nope) 2>/dev/null; echo no"#, only: .dash, "status 1 of an unset variable in bash"
    ),
    #"""
    set -u; x=1; echo $x ${y-d} ${y:+n}; unset x; sh -uc 'echo $x; echo no' 2>/dev/null; \#
    test $? -ne 0 && echo ended
    """#,
    #"set -f; touch a; echo *; set +f; echo *; set -o noglob; echo *; set +o noglob; echo *"#,
    #"set -a; x=1; y=2; set +a; z=3; sh -c 'echo $x$y$z'; export z; sh -c 'echo $z'"#,
    #"set -n; echo no"#,
    #"sh -nc 'echo no'; echo $?; sh -nc 'if' 2>/dev/null; test $? -ne 0 && echo syntax"#,
    #"""
    set -x 2>/dev/null; { set +x; } 2>/dev/null; (set -x; echo a b >/dev/null) 2>&1; (PS4='T:'; set -x; \#
    : c) 2>&1
    """#,
    #"(x=5; PS4='$x> '; set -x; : a) 2>&1; (set -x; y=1; : $y) 2>&1"#,
    .init(
      #"""
      sh -vc 'echo a
      echo b' 2>&1 | cat
      """#, only: .bash, "dash does not show the text of -c"),
    #"""
    set -C; set +C; set -o noclobber; case $- in *C*) echo C;; esac; set +o noclobber; \#
    case $- in *C*) echo C;; *) echo none;; esac
    """#,
    #"""
    set -o errexit; case $- in *e*) echo e;; esac; set +o errexit; set -ue; case $- in *u*) echo u;; \#
    esac; set +ue; false; echo fine
    """#,
    #"""
    set -- -a -b; echo $1 $#; set -e -- x; echo $1; set -; echo $#; set +e; set a b c; echo $3; set --; \#
    echo $#
    """#,
    #"""
    (set -o nosuchoption) 2>/dev/null; test $? -ne 0 && echo failed; (set -Z) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"set +o >f; set -f -u; . ./f; case $- in *f*|*u*) echo no;; *) echo restored;; esac"#,
    .init(#"x=1; set | grep '^x='; set | grep -c '^PWD='"#, only: .dash, "bash quotes only where it must"),
    #"""
    sh -c 'echo $0 $1 $2' a b c; sh -c 'echo $#' ; sh -s a b <<E
    echo $# $1 $2
    E
    """#,
    .init(
      #"printf 'echo file $0 $1\nexit 3\n' >s; sh ./s x; echo $?; sh nosuchscript 2>/dev/null; echo $?"#, only: .bash,
      "status 2 in dash"),
    .init(#"printf 'read x\nthis line\necho "got $x"\n' >s; sh <s"#, only: .bash, "dash reads ahead"),
    #"echo 'echo a; exit 4; echo no' | sh; echo $?; echo 'echo $1' | sh -s arg; sh </dev/null; echo $?"#,
    #"printf 'for i in 1 2\ndo\necho $i\ndone\ncat <<E\ntext\nE\nf() {\necho f\n}\nf' | sh"#,
  ]
}
