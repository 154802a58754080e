// Scripts for the shells side by side.
//
// Stages inside and outside the shell, and what their statuses come to.

extension ModelCase {
  static let pipelines: [ModelCase] = [
    #"echo a | cat | cat | cat; seq 3 | sort -r | head -n 1"#,
    #"true | false; echo $?; false | true; echo $?; exit 3 | exit 4; echo $?"#,
    #"x=1; echo 2 | read x; echo $x; echo 3 | { read x; echo $x; }; echo $x"#,
    #"f() { while read l; do echo "[$l]"; done; }; printf 'a\nb\n' | f; seq 2 | f | f"#,
    #"{ echo a; echo b; } | { read x; read y; echo $y$x; }"#,
    #"(echo a; echo b) | (read x; cat; echo $x)"#,
    #"for i in 3 1 2; do echo $i; done | sort | while read i; do printf $i; done; echo"#,
    #"if echo a | grep -q a; then echo found; fi; echo b | grep -q a || echo not found"#,
    #"while :; do echo y; done | head -n 2"#,
    #"""
    yes 2>/dev/null | head -n 1; seq 100000 | head -n 1; { while :; do echo z; done; \#
    } 2>/dev/null | sed -n 2q
    """#,
    #"""
    i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done | { s=0; while read n; do s=$((s+n)); done; \#
    echo $s; }
    """#,
    #"""
    echo a |
      cat |

      tr a b
    """#,
    #"x=$(echo a | tr a b | tr b c); echo $x; y=$(seq 5 | wc -l | tr -d ' ')$(echo z); echo $y"#,
    #"echo a | cat - | (cat; echo b) | { cat; echo c; } | cat"#,
    #"set -- 1 2; echo x | { cat; echo $# $1; } | { cat; echo $2; }"#,
    #"f() { echo f$1; }; x=5; echo a | { cat; f $x; } | { cat; f $((x+1)); } | cat"#,
    #"echo start | { cat; exit 7; } | cat; echo $?; echo | exit 8; echo $?"#,
    #"cat /dev/null | wc -c | tr -d ' '; : | cat; echo x | :; echo $?"#,
    #"echo a | cat >f; cat f; cat <f | cat; echo b | cat >>f | cat; sleep 0.05; wc -l <f | tr -d ' '"#,
    #"echo err >&2 2>/dev/null | cat; (echo err >&2) 2>&1 | cat; { echo e >&2; echo o; } 2>&1 | sort"#,
    #"seq 3 | while read x; do echo $x; [ $x = 2 ] && break; done; echo end"#,
    #"seq 20000 | while read x; do :; done; echo $?; seq 20000 | tail -n 1; x=$(seq 20000); echo ${#x}"#,
    #"sleep 0.05 | echo fast; echo $?; { sleep 0.02; echo slow; } | cat"#,
    #"echo a | { read x; echo $x; } && echo ok; echo a | { false; } || echo failed"#,
    #"p=$(echo a & echo b; wait); echo "$p" | sort | tr -d '\n'; echo"#,
  ]
}
