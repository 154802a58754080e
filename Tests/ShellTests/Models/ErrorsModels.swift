// Scripts for the shells side by side.
//
// What is no script, and what ends one. Only the fact of failure is compared where the models have other numbers.

extension ModelCase {
  static let errors: [ModelCase] = [
    #"if true; then echo a"#,
    #"if true; then; fi"#,
    #"echo a; if; echo b"#,
    #"while true; do echo a"#,
    #"for x; in a; do :; done"#,
    #"for 1x in a; do :; done; echo $?"#,
    #"case x in a) echo; esac esac"#,
    #"{ echo a"#,
    #"( echo a"#,
    #"echo a )"#,
    #"echo a; }"#,
    #"fi"#,
    #"done"#,
    #"esac"#,
    #"then echo a"#,
    #"echo "unterminated"#,
    #"echo 'unterminated"#,
    #"echo `unterminated"#,
    #"echo $(unterminated"#,
    #"echo ${unterminated"#,
    #";"#,
    #"echo a;; echo b"#,
    #"echo a && && echo b"#,
    #"| echo a"#,
    #"echo a | | echo b"#,
    #"echo a || "#,
    #"& echo"#,
    #"echo a & & echo b"#,
    #"echo >"#,
    #"echo > >f"#,
    #"cat < | cat"#,
    #"f( { echo a; }"#,
    #"f() "#,
    #"case a in"#,
    #"case a"#,
    #"case a in a echo;; esac"#,
    #"for i in a b echo; done"#,
    #"if true; then echo a; else; fi"#,
    #"until do done"#,
    .init(#"!"#, only: .dash, "bash runs an empty command"),
    #"""
    echo a
    echo b
    fi
    echo no
    """#,
    #"eval 'if'; echo no"#,
    #"eval 'echo )' 2>/dev/null; echo no"#,
    #"f() { echo a; }; f; f() {"#,
    .init(#"echo before; . ./nosuchfile; echo no"#, only: .dash, "status 1 in bash"),
    #"(echo ${x!y}; echo no) 2>/dev/null; test $? -ne 0 && echo failed"#,
    #"""
    (echo ${}; echo no) 2>/dev/null; test $? -ne 0 && echo failed; (echo ${-x-}; echo no) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    .init(
      #"""
      (echo ${x:}; echo no) 2>/dev/null; test $? -ne 0 && echo failed; (echo ${1a}; echo no) 2>/dev/null; \#
      test $? -ne 0 && echo failed
      """#, only: .bash, "an error of syntax in dash"),
    .init(
      #"""
      (: ${1:=x}; echo no) 2>/dev/null; test $? -ne 0 && echo failed; (: ${@=x}; echo no) 2>/dev/null; \#
      test $? -ne 0 && echo failed
      """#, only: .bash, "dash assigns @"),
    #"""
    (: </nonexistent; echo no) 2>/dev/null; test $? -ne 0 && echo failed; (exec </nonexistent; \#
    echo no) 2>/dev/null; test $? -ne 0 && echo failed
    """#,
    #"""
    (set -o nosuch; echo no) 2>/dev/null; test $? -ne 0 && echo failed; (readonly x=1; x=2; \#
    echo no) 2>/dev/null; test $? -ne 0 && echo failed
    """#,
    #"""
    (eval 'readonly y=1'; y=2 true; echo no) 2>/dev/null; test $? -ne 0 && echo failed; (z=1; readonly z; \#
    z=2 : ; echo no) 2>/dev/null; test $? -ne 0 && echo failed
    """#,
    #"""
    (exit abc) 2>/dev/null; test $? -ne 0 && echo failed; f() { return abc; }; (f) 2>/dev/null; \#
    test $? -ne 0 && echo failed
    """#,
    #"break; echo $?; continue; echo $?"#,
    .init(
      #"""
      for i in 1; do (break 0) 2>/dev/null; test $? -ne 0 && echo failed; (continue x) 2>/dev/null; \#
      test $? -ne 0 && echo failed; done
      """#, only: .dash, "bash leaves the loop"),
    .init(#"return 3"#, only: .dash, "bash has return in functions only"),
    .init(
      #"""
      echo x >&9 2>/dev/null; test $? -ne 0 && echo failed; (echo x >&a) 2>/dev/null; \#
      test $? -ne 0 && echo failed; cat <&9 2>/dev/null; test $? -ne 0 && echo failed
      """#, only: .dash, "bash writes to a file"),
    .init(
      #"""
      cat <<E
      $(echo a
      E
      """#, only: .dash, "bash goes on with an empty text"),
    #"echo 'a' b' c"#,
    #"echo "a $(echo "b" c"#,
    #"echo $((1 + (2 * 3))"#,
    .init(#"x=$(if true; then echo a); echo no"#, only: .dash, "status 127 in bash"),
    .init(#"`if`; echo no"#, only: .dash, "bash goes on"),
  ]
}
