// Command lines of extrautils, and for those that Debian has not what they have to answer.

/// The tables of command lines about extrautils.
enum ExtraLines {
  static let tree: [String] = [
    "tree r", "tree --charset=utf-8 r", "tree -a r", "tree -d r", "tree -L 1 r", "tree -L 2 -a r", "tree -f r",
    "tree -i r", "tree -if r", "tree -p r", "tree -s r/a", "tree -h r/a", "tree -D r/a r/c", "tree -pugsD r/a",
    "tree -C --charset=utf-8 r", "tree -C r/c", "tree -n r", "tree -I a r", "tree -I 'a|c' r", "tree -P '*.txt' r",
    "tree -P '*.txt' --prune r", "tree -P '*.txt' --ignore-case r", "tree --prune r", "tree --du r/a",
    "tree --du -h r/a",
    "tree -h --du r/deep", "tree --dirsfirst r", "tree --filesfirst r", "tree -t r/a", "tree -r r", "tree -F r",
    "tree --noreport r", "tree nofile", "tree r/a nofile", "tree r/a r/c", "tree r/none", "tree -L 0 r", "tree -l r",
    "tree --filelimit 3 r", "tree -d -L 2 r", "cd r && tree", "tree -q r/a", "tree -N r/a", "tree -U r/none",
    "LC_ALL=C.UTF-8 tree r", "tree r/a/", "tree -d -I a r",
  ]

  static let strings: [String] = [
    "strings bin", "strings -n 3 bin", "strings -n 12 bin", "strings -t x bin", "strings -t d bin", "strings -t o bin",
    "strings -o bin", "strings -f bin plain", "strings < bin", "strings nofile", "strings bin nofile plain",
    "strings -a bin -n 6", "strings -e l wide", "strings -e l -t d wide", "strings -s '|' bin", "strings -w -n 2 bin",
    "strings -n 0 bin", "strings -n abc bin", "strings r", "strings --bytes=5 bin", "strings -5 bin", "strings empty",
    "strings -e S -n 3 bin", "strings /bin/true | md5sum", "strings -n 8 -t x /bin/ls | md5sum", "strings -e b wide",
    "cat bin bin bin | strings -t d", "strings -n 2 -t x bin",
  ]

  static let cal: [String] = [
    "cal 11 2026", "cal 2 2024", "cal feb 2023", "cal 2026", "cal 1999", "cal -3 11 2026", "cal -3 1 2024",
    "cal -3 12 2024", "cal -1 2 2024", "cal -m 5 2025", "cal -y 2023", "cal 13 2026", "cal foo", "cal 0", "cal 10000",
    "cal december 2020", "cal 1 9999", "cal 2 1900", "cal 2 2000", "ncal -b -M 11 2026 >/dev/null; cal 6 2025",
  ]

  static let timeout: [String] = [
    "timeout 5 echo hi", "timeout 0 echo hi", "timeout 5 sh -c 'exit 3'", "timeout 0.2 sleep 5",
    "timeout --preserve-status 0.2 sleep 5", "timeout -s INT 0.2 sleep 5", "timeout -s 15 0.2 sleep 5",
    "timeout 1", "timeout", "timeout x true", "timeout 5 nofile", "timeout 5 ./r", "timeout -s FOO 1 true",
    "timeout -v 0.2 sleep 5", "timeout -k 0.2 0.2 sleep 5",
    "timeout -vk 0.2 0.2 sh -c 'trap \"\" TERM; sleep 1; sleep 1'",
    "timeout 0.001m sleep 5", "timeout 1d true", "timeout 99999999999999999999 true", "timeout -- 5 echo x",
    "echo in | timeout 5 cat", "timeout 5 sh -c 'kill -9 $$'", "timeout --foreground 0.2 sleep 5", "timeout -1 true",
    "timeout 5 sh -c 'echo out; echo err >&2; exit 7'", "timeout 5 echo -n -e x",
  ]

  /// Times differ, so figures are made equal.
  static let time: [String] = [
    "env time -p true 2>&1 | sed 's/[0-9][0-9.]*/N/'", "env time -f '%x %C' sh -c 'exit 3'",
    "env time -f 'a\\tb\\n%% %x' true", "env time -q -f %x sh -c 'exit 2'", "env time -f %x -o out true; cat out",
    "env time -f %x -o out true; env time -f %C -a -o out true; cat out", "env time -f '%q|' true",
    "env time -f %x sh -c 'kill -9 $$'", "env time -f %e sleep 0.3 2>&1 | sed 's/0.[34][0-9]/N/'",
    "env time -f %E sleep 0.3 2>&1 | sed 's/0:00.[34][0-9]/N/'", "echo in | env time -f %x cat",
    "env time nofile 2>&1 | sed -n 's/.*\\(cannot run\\)/\\1/p'; echo $?",
  ]

