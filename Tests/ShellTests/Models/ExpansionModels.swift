// Scripts for the shells side by side.
//
// Parameters, quotes and operators nested in each other.

extension ModelCase {
  static let expansion: [ModelCase] = [
    #"unset a b; echo "${a:-${b:-c}}" "${a-"${b-d e}"}" ${a+x}${b-y}"#,
    #"a=1; echo "${a:+${b:-"in quotes"}}" ${a:+${b:-not in quotes}}"#,
    #"x=a/b/c; echo ${x#${x%%/*}/} "${x%"${x##*/}"}""#,
    #"x='a b'; set -- ${x+"$x" c}; echo $#; for i; do echo "<$i>"; done"#,
    #"x=; set -- ${x:-"a  b" 'c  d'} e; echo $#; echo "$1|$2|$3""#,
    #"x='*'; echo "${x#\*}" "${x#'*'}" "${x#"*"}" "${x#?}""#,
    #"x=aXbXc; echo ${x%X*} ${x%%X*} ${x#*X} ${x##*X}"#,
    #"x=a.b.c; y=.; echo ${x%$y*} ${x#*"$y"} "${x##*$y}""#,
    .init(#"x='a\b'; echo "${x#a}" "${x%b}" "${x#a\\}""#, only: .bash, "dash's echo reads backslashes"),
    #"x="it's"; echo "${x%\'s}" "${x#it"'"}""#,
    #"echo "${u:-'single'}" ${u:-'single'} "${u:-"double"}""#,
    #"echo "${u:-\$x \`y\` \\ \"q\"}""#,
    #"echo ${u:-\}} "${u:-\}}" ${u:-"}"} "${u:-a}b}""#,
    #"x=abc; echo "${x}${x#a}${#x}" ${#x}${x}"#,
    #"set -- a bb ccc; echo ${#} ${#1} ${#2} ${#3} $# "$#""#,
    #"set -- 1 2 3 4 5 6 7 8 9 ten eleven; echo ${10} ${11} $10 ${1}0 ${#10}"#,
    #": ${x:=first} ${x:=second}; echo $x"#,
    #"x=; : ${x=kept}; echo "[$x]"; : ${x:=set}; echo "[$x]""#,
    #"x=1; y=${x:+a b}; echo "$y"; y="${x:+"a b"}"; echo "$y""#,
    #"set -- a b c; echo "${*:-none}" "${@:-none}"; set --; echo "${*:-none}" "${@:-none}""#,
    #"set -- a b; echo "${1+"$@"}"; f() { echo $#; }; f "${1+"$@"}"; f ${1+"$@"}"#,
    #"f() { echo $#; }; set --; f "$@"; f "$*"; f $@; f $*; f ""$@; f "$@""""#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; set -- 'a b' c; f x"$@"y "x$*y" $@ $*"#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; set -- '' a ''; f "$@"; f $@; f "$*""#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; IFS=:; set -- a b c; f "$*" $* "$@""#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; IFS=; set -- 'a b' c; f "$*" $* $@"#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; unset IFS; set -- 'a b' c; f "$*" $*"#,
    #"IFS=:; set -- a b; x=$*; echo "$x"; x="$*"; echo "$x"; case $* in a:b) echo yes;; esac"#,
    #"IFS=:; x=a:b; y=$x; echo "$y"; echo $x "$x""#,
    #"x='a  b   c'; set -- $x; echo $#; y=$x; echo "$y"; z="$x"; echo "$z""#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; IFS=' :'; x='a : b: :c'; f $x"#,
    #"""
    f() { for i; do printf '<%s>' "$i"; done; echo; }; IFS=:; x='a::b:'; f $x; x=:a; f $x; x=:; f $x; \#
    x=::; f $x
    """#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; IFS=' ,'; x=' , a'; f $x; x='a ,b , c'; f $x"#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; x=' a b '; f "x"$x"y"; f x${x}y; f ""$x"""#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; IFS=-; f $(echo a-b-c) "$(echo a-b)" a-b"#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; IFS=0; x=10203; f $x $((1000+203)) "$((101))""#,
    #"f() { for i; do printf '<%s>' "$i"; done; echo; }; IFS='\#t'; x='a\#tb c\#td'; f $x"#,
    #"x=~; y=~/a; z="~"; w=a:~; echo "$x" "$y" "$z" "$w" | sed "s,$HOME,H,g""#,
    #"HOME=/h; x=~:~/b:c~; echo $x; echo ~ ~/ "~" \~ ~"" a~ x=~"#,
    #"HOME=/h; export y=~/a:~; echo $y; readonly z=~/b; echo $z"#,
    #"HOME=/h; echo ${u:-~} ${u:-~/a} "${u:-~}""#,
    #"HOME=/h; for d in ~ ~/x; do echo $d; done; case /h in ~) echo home;; esac"#,
    #"unset x; echo "${x+set}" "${x-unset}"; x=; echo "${x+set}" "${x-unset}" "${x:+full}" "${x:-empty}""#,
    #"x=5; echo $x$x "$x"$x ${x}a $x.a "$x"a $xa."#,
    #"echo "a${x:-b"c d"e}f" a${x:-b"c d"e}f"#,
    #"x="a'b"; echo "$x" $x ${x} "${x#*"'"}""#,
    #"x='$y `z` \w'; echo "$x" $x"#,
    #"echo $$ | grep -c '^[0-9][0-9]*$'; test $$ = "$(echo $$)" && echo same"#,
    #"test -n "$PPID" && echo set; test "$PPID" != $$ && echo other; (test "$PPID" = "$PPID") && echo kept"#,
    #"""
    echo $- | grep -c e; set -e; case $- in *e*) echo on;; esac; set +e; case $- in *e*) echo on;; \#
    *) echo off;; esac
    """#,
    #"x=abcabc; echo ${x#*b} ${x##*b} ${x%b*} ${x%%b*} ${x#b} ${x%b}"#,
    #"x=/; echo "${x%/}" "${x#/}" "${x%%/*}."; x=; echo "${x#a}${x%a}.""#,
    #"x='[a]'; echo "${x#[}" "${x#\[}" "${x%]}" "${x#[[]}""#,
    #"x=aaa; p='a*'; echo "${x#$p}." "${x##$p}." "${x#"$p"}." "${x%%"$p"}.""#,
    #"x=file.tar.gz; echo ${x%.*} ${x%%.*} ${x#*.} ${x##*.}; x=noext; echo ${x%.*} ${x##*.}"#,
    #"""
    x='a
    b'; echo "${x%
    *}"; echo "${x#*
    }"
    """#,
    #"x=äöü; echo "${x#ä}" "${x%ü}""#,
    #"set -u; x=; echo "[$x]" "[${x-a}]" "[${y-a}]" "[${y+a}]""#,
    #"set -u; (echo "$nope"; echo no) 2>/dev/null; test $? -ne 0 && echo failed"#,
    #"""
    set -u; (echo "${nope#a}") 2>/dev/null; test $? -ne 0 && echo failed; (echo ${#nope}) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"""
    set -u; set --; echo "$@" "$*" $# ; echo "${1-none}"; (echo $1) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"""
    (: ${x?}) 2>/dev/null; test $? -ne 0 && echo failed; \#
    (: ${x:?message here}) 2>&1 | grep -c 'message here'
    """#,
    #"""
    x=set; echo "${x?no}" "${x:?no}"; x=; echo "${x?no}."; (echo "${x:?no}") 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"a=1 b=2; a=$b b=$a; echo $a $b"#,
    #"x=1; x=2 y=$x; echo $x $y"#,
    #"x=$(echo a) y=$x$(echo b) z="$y c"; echo "$z""#,
    #"x="$(printf 'a b\n\n\n')"; echo "[$x]""#,
    .init(#"x=`printf '%s' "a\\\\b"`; echo "$x""#, only: .bash, "dash's echo reads backslashes"),
    #"echo "`echo "a b"`" `echo 'c   d'` "`echo \"e  f\"`""#,
    #"echo $(echo "a   b") "$(echo "a   b")" "$(echo 'x"y')""#,
    #"echo "$(echo "$(echo "$(echo deep)")")" `echo \`echo \\\`echo deep\\\`\``"#,
    ##"x=$(echo '#' not a comment); echo "$x"; echo a#b '#c' "#d" \#e #f"##,
    #"x=$(case a in (a) echo 1;; esac; case b in b) echo 2;; esac); echo $x"#,
    #"""
    x=$(
    # a comment with ' and " and )
    echo yes
    ); echo $x
    """#,
    #"""
    echo $(cat <<E
    a $(echo b) c
    E
    )
    """#,
    #"x=1; x=$((x+1))$((x+2)); echo $x"#,
    #"echo "a\#tb" a\\#tb 'a\#tb'"#,
    #"echo a'b'c"d"e\f$(echo g)`echo h`$((1))${u-i}"#,
    #"""
    printf '%s\n' a\
    b "c\
    d" 'e\
    f'
    """#,
    #"""
    x=1\
    2; echo $x; ec\
    ho joined
    """#,
    #"""
    echo ${x:-a\
    b} "${x:-c\
    d}" $((1+\
    2))
    """#,
    #"""
    if tr\
    ue; the\
    n echo yes; f\
    i
    """#,
    #"""
    echo a &\
    & echo b; false |\
    | echo c; x=\
    5; echo $\
    x
    """#,
    #"""
    cat <<E
    a\
    b
    c\\
    d
    E
    """#,
    #"""
    cat <<E
    joined\
    E
    E
    """#,
    #"""
    cat <<'E'
    not joined\
    E
    """#,
    .init(#"echo "\a\b\$\"\\" | od -c | head -n 1"#, only: .bash, "dash's echo reads backslashes"),
    #"echo '\' "\\" \\ "'" '"' \' \""#,
    #"set a b c; echo $1 $#; set -- -x -y; echo $1 $2; set -; echo $#; set -- ; echo $#"#,
    #"for i in "" a "" b; do echo "[$i]"; done; for i in $u; do echo no; done; echo end"#,
    #"x='a*b?c[d]'; echo "$x"; y=$x; echo "$y"; case $x in 'a*b?c[d]') echo same;; esac"#,
  ]
}
