// Opening, closing, raising and focusing windows: who is on top, and who is active.

import Graphics
import OrbitalModel
import Protocols
import Testing

@Test func aNewWindowIsInTheMiddleOnTopAndActive() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  #expect(desktop.model.active == first)
  #expect(desktop.frame(first) == PixelRect(x: 250, y: 182, width: 300, height: 236))
  let second = try desktop.open()
  #expect(desktop.model.active == second)
  #expect(desktop.model.order == [first, second])
  #expect(desktop.frame(second).origin != desktop.frame(first).origin, "the title of the first stays visible")
  #expect(desktop.events(first, .focus).map(\.a) == [1, 0])
}

@Test func aWindowWithoutPixelsIsNotShown() throws {
  var desktop = Desktop()
  let id = try desktop.model.open(WindowRequest(width: 100, height: 100), client: 1)
  desktop.collect()
  #expect(desktop.model.active == nil)
  #expect(desktop.damage().isEmpty)
  #expect(desktop.model.hitTest(PixelPoint(x: 400, y: 300)) == .desktop)
  desktop.model.map(id)
  #expect(desktop.model.active == id)
}

@Test func layersKeepTheirOrder() throws {
  var desktop = Desktop()
  let panel = try desktop.openPanel()
  let front = try desktop.open([.front, .borderless], client: 3)
  let normal = try desktop.open()
  let back = try desktop.open(.back, client: 2)
  #expect(desktop.model.order == [back, normal, panel, front])
  desktop.click(10, 10)
  #expect(desktop.model.order.first == back, "a press on the background raises nothing above its layer")
}

@Test func aPressRaisesAndActivates() throws {
  var desktop = Desktop()
  let lower = try desktop.open(.resizable, 300, 200, at: (20, 100))
  let upper = try desktop.open(.resizable, 300, 200, at: (200, 150))
  desktop.forget()
  desktop.click(60, 200)
  #expect(desktop.model.active == lower)
  #expect(desktop.model.order == [upper, lower])
  #expect(desktop.events(lower, .focus).map(\.a) == [1])
  #expect(desktop.events(upper, .focus).map(\.a) == [0])
  let presses = desktop.events(lower, .button)
  #expect(presses.map(\.state) == [1, 0])
  #expect(presses.first?.a == 40 && presses.first?.b == 100, "in the content's coordinates")
}

@Test func theWindowUsedBeforeFollowsAClosedOne() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  let second = try desktop.open()
  let third = try desktop.open()
  desktop.model.perform(.focus, on: first)
  desktop.model.close(first)
  #expect(desktop.model.active == third)
  desktop.model.close(third)
  desktop.model.close(second)
  #expect(desktop.model.active == nil && desktop.model.windowCount == 0)
}

@Test func anIdIsNeverUsedAgain() throws {
  var desktop = Desktop()
  let old = try desktop.open()
  desktop.model.close(old)
  let new = try desktop.open()
  #expect(new != old)
  #expect(desktop.model.window(old) == nil)
  desktop.model.perform(.close, on: old)
  desktop.model.close(old)
  #expect(desktop.model.window(new) != nil)
}

@Test func aDeadClientLosesItsWindowsOnly() throws {
  var desktop = Desktop()
  let other = try desktop.open(client: 2)
  try desktop.open(client: 1)
  try desktop.open([.dialog], client: 1)
  desktop.model.closeAll(client: 1)
  #expect(desktop.model.order == [other])
  #expect(desktop.model.active == other)
}

@Test func oneClientCannotTakeAllWindows() throws {
  var desktop = Desktop()
  for _ in 0..<Limits.windowsPerClient { try desktop.open(client: 1) }
  #expect(throws: WindowError.tooManyWindows) { try desktop.open(client: 1) }
  try desktop.open(client: 2)
}

@Test func aDialogLiesOverItsParentAndTakesItsPlace() throws {
  var desktop = Desktop()
  let parent = try desktop.open(.resizable, 400, 300, at: (50, 80))
  let dialog = try desktop.open(.dialog, 200, 100)
  let frame = desktop.frame(dialog)
  let over = desktop.frame(parent)
  #expect(abs(frame.minX * 2 + frame.width - over.minX * 2 - over.width) <= 1, "centred over it")
  #expect(desktop.model.active == dialog)
  desktop.forget()
  desktop.click(over.minX + 5, over.maxY - 20)
  #expect(desktop.model.active == dialog, "the parent passes the focus on")
  #expect(desktop.events(parent, .button).isEmpty, "and sees no press")
  #expect(desktop.model.order == [parent, dialog])
  desktop.model.close(dialog)
  #expect(desktop.model.active == parent)
}

@Test func aMinimizedWindowTakesItsDialogAlong() throws {
  var desktop = Desktop()
  let parent = try desktop.open()
  let dialog = try desktop.open(.dialog, 200, 100)
  desktop.model.perform(.minimize, on: parent)
  #expect(desktop.model.window(dialog)?.isVisible == false)
  #expect(desktop.model.active == nil)
  desktop.model.perform(.focus, on: parent)
  #expect(desktop.model.active == dialog)
}

@Test func showDesktopGoesBothWays() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  let second = try desktop.open()
  desktop.chord(KeyUsage.leftSuper, KeyUsage.letter("d") ?? 0)
  #expect(desktop.model.window(first)?.isMinimized == true && desktop.model.window(second)?.isMinimized == true)
  desktop.chord(KeyUsage.leftSuper, KeyUsage.letter("d") ?? 0)
  #expect(desktop.model.window(first)?.isMinimized == false && desktop.model.window(second)?.isMinimized == false)
  #expect(desktop.model.active == second)
}
