// Workspaces: who is shown where, who gets the focus, and how windows go from one to another.

import Graphics
import OrbitalModel
import Protocols
import Testing

let superKey = KeyUsage.leftSuper
func digit(_ number: Int) -> UInt16 { KeyUsage.digit1 + UInt16(number - 1) }
func letter(_ scalar: Unicode.Scalar) -> UInt16 { KeyUsage.letter(scalar) ?? 0 }

@Test func aWorkspaceHasItsOwnWindowsAndFocus() throws {
  var desktop = Desktop()
  let panel = try desktop.openPanel()
  let first = try desktop.open()
  desktop.chord(superKey, digit(2))
  #expect(desktop.model.workspace == 1 && desktop.model.active == nil)
  #expect(desktop.model.window(first)?.isVisible == false && desktop.model.window(panel)?.isVisible == true)
  #expect(desktop.events(first, .focus).last?.a == 0)
  #expect(desktop.model.hitTest(desktop.content(first).origin) == .desktop)
  let second = try desktop.open()
  #expect(desktop.model.active == second)
  desktop.forget()
  desktop.chord(superKey, digit(1))
  #expect(desktop.model.active == first && desktop.model.window(second)?.isVisible == false)
  #expect(desktop.damage().rects.reduce(PixelRect.zero) { $0.union($1) }.contains(desktop.frame(first)))
  #expect(desktop.log.contains(.windowList))
}

@Test func superShiftNumberSendsTheWindowAndStays() throws {
  var desktop = Desktop()
  let stays = try desktop.open()
  let goes = try desktop.open()
  let dialog = try desktop.open(.dialog)
  desktop.chord(superKey, KeyUsage.leftShift, digit(3))
  #expect(desktop.model.workspace == 0 && desktop.model.active == stays)
  #expect(desktop.model.window(goes)?.workspace == 2 && desktop.model.window(dialog)?.workspace == 2)
  #expect(desktop.events(goes, .placed).isEmpty == false)
  desktop.chord(superKey, digit(3))
  #expect(desktop.model.active == dialog, "a dialog goes along, and still comes before its window")
  #expect(desktop.model.invariantViolations().isEmpty)
}

@Test func controlAltArrowsWalkAndShiftTakesTheWindowAlong() throws {
  var desktop = Desktop()
  let id = try desktop.open()
  desktop.chord(KeyUsage.leftControl, KeyUsage.leftAlt, KeyUsage.left)
  #expect(desktop.model.workspace == 0, "there is none before the first")
  desktop.chord(KeyUsage.leftControl, KeyUsage.leftAlt, KeyUsage.leftShift, KeyUsage.right)
  #expect(desktop.model.workspace == 1 && desktop.model.active == id)
  for _ in 0..<9 { desktop.chord(KeyUsage.leftControl, KeyUsage.leftAlt, KeyUsage.right) }
  #expect(desktop.model.workspace == 3, "four are offered while no more are in use")
  desktop.chord(superKey, digit(9))
  #expect(desktop.model.workspace == 8 && desktop.model.workspaceCount == 9)
  desktop.chord(superKey, digit(1))
  #expect(desktop.model.workspaceCount == 4)
}

@Test func thePanelBringsAWindowFromAnotherWorkspaceAndTheWindowItselfDoesNot() throws {
  var desktop = Desktop()
  let away = try desktop.open(client: 1)
  desktop.chord(superKey, digit(2))
  let here = try desktop.open(client: 2)
  desktop.model.performOwn(.focus, on: away)
  #expect(desktop.model.workspace == 1 && desktop.model.active == here)
  #expect(desktop.model.window(away)?.state == 2, "it wants attention, and no more")
  desktop.model.perform(.focus, on: away)
  #expect(desktop.model.workspace == 0 && desktop.model.active == away && desktop.model.window(away)?.state == 0)
}

@Test func theSwitcherAndShowDesktopKnowThisWorkspaceOnly() throws {
  var desktop = Desktop()
  let away = try desktop.open()
  desktop.chord(superKey, digit(2))
  let first = try desktop.open()
  let second = try desktop.open()
  desktop.down(KeyUsage.leftAlt)
  desktop.chord(KeyUsage.tab)
  #expect(desktop.model.switcher?.windows == [second, first])
  desktop.up(KeyUsage.leftAlt)
  desktop.chord(superKey, letter("d"))
  desktop.chord(superKey, digit(1))
  #expect(desktop.model.window(away)?.isMinimized == false)
  desktop.chord(superKey, letter("d"))
  desktop.chord(superKey, letter("d"))
  #expect(desktop.model.active == away)
  desktop.chord(superKey, digit(2))
  desktop.chord(superKey, letter("d"))
  #expect(desktop.model.window(first)?.isMinimized == false && desktop.model.window(second)?.isMinimized == false)
}

@Test func workspacesSurviveTheCompositor() throws {
  var old = Desktop()
  let window = try old.open()
  old.model.perform(.above, on: window)
  old.model.perform(.opacity, 150, on: window)
  old.chord(superKey, KeyUsage.leftShift, digit(3))
  old.chord(superKey, digit(3))
  let place = try #require(old.model.place(of: window))
  var fresh = Desktop()
  let id = try fresh.model.open(WindowRequest(width: 300, height: 200), client: 1)
  fresh.model.restore(id, place)
  fresh.model.map(id)
  let restored = try #require(fresh.model.window(id))
  #expect(restored.workspace == 2 && restored.isAbove && restored.opacity == 150)
  #expect(fresh.model.workspace == 2 && fresh.model.active == id, "the workspace of the window that was used last")
}

@Test func alwaysOnTopStaysAboveTheActiveWindow() throws {
  var desktop = Desktop()
  let panel = try desktop.openPanel()
  let top = try desktop.open(at: (100, 100))
  let other = try desktop.open(at: (120, 120))
  desktop.model.perform(.above, on: top)
  desktop.model.perform(.focus, on: other)
  #expect(desktop.model.active == other)
  let order = desktop.model.order
  let places = [other, top, panel].map { order.firstIndex(of: $0) ?? -1 }
  #expect(places == places.sorted())
  desktop.model.perform(.above, on: top)
  desktop.model.perform(.focus, on: other)
  #expect(desktop.model.order.firstIndex(of: other)! > desktop.model.order.firstIndex(of: top)!)
}

@Test func superAndScrollMakeAWindowTransparent() throws {
  var desktop = Desktop()
  let id = try desktop.open(at: (100, 100))
  desktop.move(200, 200)
  desktop.down(superKey)
  desktop.send(InputEvent(.scroll, b: -120, modifiers: desktop.modifiers, time: desktop.time))
  #expect(desktop.model.window(id)?.opacity == 245)
  for _ in 0..<50 { desktop.send(InputEvent(.scroll, b: -120, modifiers: desktop.modifiers, time: desktop.time)) }
  #expect(desktop.model.window(id)?.opacity == 75, "it can still be seen")
  #expect(desktop.events(id, .scroll).isEmpty)
  for _ in 0..<50 { desktop.send(InputEvent(.scroll, b: 120, modifiers: desktop.modifiers, time: desktop.time)) }
  #expect(desktop.model.window(id)?.opacity == 255)
}
