// The lines of strace.

import ABI
import Testing
import UtilitySupport

@Suite struct CallPrinterTests {
  private func record(
    _ kind: TraceRecordKind, _ call: Syscall, _ words: [UInt64], _ text: String = "", at time: UInt64 = 0
  ) -> TraceRecord {
    var record = TraceRecord()
    record.kind = kind.rawValue
    record.time = time
    record.process = 7
    record.thread = 1
    record.number = UInt32(call.rawValue)
    for (place, word) in words.enumerated() { record.words[place] = word }
    record.count = UInt16(text.utf8.count)
    for (place, byte) in text.utf8.enumerated() { record.bytes[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8) }
    return record
  }

  @Test func aCallIsALine() {
    var printer = CallPrinter(showsDurations: true, showsProcess: false)
    #expect(printer.lines(for: record(.call, .open, [0x1000, 11, 1], "file:/a\n\"\u{1}")) == [])
    #expect(
      printer.lines(for: record(.result, .open, [3], at: 1_234_000))
        == [#"open("file:/a\n\"\x01"..., READ) = 3 <0.001234>"#])
    _ = printer.lines(for: record(.call, .read, [3, 0x2000, 100, .max]))
    #expect(
      printer.lines(for: record(.result, .read, [2], "hi"))
        == [#"read(3<file:/a\n\"\x01>, 100) = 2 "hi" <0.000000>"#])
    _ = printer.lines(for: record(.call, .close, [3]))
    _ = printer.lines(for: record(.result, .close, [0]))
    _ = printer.lines(for: record(.call, .seek, [3, 5, 2]))
    let error = UInt64(bitPattern: Errno.badHandle.syscallResult)
    #expect(
      printer.lines(for: record(.result, .seek, [error])) == [
        "seek(3, 5, END) = EBADF (Bad file descriptor) <0.000000>"
      ])
    #expect(printer.table().count == 5)
  }

  @Test func whatNeverEndsIsShownWithTheProcess() {
    var printer = CallPrinter(showsDurations: false, showsProcess: true)
    _ = printer.lines(for: record(.call, .exit, [2]))
    #expect(printer.lines(for: record(.end, .exit, [0, 2])) == ["[7] exit(2) = ?", "[7] +++ exited with 2 +++"])
    #expect(printer.lines(for: record(.end, .exit, [1, 9])) == ["[7] +++ killed by KILL +++"])
    #expect(printer.lines(for: record(.lost, .exit, [12])) == ["... 12 records lost ..."])
  }

  @Test func recordsComeOutOfBytes() {
    var bytes = [UInt8](repeating: 0, count: 130)
    bytes[2] = 9
    bytes[18] = 1
    bytes[20] = 1
    bytes[66] = 65
    bytes[67] = 66
    let record = TraceRecord(parsing: bytes, at: 2)
    #expect(record?.time == 9 && record?.kind == 1 && record?.content == [65] && record?.addresses == [0])
    #expect(TraceRecord(parsing: bytes, at: 3) == nil)
  }
}
