// timeout, time, tree, strings and cal beside Debian's; calc, hex, rem and watch against what they have to say.

import TestSupport
import Testing

private let names = [
  "cal", "calc", "hex", "rem", "screenfetch", "strings", "time", "timeout", "tree", "watch",
]

private let programs = Result {
  try ProgramComparison(
    image: "extrautils", names: names,
    preparation: """
      umask 022
      mkdir -p r/a/b r/c r/none r/deep/e/f; printf 'x' > r/a/f1; printf 'yy' > r/a/b/f2; : > r/.hid
      head -c 5000 /dev/zero > r/a/big; printf 'run' > r/c/x.txt; chmod 755 r/c/x.txt; ln -s a/f1 r/link
      ln -s a r/dirlink; ln -s nowhere r/broken; printf 'z' > r/B.TXT; head -c 3000000 /dev/zero > r/deep/e/f/large
      touch -d '2020-01-02 03:04:05' r/a/f1 r/c/x.txt r/B.TXT r/.hid r/a/b/f2 r/a/big r/deep/e/f/large
      find r -type d -exec touch -d '2021-02-03 04:05:06' {} +; touch -d '2019-05-06 07:08:09' r/a/f1
      printf 'abc\\0hello world\\0xx\\0longer string here\\n\\1\\2tab\\there\\377\\376end' > bin
      printf 'w\\0i\\0d\\0e\\0r\\0!\\0\\0\\0' > wide; : > empty; printf 'plain' > plain
      """)
}

@Suite struct ExtraComparisonTests {
  @Test(arguments: ExtraLines.tree) func tree(_ line: String) throws { try programs.get().check(line) }
  @Test(arguments: ExtraLines.strings) func strings(_ line: String) throws { try programs.get().check(line) }
  @Test(arguments: ExtraLines.cal) func cal(_ line: String) throws { try programs.get().check(line) }
  @Test(arguments: ExtraLines.timeout) func timeout(_ line: String) throws { try programs.get().check(line) }
  @Test(arguments: ExtraLines.time) func time(_ line: String) throws { try programs.get().check(line) }
  @Test func help() throws { try programs.get().checkHelp(names) }

  @Test(arguments: ExtraLines.own) func own(_ line: String, _ expected: String) throws {
    guard ProgramRun.built("extrautils") != nil else { return }
    let result = try programs.get().run(line + " 2>&1")
    #expect(result.output == expected, "\(line)")
  }
}