  /// Lines of programs that Debian has not, or has others of, and their output.
  static let own: [(String, String)] = [
    ("calc 1+2", "3\n"), ("calc '0.1 + 0.2'", "0.3\n"), ("calc 2^100", "1267650600228229401496703205376\n"),
    ("calc '(1 + 2) * 3 - 4 / 8'", "8.5\n"), ("calc 1/3", "0.3333333333333333\n"), ("calc -n 5 1/3", "0.33333\n"),
    ("calc 7 // 2", "3\n"), ("calc -- -7 // 2", "-4\n"), ("calc '7 % 3'", "1\n"), ("calc 10!", "3628800\n"),
    ("calc 0xff + 0b11 + 0o17", "273\n"), ("calc -x 255", "0xff\n"), ("calc 255 in hex", "0xff\n"),
    ("calc 5 in bin", "0b101\n"), ("calc 64 to oct", "0o100\n"), ("calc -- -255 in hex", "-0xff\n"),
    ("calc '2^70 in hex'", "0x400000000000000000\n"), ("calc '6 & 3'", "2\n"), ("calc '6 | 1'", "7\n"),
    ("calc '6 xor 3'", "5\n"), ("calc '~5'", "-6\n"), ("calc '1 << 10'", "1024\n"), ("calc '1025 >> 3'", "128\n"),
    ("calc 'sqrt(2)'", "1.414213562373095\n"), ("calc 'sin(0)'", "0\n"), ("calc -d 'sin(30)'", "0.5\n"),
    ("calc 'max(1, 5, 3) + min(2, 1)'", "6\n"), ("calc 'gcd(48, 36)'", "12\n"), ("calc 'lcm(4, 6)'", "12\n"),
    ("calc 'pow(2, 10)'", "1024\n"), ("calc '2 ** 3 ** 2'", "512\n"), ("calc -- '-2^2'", "-4\n"),
    ("printf 'x = 4\\nx * 2\\nans + 1\\n# nothing\\nhex\\nans\\n' | calc", "8\n9\n0x9\n"),
    ("calc 1/0", "calc: Cannot divide by zero\n"), ("calc '1 +'", "calc: The expression is not finished\n"),
    ("calc '(1'", "calc: A parenthesis is not closed\n"), ("calc '1)'", "calc: This parenthesis was never opened\n"),
    ("calc foo", "calc: \"foo\" is not known\n"), ("calc '1 2'", "calc: An operator is missing\n"),
    ("calc 'sqrt(-1)'", "calc: Not defined for this number\n"),
    ("calc 'pi = 3'", "calc: \"pi\" has its meaning already\n"),
    ("calc '1.5 & 1'", "calc: Needs whole numbers of at most 18 digits\n"),
    ("calc '$'", "calc: This character is not understood: $\n"),
    ("calc $(printf '(%.0s' $(seq 1 3000))", "calc: The expression is too deep\n"),
    ("calc 1/0 2>&1; echo $?", "calc: Cannot divide by zero\n1\n"),
    (
      "printf 'abc\\n\\0\\377' | hex",
      "00000000  61 62 63 0a 00 ff                                 |abc...|\n00000006\n"
    ),
    ("head -c 64 /dev/zero | hex -w 8", "00000000  00 00 00 00 00 00 00 00  |........|\n*\n00000040\n"),
    ("printf 'abcdefgh' | hex -s 2 -n 3 -w 4", "00000002  63 64 65     |cde|\n00000005\n"), ("hex empty", "00000000\n"),
    ("hex nofile", "hex: nofile: No such file or directory\n"), ("rem 0.1s tea is ready", "tea is ready\n"),
    ("rem 0s", "time is up\n"), ("rem", "rem: missing operand\nTry 'rem --help' for more information.\n"),
    ("rem x", "rem: invalid time 'x'\nTry 'rem --help' for more information.\n"),
    ("watch -g -n 0.1 'cat f; echo x >> f'; wc -l < f", "cat: f: No such file or directory\nx\n2\n"),
    ("watch -e -n 0.1 'echo a; exit 4'; echo $?", "a\n4\n"),
    ("timeout 0.5 watch -n 0.2 -x echo a b | sort -u; echo $?", "a b\n0\n"),
    ("watch", "watch: missing command\nTry 'watch --help' for more information.\n"),
    ("screenfetch | grep -c OS", "1\n"), ("screenfetch -n | grep -c Uptime", "1\n"),
  ]
}
