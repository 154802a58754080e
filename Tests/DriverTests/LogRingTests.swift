// The log as its readers see it.

import LogCore
import Testing

struct LogRingTests {
  static func text(_ log: LogRing, from position: UInt64 = 0, limit: Int = .max) -> String {
    String(decoding: log.read(from: position, limit: limit).bytes, as: UTF8.self)
  }

  @Test func linesCarryTimeAndName() {
    var log = LogRing()
    var partial: [UInt8] = []
    log.write(Array("hel".utf8).span, from: Array("ps2d".utf8), partial: &partial, time: 1_234_567_890)
    #expect(Self.text(log) == "")
    log.write(Array("lo\nrest".utf8).span, from: Array("ps2d".utf8), partial: &partial, time: 1_234_567_890)
    #expect(Self.text(log) == "[    1.234567] ps2d: hello\n")
    #expect(partial == Array("rest".utf8))
  }

  @Test func readersGoOnWhereTheyStopped() {
    var log = LogRing()
    for number in 0..<100 { log.append(Array("line \(number)".utf8), [0x78], 0) }
    var position: UInt64 = 0
    var whole: [UInt8] = []
    while true {
      let (bytes, next) = log.read(from: position, limit: 37)
      if bytes.isEmpty { break }
      whole += bytes
      position = next
    }
    #expect(String(decoding: whole, as: UTF8.self) == Self.text(log))
    #expect(position == log.end)
  }

  @Test func oldLinesMakeRoomAndMemoryIsBounded() {
    var log = LogRing()
    for number in 0..<50_000 { log.append(Array("line \(number)".utf8), [0x78], 0) }
    let kept = Self.text(log)
    #expect(kept.utf8.count <= LogRing.Limits.bytes)
    #expect(kept.hasSuffix("line 49999\n"))
    #expect(kept.hasPrefix("["))
  }

  @Test func controlCharactersAndLongLinesAreTamed() {
    var log = LogRing()
    var partial: [UInt8] = []
    log.write([0x1B, 0x41, 0x0A].span, from: [], partial: &partial, time: 0)
    #expect(!Self.text(log).utf8.contains(0x1B))
    log.write([UInt8](repeating: 0x61, count: 5000).span, from: [], partial: &partial, time: 0)
    #expect(partial.count <= LogRing.Limits.line)
  }
}
