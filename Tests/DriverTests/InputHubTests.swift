// The input hub: text on every keymap, dead keys, locks, repeats, dying drivers, and readers that fall behind.

import Protocols
import Testing

@testable import InputCore

/// A keyboard on a hub with one reader.
private final class Typist {
  var hub = InputHub()
  var now: UInt64 = 0

  init(_ keymap: String = "us") {
    if let map = Keymap.named(Array(keymap.utf8)) { hub.keymap = map }
    _ = hub.addProducer(1)
    _ = hub.addConsumer(2)
  }

  func key(_ usage: UInt16, _ pressed: Bool) {
    now += 1_000_000
    hub.receive(InputEvent(.key, code: usage, state: pressed ? 1 : 0), from: 1, now: now)
  }

  func tap(_ usages: UInt16...) {
    for usage in usages { key(usage, true) }
    for usage in usages.reversed() { key(usage, false) }
  }

  func events() -> [InputEvent] { hub.take(2, limit: 1000) }

  func text() -> String {
    var text = ""
    for event in events() where event.kind == InputEventKind.text.rawValue {
      text.unicodeScalars.append(Unicode.Scalar(UInt32(event.a)) ?? "?")
    }
    return text
  }
}

private let y = KeyUsage.letter("y") ?? 0
private let q = KeyUsage.letter("q") ?? 0
private let e = KeyUsage.letter("e") ?? 0

@Test func keymapsTypeWhatIsPrintedOnTheKeys() {
  for (name, expected) in [("us", "y@;"), ("gb", "y\";"), ("de", "z\"ö"), ("fr", "y2m")] {
    let typist = Typist(name)
    typist.tap(y)
    typist.tap(KeyUsage.leftShift, 0x1F)
    typist.tap(KeyUsage.semicolon)
    #expect(typist.text() == expected, "\(name)")
  }
}

@Test func everyLayoutFillsItsRows() {
  for layout in [Keymap.us, Keymap.gb, Keymap.de, Keymap.fr] {
    #expect(layout.plain.unicodeScalars.count == 48, "\(layout.name)")
    #expect(layout.shift.unicodeScalars.count == 48, "\(layout.name)")
    #expect(layout.altGraph.unicodeScalars.count <= 48 && layout.shiftAltGraph.unicodeScalars.count <= 48)
  }
}

@Test func altGraphReachesTheThirdLevel() {
  let german = Typist("de")
  german.tap(KeyUsage.rightAlt, q)
  german.tap(KeyUsage.rightAlt, e)
  german.tap(KeyUsage.rightAlt, 0x24)
  german.tap(KeyUsage.rightAlt, KeyUsage.minus)
  german.tap(KeyUsage.rightAlt, KeyUsage.nonUSBackslash)
  #expect(german.text() == #"@€{\|"#)
  let french = Typist("fr")
  french.tap(KeyUsage.rightAlt, 0x27)
  french.tap(KeyUsage.rightAlt, 0x22)
  french.tap(KeyUsage.rightAlt, KeyUsage.equal)
  #expect(french.text() == "@[}")
  let american = Typist("us")
  american.tap(KeyUsage.rightAlt, q)
  #expect(american.text() == "", "a second Alt")
}

@Test func deadKeysWaitForTheirLetter() {
  let typist = Typist("fr")
  typist.tap(KeyUsage.leftBracket)
  typist.tap(e)
  typist.tap(KeyUsage.leftShift, KeyUsage.leftBracket)
  typist.tap(KeyUsage.leftShift, KeyUsage.letter("u") ?? 0)
  typist.tap(KeyUsage.leftBracket)
  typist.tap(KeyUsage.space)
  typist.tap(KeyUsage.leftBracket)
  typist.tap(KeyUsage.leftBracket)
  typist.tap(KeyUsage.leftBracket)
  typist.tap(KeyUsage.letter("x") ?? 0)
  #expect(typist.text() == "êÜ^^^x")
}

@Test func anAccentIsGivenUpByEnter() {
  let typist = Typist("de")
  typist.tap(KeyUsage.equal)
  typist.tap(KeyUsage.enter)
  typist.tap(e)
  #expect(typist.text() == "e")
}

@Test func capsLockIsForLetters() {
  let typist = Typist("de")
  typist.tap(KeyUsage.capsLock)
  #expect(typist.hub.lights == 0b011)
  typist.tap(KeyUsage.letter("a") ?? 0)
  typist.tap(KeyUsage.semicolon)
  typist.tap(0x1E)
  typist.tap(KeyUsage.leftShift, KeyUsage.letter("a") ?? 0)
  #expect(typist.text() == "AÖ1a")
}

@Test func theKeypadFollowsNumLock() {
  let typist = Typist()
  typist.tap(KeyUsage.keypad1)
  typist.tap(KeyUsage.keypad0)
  typist.tap(KeyUsage.keypadPlus)
  #expect(typist.text() == "10+")
  typist.tap(KeyUsage.numLock)
  _ = typist.events()
  typist.tap(KeyUsage.keypad1)
  typist.tap(KeyUsage.keypadMinus)
  let events = typist.events()
  #expect(
    events.filter { $0.kind == InputEventKind.key.rawValue }.map(\.code).prefix(2) == [KeyUsage.end, KeyUsage.end])
  #expect(events.filter { $0.kind == InputEventKind.text.rawValue }.map(\.a) == [0x2D])
}

