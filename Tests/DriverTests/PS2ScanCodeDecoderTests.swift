// Scan code set 1, byte by byte: prefixes, false shifts, Pause and Print Screen.

import Protocols
import Testing

@testable import PS2Core

private func decode(_ bytes: UInt8...) -> [KeyChange] {
  var decoder = ScanCodeDecoder()
  return bytes.flatMap { decoder.decode($0) }
}

private func press(_ usage: UInt16) -> KeyChange { KeyChange(usage: usage, isPressed: true) }
private func release(_ usage: UInt16) -> KeyChange { KeyChange(usage: usage, isPressed: false) }

@Test func extendedKeysDifferFromTheirTwins() {
  #expect(decode(0x1D, 0xE0, 0x1D) == [press(KeyUsage.leftControl), press(KeyUsage.rightControl)])
  #expect(decode(0x48, 0xE0, 0x48) == [press(0x60), press(KeyUsage.up)])
  #expect(decode(0x1C, 0xE0, 0x1C) == [press(KeyUsage.enter), press(KeyUsage.keypadEnter)])
}

@Test func falseShiftsAreDropped() {
  #expect(
    decode(0xE0, 0x2A, 0xE0, 0x37, 0xE0, 0xB7, 0xE0, 0xAA)
      == [press(KeyUsage.printScreen), release(KeyUsage.printScreen)])
}

@Test func pauseIsPressedAndReleasedAtOnce() {
  #expect(
    decode(0xE1, 0x1D, 0x45, 0xE1, 0x9D, 0xC5, 0x1E)
      == [press(KeyUsage.pause), release(KeyUsage.pause), press(KeyUsage.a)])
}

@Test func tornPrefixesRecover() {
  #expect(decode(0xE1, 0xE0, 0x48) == [press(KeyUsage.up)])
  #expect(decode(0xE0, 0xE1, 0x1D, 0x45) == [press(KeyUsage.pause), release(KeyUsage.pause)])
  #expect(decode(0xE1, 0x1D, 0x1E, 0x1E) == [press(KeyUsage.a)])
}

@Test func everyKeyOfTheTableIsDistinct() {
  let usages = ScanCodes.plain.filter { $0 != 0 }
  #expect(ScanCodes.plain.count == 128)
  #expect(Set(usages).count == usages.count)
  #expect(decode(0x56) == [press(KeyUsage.nonUSBackslash)])
  #expect(decode(0x2B) == [press(KeyUsage.backslash)])
}

@Test func releasesOfKeysThatWereNotPressedAreDropped() {
  #expect(decode(0x9E, 0x00, 0x80, 0x7F) == [])
}
