// The line discipline as a program and its user see it.

import ABI
import Protocols
import PseudoTerminalCore
import Testing

struct TerminalLineTests {
  static func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  static func type(_ text: String, _ line: inout TerminalLine) -> [Signal] {
    line.type(Array(text.utf8).span)
  }

  @Test func aLineIsDeliveredWholeAndEchoed() {
    var line = TerminalLine()
    _ = Self.type("ls -l", &line)
    #expect(line.read(100) == nil)
    _ = Self.type("\r", &line)
    #expect(Self.text(line.read(100)) == "ls -l\n")
    #expect(Self.text(line.takeOutput(100)) == "ls -l\r\n")
    #expect(line.read(100) == nil)
  }

  @Test func linesAreReadOneByOneAndInParts() {
    var line = TerminalLine()
    _ = Self.type("one\rtwo\r", &line)
    #expect(Self.text(line.read(2)) == "on")
    #expect(Self.text(line.read(100)) == "e\n")
    #expect(Self.text(line.read(100)) == "two\n")
  }

  @Test func editingKeys() {
    var line = TerminalLine()
    _ = Self.type("abé\u{7f}\u{7f}c foo bar\u{17}x\r", &line)
    #expect(Self.text(line.read(100)) == "ac foo x\n")
    _ = Self.type("forget\u{15}keep\r", &line)
    #expect(Self.text(line.read(100)) == "keep\n")
  }

  @Test func endOfInput() {
    var line = TerminalLine()
    _ = Self.type("\u{4}", &line)
    #expect(line.read(10) == [])
    _ = Self.type("ab\u{4}", &line)
    #expect(Self.text(line.read(10)) == "ab")
  }

  @Test func controlCInterruptsAndForgetsTheLine() {
    var line = TerminalLine()
    #expect(Self.type("abc\u{3}", &line) == [.interrupt])
    #expect(Self.text(line.takeOutput(100)) == "abc^C")
    _ = Self.type("\r", &line)
    #expect(Self.text(line.read(100)) == "\n")
  }

  @Test func rawModeGivesEveryByte() {
    var line = TerminalLine()
    line.setMode(.raw)
    #expect(Self.type("\u{3}a\r\u{7f}", &line) == [])
    #expect(line.read(100) == [3, 0x61, 13, 0x7F])
    #expect(line.takeOutput(100) == [])
    #expect(line.write([10].span) == 1)
    #expect(line.takeOutput(100) == [10])
  }

  @Test func anUnfinishedLineSurvivesTheSwitchToRaw() {
    var line = TerminalLine()
    _ = Self.type("half", &line)
    line.setMode(.raw)
    #expect(Self.text(line.read(100)) == "half")
  }

  @Test func outputWaitsForTheReader() {
    var line = TerminalLine()
    let flood = [UInt8](repeating: 0x78, count: TerminalLine.Limits.output * 2)
    let taken = line.write(flood.span)
    #expect(taken <= TerminalLine.Limits.output)
    #expect(line.write(flood.span) == 0)
    #expect(line.takeOutput(1000).count == 1000)
    #expect(line.write(flood.span) == 1000)
  }

  @Test func flowControlHoldsOutputBack() {
    var line = TerminalLine()
    _ = Self.type("\u{13}", &line)
    _ = line.write([0x61].span)
    #expect(!line.hasOutput)
    _ = Self.type("\u{11}", &line)
    #expect(line.takeOutput(10) == [0x61])
  }

  @Test func memoryIsBoundedWhateverIsTyped() {
    var line = TerminalLine()
    for round in 0..<200_000 { _ = line.type([UInt8(truncatingIfNeeded: round &* 31)].span) }
    var total = 0
    while let part = line.read(4096) { total += part.count }
    #expect(total <= TerminalLine.Limits.input)
  }
}
