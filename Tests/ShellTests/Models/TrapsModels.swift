// Scripts for the shells side by side.
//
// Traps, signals and background commands.

extension ModelCase {
  static let traps: [ModelCase] = [
    #"trap 'echo bye' EXIT; echo hi"#,
    #"trap 'echo bye; exit 4' EXIT; exit 3"#,
    #"trap 'echo $?' EXIT; (exit 5)"#,
    #"trap 'false; exit' EXIT; exit 6"#,
    #"trap 'echo a' EXIT; trap 'echo b' EXIT; trap - EXIT; echo end; trap 'echo c' 0"#,
    #"""
    trap 'echo outer' EXIT; (trap 'echo inner' EXIT; echo sub); (echo plain); \#
    x=$(trap 'echo captured' EXIT); echo $x
    """#,
    #"f() { trap 'echo in function' EXIT; }; f; echo after"#,
    #"""
    trap 'echo usr1' USR1; kill -USR1 $$; echo after; kill -s USR1 $$; trap - USR1; trap '' USR1; \#
    kill -USR1 $$; echo ignored
    """#,
    #"trap 'x=caught' TERM; kill $$; echo $x; trap 'echo int; exit 7' INT; kill -INT $$; echo no"#,
    #"trap 'echo got; false' USR1; true; kill -USR1 $$; echo $?"#,
    #"trap 'echo hup' HUP; trap 'echo term' TERM; trap; trap - HUP; trap"#,
    .init(
      #"trap "echo it's" EXIT; trap; trap - EXIT; trap '' INT; trap; trap -- - INT; trap"#, only: .bash,
      "dash quotes a quote otherwise"),
    .init(#"trap 'echo a' INT TERM; trap INT; trap; trap 15; trap; echo end"#, only: .dash, "bash wants a number"),
    #"trap 'echo a' EXIT INT; trap 0 INT; trap; echo end"#,
    #"(trap 'echo usr2; exit 3' USR2; kill -USR2 $(sh -c 'echo $PPID'); sleep 1; echo no) 2>/dev/null; echo $?"#,
    #"trap '' TERM; (kill -TERM $$; echo survived); trap - TERM; echo end"#,
    .init(#"trap 'echo trapped' USR1; (trap; echo sub); trap"#, only: .bash, "dash forgets at once"),
    #"trap 'echo one' USR1; trap 'echo $?; trap - USR1' USR1; (exit 9); kill -USR1 $$; trap; echo end"#,
    #"trap 'echo wake' USR1; (sleep 0.1; kill -USR1 $$; sleep 0.5) & wait $!; echo $?; wait"#,
    #"trap 'echo loop $i' USR1; for i in 1 2 3; do [ $i = 2 ] && kill -USR1 $$; done; echo end"#,
    #"trap 'exit 5' TERM; (sleep 0.05; kill $$) & while :; do sleep 0.02; done"#,
    #"""
    trap 'echo nosuch' NOSUCH 2>/dev/null; test $? -ne 0 && echo failed; trap 'echo' 99 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"trap 'return 3' USR1; f() { kill -USR1 $$; echo in; }; trap 'echo u' USR1; f; echo $?"#,
    #"""
    sh -c 'trap "echo bye" EXIT; kill -9 $$'; echo $?; sh -c 'trap "echo t; exit 2" TERM; kill $$; \#
    sleep 1; echo no'; echo $?
    """#,
    #"sleep 0.01 & echo $! | grep -c '^[0-9]*$'; wait; echo none"#,
    #"{ sleep 0.05; echo late; } & echo early; wait"#,
    #"exec 3>f; { echo a >&3; echo b; } | { cat >&3; } | { cat; echo c >&3; }; exec 3>&-; sort f"#,
    #"(sleep 0.02; exit 6) & p=$!; wait $p; echo $?; wait $p 2>/dev/null; test $? -ne 0 && echo gone"#,
    #"sleep 0.05 & sleep 0.02 & wait; echo both; true & false & wait; echo $?"#,
    #"x=1; { x=2; echo $x; } & wait; echo $x; f() { echo f $1; }; f a & wait; (f b) & wait"#,
    #"""
    echo a & wait; cat & wait; echo end; cat <<E & wait
    doc
    E
    """#,
    .init(
      #"true && sleep 0.01 && echo chain & wait $!; echo $?; ! true & wait $!; echo $?"#, only: .dash,
      "bash loses the ! of a background pipeline"),
    #"for i in 1 2 3; do (exit $i) & p="$p $!"; done; for i in $p; do wait $i; echo $?; done"#,
  ]
}