@Test func shortcutsTypeNothingButNameTheirLetter() {
  let typist = Typist("de")
  typist.tap(KeyUsage.leftControl, y)
  let events = typist.events()
  #expect(events.allSatisfy { $0.kind == InputEventKind.key.rawValue })
  let press = events[1]
  #expect(press.code == y && press.a == 0x7A, "Ctrl+Z is where Z is printed")
  #expect(press.modifiers.contains(.control))
}

@Test func aHeldKeyRepeats() throws {
  let typist = Typist()
  typist.key(e, true)
  _ = typist.events()
  let start = try #require(typist.hub.deadline)
  #expect(start == typist.now + 500_000_000)
  typist.hub.timeOut(now: start - 1)
  #expect(typist.events().isEmpty)
  typist.hub.timeOut(now: start)
  let events = typist.events()
  #expect(events.map(\.state) == [2, 2] && events.map(\.kind) == [1, 2])
  #expect(typist.hub.deadline == start + 33_333_333)
  typist.hub.timeOut(now: start + 1_000_000_000)
  #expect(typist.events().count == 2, "time that was lost is not made up for")
  typist.key(KeyUsage.leftShift, true)
  #expect(typist.hub.deadline != nil, "a modifier does not end it")
  typist.key(e, false)
  #expect(typist.hub.deadline == nil)
}

@Test func anEventHasTheTimeOfItsInterrupt() {
  let typist = Typist()
  for (time, expected): (UInt64, UInt64) in [(70, 70), (0, 100), (101, 100), (.max, 100)] {
    typist.hub.receive(InputEvent(.button, code: 1, state: 1, time: time), from: 1, now: 100)
    typist.hub.receive(InputEvent(.button, code: 1, state: 0, time: time), from: 1, now: 100)
    #expect(typist.events().map(\.time) == [expected, expected])
  }
  typist.hub.receive(InputEvent(.key, code: e, state: 1, time: 40), from: 1, now: 100)
  #expect(typist.events().map(\.time) == [40, 40], "the key and its text")
  #expect(typist.hub.deadline == 500_000_040, "the repeat counts from the press")
}

@Test func aDyingDriverLetsGo() {
  let typist = Typist()
  typist.key(KeyUsage.leftControl, true)
  typist.hub.receive(InputEvent(.button, code: 1, state: 1), from: 1, now: 5)
  _ = typist.events()
  typist.hub.remove(1, now: 6)
  let events = typist.events()
  #expect(events.map(\.code) == [KeyUsage.leftControl, 1] && events.map(\.state) == [0, 0])
  #expect(events.last?.modifiers.contains(.control) == false)
}

@Test func theNewestReaderGetsTheEvents() {
  let typist = Typist()
  let added = typist.hub.addConsumer(3)
  #expect(added)
  typist.tap(e)
  #expect(typist.events().isEmpty)
  let taken = typist.hub.take(3, limit: 100)
  #expect(taken.count == 3)
  typist.hub.remove(3, now: 0)
  typist.tap(e)
  #expect(typist.events().count == 3)
}

@Test func nonsenseFromADriverIsDropped() {
  let typist = Typist()
  typist.hub.receive(InputEvent(.key, code: 0, state: 1), from: 1, now: 0)
  typist.hub.receive(InputEvent(.key, code: 9999, state: 1), from: 1, now: 0)
  typist.hub.receive(InputEvent(.button, code: 77, state: 1), from: 1, now: 0)
  typist.hub.receive(InputEvent(.position, a: -1, b: 70000), from: 1, now: 0)
  typist.hub.receive(InputEvent(.text, a: 0x41), from: 1, now: 0)
  typist.hub.receive(InputEvent(.motion, a: 1, b: 1), from: 42, now: 0)
  typist.key(e, false)
  #expect(typist.events().isEmpty)
}

@Test func aReaderThatSleepsLosesMotionFirst() {
  let typist = Typist()
  for step in 0..<2000 {
    typist.hub.receive(InputEvent(.motion, a: 1, b: 0), from: 1, now: 0)
    typist.hub.receive(InputEvent(.motion, a: 1, b: 0), from: 1, now: 0)
    typist.tap(step % 2 == 0 ? KeyUsage.leftShift : KeyUsage.leftControl)
  }
  let events = typist.events()
  #expect(events.count <= InputQueue.limit)
  #expect(events.filter { $0.kind == InputEventKind.motion.rawValue }.count <= 1, "keys outlive motion")
}

@Test func motionsThatFollowEachOtherAreOne() {
  let typist = Typist()
  for _ in 0..<10 { typist.hub.receive(InputEvent(.motion, a: 3, b: -1), from: 1, now: 0) }
  #expect(typist.events().map { [$0.a, $0.b] } == [[30, -10]])
}

@Test func tooManyDriversAreRefused() {
  var hub = InputHub()
  for id in 0..<UInt64(InputHub.limit) { _ = hub.addProducer(id) }
  let accepted = hub.addProducer(1000)
  #expect(!accepted)
}
