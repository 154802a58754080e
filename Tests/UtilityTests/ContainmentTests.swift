// What `contain` grants.

import Testing
import UtilitySupport

struct ContainmentTests {
  private static let visible = ["debug", "time", "file", "null", "pci"]

  private static func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  @Test(
    arguments: [
      ("null time -- cat a", "time,null"), ("null:,time: -- cat a", "time,null"), ("-- cat a", ""),
      ("--without file,pci -- cat a", "debug,time,null"), ("--without -- cat a", "debug,time,file,null,pci"),
    ] as [(String, String)])
  func grants(line: String, namespace: String) throws {
    let wanted = try #require(Containment(Self.words(line)))
    #expect(wanted.namespace(of: Self.visible).joined(separator: ",") == namespace)
    #expect(wanted.command == ["cat", "a"] && wanted.unknown(among: Self.visible) == nil)
  }

  @Test func theRestIsTheProgramsOwn() {
    #expect(Containment(["file", "--", "sh", "-c", "--", "--without"])?.command == ["sh", "-c", "--", "--without"])
  }

  @Test func aSchemeThatIsNotThereIsNamed() {
    #expect(Containment(["--without", "time", "flie", "--", "cat"])?.unknown(among: Self.visible) == "flie")
    #expect(Containment(["irq", "--", "cat"])?.unknown(among: Self.visible) == "irq")
  }

  @Test(arguments: ["", "--", "null time", "null time cat a --", "--with null -- cat", "null --without time -- cat"])
  func whatIsNoCommand(line: String) { #expect(Containment(Self.words(line)) == nil) }
}
