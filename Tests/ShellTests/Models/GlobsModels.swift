// Scripts for the shells side by side.
//
// File names, in the order of their bytes.

extension ModelCase {
  static let globs: [ModelCase] = [
    #"touch a b c; echo *; echo ?; echo [ab]; echo [!a]; echo x*; echo "*" '*' \*"#,
    #"touch a1 a2 b1 .h; echo a*; echo *1; echo .h*; echo *; echo a? ?1"#,
    #"mkdir d e; touch d/x d/y e/x; echo */x; echo d/*; echo */*; echo */; echo ./d/?"#,
    #"touch 'a b' 'c*'; for i in *; do echo "<$i>"; done; echo "a b"; echo c\*"#,
    #"touch a.c b.c c.h; for i in *.c *.h *.x; do echo $i; done; set -- *.c; echo $#"#,
    #"touch a b; x='*'; echo $x "$x"; y=*; echo $y; set -f; echo * $x; set +f; echo *"#,
    #"touch '[a]' a; echo [a]; echo \[a]; echo '[a]'; echo [[]a]; echo "["a]"#,
    #"touch a b; case a in [ab]) echo set;; esac; echo [c-d]; echo [a-b]; echo [b-a]"#,
    #"touch A B a b 1; echo [A-Z]; echo [[:lower:]]; echo [[:alpha:]]; echo [!a-z]*; echo [[:digit:]]"#,
    #"mkdir -p a/b/c; touch a/b/c/f; echo a/*/c/f; echo */*/*/*; echo a/b/c/g*; echo a*/b*/c*/f*"#,
    #"touch x; echo ./*; echo "$PWD"/x | sed 's,.*/,,'; echo x/* */x"#,
    .init(#"touch -- -a; echo *; touch 'é' 'ü'; echo [éü]; echo ?"#, only: .bash, "dash matches bytes"),
    #"touch f; echo f>*; cat f; x=f; cat $x; cat "f""#,
    #"touch a; ln -s nowhere l; echo *; test -L l && echo link; test -e l || echo dangling"#,
    #"IFS=:; touch a:b; x='a*'; for i in $x; do echo "<$i>"; done"#,
    #"touch 1 2 3; for i in [1-2]; do echo $i; done; echo [!1]; echo [12]*"#,
    #"touch a; echo a* a? [a] "a"* 'a'*; echo n* n? [n]"#,
  ]
}
