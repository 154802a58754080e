// What `taskset` reads and writes.

import Testing
import UtilitySupport

struct AffinityTests {
  @Test(
    arguments: [
      ("0", "1", "0"), ("0,2-3", "d", "0,2-3"), ("1-2,3,63", "800000000000000e", "1-3,63"), ("0-63", "f", ""),
    ]
      as [(String, String, String)])
  func setsAreWrittenInTwoWays(list: String, mask: String, shown: String) throws {
    let set = try #require(ProcessorSet(list: list))
    guard !shown.isEmpty else {
      #expect(set.bits == .max && set.listText == "0-63" && set.maskText == "ffffffffffffffff")
      return
    }
    #expect(set == ProcessorSet(mask: mask) && set == ProcessorSet(mask: "0x" + mask.uppercased()))
    #expect(set.maskText == mask && set.listText == shown)
  }

  @Test func nonsenseIsNoSet() {
    for text in ["", "0", "0x", "g", "-1", "10000000000000000"] { #expect(ProcessorSet(mask: text) == nil) }
    for text in ["", ",", "1,", "3-1", "1-2-3", "-", "64", "100", "a"] { #expect(ProcessorSet(list: text) == nil) }
  }

  @Test func theWordsSayWhatIsWanted() throws {
    func request(_ line: String) -> AffinityRequest? {
      AffinityRequest(line.split(separator: " ").map(String.init))
    }
    #expect(request("3 ls -p 4")?.subject == .program(["ls", "-p", "4"]) && request("3 ls")?.set?.bits == 3)
    #expect(request("-c 1,2 ls")?.set?.bits == 6 && request("-c 1 ls")?.subject == .program(["ls"]))
    #expect(request("-p 12")?.subject == .process(12) && request("-p 12")?.set == nil)
    for line in ["-pc 0-1 12", "-cp 0-1 12", "-p -c 0-1 12"] {
      #expect(request(line)?.set?.bits == 3 && request(line)?.subject == .process(12))
      #expect(request(line)?.text(ProcessorSet(bits: 7)) == "list: 0-2")
    }
    #expect(request("-p 12")?.text(ProcessorSet(bits: 7)) == "mask: 7")
    for line in ["", "3", "-p", "-p 3 x", "-p 3 4 5", "-x 3 ls", "z ls", "-c f ls", "-p ls"] {
      #expect(request(line) == nil)
    }
  }
}
