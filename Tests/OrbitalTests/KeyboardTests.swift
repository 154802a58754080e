// Shortcuts, the switcher, and the way of all other keys.

import Graphics
import OrbitalModel
import Protocols
import Testing

@Test func keysGoToTheActiveWindow() throws {
  var desktop = Desktop()
  let other = try desktop.open(client: 2)
  let id = try desktop.open()
  desktop.forget()
  desktop.chord(KeyUsage.a)
  desktop.send(InputEvent(.text, a: 0x61))
  #expect(desktop.events(id, .key).map(\.state) == [1, 0])
  #expect(desktop.events(id, .text).map(\.a) == [0x61])
  #expect(desktop.events(other, .key).isEmpty)
}

@Test func altTabWalksTheRecentOrder() throws {
  var desktop = Desktop()
  let first = try desktop.open(title: "1")
  let second = try desktop.open(title: "2")
  let third = try desktop.open(title: "3")
  desktop.down(KeyUsage.leftAlt)
  desktop.down(KeyUsage.tab)
  #expect(desktop.model.switcher?.windows == [third, second, first])
  #expect(desktop.model.switcher?.selected == second)
  #expect(desktop.model.active == third, "nothing changes before the release")
  desktop.up(KeyUsage.tab)
  desktop.up(KeyUsage.leftAlt)
  #expect(desktop.model.active == second)
  #expect(desktop.model.switcher == nil)
  // Again: back to the one before.
  desktop.chord(KeyUsage.leftAlt, KeyUsage.tab)
  #expect(desktop.model.active == third)
}

@Test func shiftReversesAndEscapeCancels() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  let second = try desktop.open()
  let third = try desktop.open()
  desktop.down(KeyUsage.leftSuper)
  desktop.down(KeyUsage.leftShift)
  desktop.chord(KeyUsage.tab)
  #expect(desktop.model.switcher?.selected == first)
  desktop.up(KeyUsage.leftShift)
  desktop.chord(KeyUsage.tab)
  #expect(desktop.model.switcher?.selected == third)
  desktop.chord(KeyUsage.escape)
  #expect(desktop.model.switcher == nil)
  desktop.up(KeyUsage.leftSuper)
  #expect(desktop.model.active == third)
  #expect(desktop.model.order == [first, second, third])
}

@Test func theSwitcherBringsBackAMinimizedWindow() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  let second = try desktop.open()
  desktop.model.perform(.minimize, on: first)
  desktop.chord(KeyUsage.leftAlt, KeyUsage.tab)
  #expect(desktop.model.active == first)
  #expect(desktop.model.window(first)?.isMinimized == false)
  _ = second
}

@Test func clientsSeeNothingOfShortcuts() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  let second = try desktop.open()
  desktop.forget()
  desktop.chord(KeyUsage.leftAlt, KeyUsage.tab)
  desktop.chord(KeyUsage.leftAlt, KeyUsage.f4)
  #expect(desktop.events(second, .key).allSatisfy { $0.code == KeyUsage.leftAlt })
  #expect(desktop.events(first, .key).allSatisfy { $0.code == KeyUsage.leftAlt })
  #expect(desktop.events(first, .close).count == 1)
}

@Test func aTapOfSuperReachesThePanel() throws {
  var desktop = Desktop()
  let panel = try desktop.openPanel()
  try desktop.open()
  desktop.forget()
  desktop.chord(KeyUsage.leftSuper)
  #expect(desktop.events(panel, .shortcut).map(\.a) == [1])
  desktop.forget()
  desktop.chord(KeyUsage.leftSuper, KeyUsage.letter("t") ?? 0)
  let event = try #require(desktop.events(panel, .shortcut).first)
  #expect(event.a == 2 && event.code == KeyUsage.letter("t"))
  #expect(desktop.events(panel, .shortcut).count == 1, "no tap when it was held for another key")
  desktop.forget()
  desktop.down(KeyUsage.leftSuper)
  desktop.click(400, 300)
  desktop.up(KeyUsage.leftSuper)
  #expect(desktop.events(panel, .shortcut).isEmpty, "no tap when it was held for the pointer")
}

@Test func superQClosesTheActiveWindow() throws {
  var desktop = Desktop()
  let id = try desktop.open()
  desktop.forget()
  desktop.chord(KeyUsage.leftSuper, KeyUsage.letter("q") ?? 0)
  #expect(desktop.events(id, .close).count == 1)
  let fixed = try desktop.open(.unclosable)
  desktop.chord(KeyUsage.leftSuper, KeyUsage.letter("q") ?? 0)
  #expect(desktop.events(fixed, .close).isEmpty)
}

@Test func superShiftArrowsMove() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.chord(KeyUsage.leftSuper, KeyUsage.leftShift, KeyUsage.right)
  #expect(desktop.frame(id).origin == PixelPoint(x: 132, y: 64))
}

@Test func altIsNoTapWhenTheDesktopTookItsKey() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  let second = try desktop.open()
  desktop.forget()
  desktop.chord(KeyUsage.leftAlt, KeyUsage.space)
  desktop.chord(KeyUsage.escape)
  desktop.chord(KeyUsage.leftAlt, KeyUsage.tab)
  // Neither the window that had the keys nor the one that has them now sees Alt alone come up.
  #expect(desktop.events(second, .key).map(\.state) == [1, 1])
  #expect(desktop.events(first, .key).isEmpty)
  desktop.chord(KeyUsage.leftAlt)
  #expect(desktop.events(first, .key).map(\.state) == [1, 0])
}
