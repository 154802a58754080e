// Scripts for the shells side by side.
//
// Handles of any number, here-documents in every shape, and redirections that fail.

extension ModelCase {
  static let redirection: [ModelCase] = [
    #"echo a >f; echo b >>f; cat f; cat <f; wc -l <f | tr -d ' '"#,
    #"""
    echo 1 >f; exec 3<f; read x <&3; echo $x; exec 3<&-; (read y <&3) 2>/dev/null; \#
    test $? -ne 0 && echo closed
    """#,
    #"exec 3>f; echo a >&3; echo b 1>&3; exec 3>&-; cat f"#,
    #"exec 3>f 4>&3; echo a >&4; exec 3>&-; echo b >&4; exec 4>&-; cat f"#,
    #"exec 3>&1 >f; echo hidden; exec >&3 3>&-; echo shown; cat f"#,
    #"{ echo out; echo err >&2; } >f 2>&1; cat f; { echo out; echo err >&2; } 2>&1 >g | cat; cat g"#,
    #"(echo a; echo b >&2) 2>&1 | sort; { echo c >&3; } 3>&1"#,
    #"echo abc >f; exec 3<>f; read x <&3; echo def >&3; exec 3>&-; echo $x; cat f"#,
    #"printf '12345' >f; { printf ab >&3; } 3<>f; cat f; echo"#,
    #"""
    set -C; echo a >f; (echo b >f) 2>/dev/null; test $? -ne 0 && echo kept; cat f; echo c >|f; cat f; \#
    echo d >>f; cat f
    """#,
    #"set -C; echo x >/dev/null && echo fine; set +C; echo b >f; echo c >f; cat f"#,
    #"echo a 2>&1 >/dev/null; echo b >/dev/null 2>&1; echo c 2>/dev/null"#,
    #">f; test -f f && test ! -s f && echo empty; <f; echo $?; >f echo x; cat f"#,
    #"cat <nonexistent 2>/dev/null; test $? -ne 0 && echo failed; echo after"#,
    #"echo x >/nonexistent/f 2>/dev/null; test $? -ne 0 && echo failed"#,
    #"""
    { echo x; } >/nonexistent/f 2>/dev/null; test $? -ne 0 && echo failed; for i in 1; do echo no; \#
    done >/nonexistent/f 2>/dev/null; test $? -ne 0 && echo failed
    """#,
    #"f() { echo body; } >f; f; f; cat f"#,
    #"""
    f() { echo "$1"; cat; } <<E
    text $1
    E
    f a; f b
    """#,
    #"f() { echo one; echo two >&2; }; f 2>/dev/null; f >/dev/null 2>&1; x=$(f 2>&1); echo "$x""#,
    #"f() { exec 5>&1; }; f >/dev/null; echo lost >&5; echo end"#,
    #"{ exec 6>f; } 7>&1; echo six >&6; cat f"#,
    #"x=f; echo a >$x; cat "$x"; echo b >"$x"g; cat fg; echo c >"a b"; cat 'a b'"#,
    #"n=3; eval "exec $n>f"; echo three >&$n; eval "exec $n>&-"; cat f"#,
    #"""
    while read a b; do echo "$b-$a"; done <<E | sort
    1 x
    2 y
    E
    """#,
    #"""
    cat <<A - <<B
    a
    A
    b
    B
    """#,
    #"""
    cat <<A; cat <<B; echo end
    first
    A
    second
    B
    """#,
    #"""
    cat <<-E
    \#tone
    \#t\#ttwo
    \#t  three
    \#tE
    """#,
    #"""
    cat <<-'E'
    \#t$one
    \#t\#t`two`
    \#tE
    echo end
    """#,
    #"""
    cat <<"E F"
    words
    E F
    """#,
    #"""
    cat <<E"x"
    $HOME
    Ex
    """#,
    #"""
    cat <<\E
    $x \$y
    E
    """#,
    #"""
    x=1; cat <<E
    $x ${x} ${x:-y} ${u:-z} $((x+1)) $(echo s) `echo b` \$x \\ \` \" " ' \a
    E
    """#,
    #"""
    cat <<E
    ${u:-"quoted"} ${u:-'single'} "${u:-"in"}"
    E
    """#,
    #"""
    cat <<E
    $(cat <<F
    inner $(echo deep)
    F
    )
    outer
    E
    """#,
    #"""
    x=$(cat <<E
    a
      b
    E
    ); echo "$x"
    """#,
    #"""
    if cat <<E
    cond
    E
    then echo yes; fi
    """#,
    #"""
    cat <<E && echo ok || echo no
    t
    E
    """#,
    #"""
    cat <<E | tr a-z A-Z; echo end
    piped
    E
    """#,
    #"""
    for i in 1 2; do cat <<E
    turn $i
    E
    done
    """#,
    #"""
    while read l; do case $l in
    #*) continue;;
    esac; echo "$l"; done <<'E'
    # c
    kept
    #
    also
    E
    """#,
    #"""
    f() {
    cat <<E
    in $1
    E
    }
    f function
    """#,
    #"""
    cat <<E
    last line without end
    E
    echo after
    """#,
    #"""
    cat <<''
    up to the empty line

    echo done
    """#,
    #"""
    cat <<E
    E
    echo nothing
    """#,
    #"""
    cat <<E >f; cat f
    to file
    E
    """#,
    #"""
    cat <<E 3<<F; cat <&3 2>/dev/null; echo x
    a
    E
    b
    F
    """#,
    .init(
      #"""
      cat <&3 3<<E
      three
      E
      """#, only: .bash, "status 2 of a failed redirection in dash"),
    #"""
    ( cat; cat <&4 ) <<A 4<<B
    zero
    A
    four
    B
    """#,
    #"""
    read x <<E; echo "[$x]"
      a  b \#u{20}
    E
    """#,
    #"""
    x='$y'; cat <<E
    $x
    E
    """#,
    #"""
    eval 'cat <<E
    from eval
    E'; echo end
    """#,
    #"""
    cat <<E
    a \
    b
    E
    """#,
    #"""
    i=0; while [ $i -lt 2000 ]; do echo "line $i of a document"; i=$((i+1)); done >f; x=$(cat f); \#
    cat <<E | wc -c | tr -d ' '
    $x
    E
    """#,
    #"echo a >&2 2>/dev/null; echo b 2>/dev/null >&2; echo done"#,
    #"exec 8>&1; (exec 8>&-; echo inner 1>&8) 2>/dev/null; test $? -ne 0 && echo closed; echo outer >&8"#,
    #"echo a 1>f 2>&1; ls nosuchfile >g 2>&1; test -s g && echo message; cat f"#,
    #"cat </dev/null; cat 0<f 2>/dev/null; test $? -ne 0 && echo missing"#,
    #"echo x | { read y; echo "<$y>"; } >f; cat f"#,
    #"""
    { read a; read b; } <<E
    1
    2
    E
    echo $a$b
    """#,
    #"printf 'a\nb\nc\n' >f; { read x; cat; } <f; echo $x"#,
    #"printf 'a\nb\n' >f; while read x; do read y; echo $x$y; done <f"#,
    #"""
    exec 3<<E
    one
    two
    E
    read x <&3; read y <&3; echo $x $y
    """#,
    #"echo a>f; echo b 2>f2 1>f; cat f; echo 2>f3; cat f3 | wc -l | tr -d ' '"#,
    #"echo 1>f; cat f; echo 1 >f; cat f; echo \2>f; cat f; echo "2">f; cat f; echo a2>f; cat f"#,
    #"command exec 3>f; echo x >&3; cat f"#,
    #"exec 3>f; { echo a >&3; } 3>g; echo b >&3; cat f g"#,
  ]
}
