// The pointer: hovering, the grab of a held button, title buttons, and what edges look like.

import Graphics
import OrbitalModel
import Protocols
import Testing

@Test func thePointerEntersAndLeavesWindows() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.model.setCursor(id, .text)
  desktop.move(10, 10)
  desktop.forget()
  desktop.move(150, 150)
  #expect(desktop.events(id, .pointer).last.map { [$0.a, $0.b] } == [50, 50])
  #expect(desktop.model.cursor == .text)
  desktop.move(10, 10)
  #expect(desktop.events(id, .pointerLeft).count == 1)
  #expect(desktop.model.cursor == .arrow)
}

@Test func thePointerStaysOnTheScreen() {
  var desktop = Desktop()
  desktop.send(InputEvent(.motion, a: .max, b: .min))
  #expect(desktop.model.pointer == PixelPoint(x: 799, y: 0))
  desktop.send(InputEvent(.position, a: 65535, b: 65535))
  #expect(desktop.model.pointer == PixelPoint(x: 799, y: 599))
  desktop.send(InputEvent(.position, a: .min, b: .max))
  #expect(desktop.model.pointer == PixelPoint(x: 0, y: 599))
}

@Test func aHeldButtonKeepsThePointerInItsWindow() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  let other = try desktop.open(.resizable, 100, 100, at: (500, 300), client: 2)
  desktop.move(150, 150)
  desktop.button(.left, true)
  desktop.forget()
  desktop.move(520, 320)
  desktop.button(.right, true)
  desktop.button(.left, false)
  #expect(desktop.events(id, .pointer).last.map { [$0.a, $0.b] } == [420, 220])
  #expect(desktop.events(other, .pointer).isEmpty)
  desktop.button(.right, false)
  #expect(desktop.events(id, .button).map(\.code) == [2, 1, 2])
  desktop.move(530, 330)
  #expect(!desktop.events(other, .pointer).isEmpty, "free again")
}

@Test func scrollGoesToTheWindowUnderThePointer() throws {
  var desktop = Desktop()
  let lower = try desktop.open(.resizable, 200, 200, at: (50, 100))
  let upper = try desktop.open(.resizable, 200, 200, at: (400, 100), client: 2)
  desktop.move(100, 200)
  desktop.forget()
  desktop.send(InputEvent(.scroll, b: 120))
  #expect(desktop.events(lower, .scroll).map(\.b) == [120])
  #expect(desktop.events(upper, .scroll).isEmpty)
  #expect(desktop.model.active == upper, "scrolling is not focusing")
}

@Test func titleButtonsActOnReleaseInside() throws {
  var desktop = Desktop()
  let id = try desktop.open()
  let (x, y) = desktop.center(id, .close)
  desktop.forget()
  desktop.move(x, y)
  #expect(desktop.model.hoveredButton?.button == .close)
  #expect(!desktop.damage().isEmpty, "the hover is drawn")
  desktop.button(.left, true)
  #expect(desktop.model.isButtonPressed)
  desktop.move(x, y + 100)
  #expect(!desktop.model.isButtonPressed)
  desktop.button(.left, false)
  #expect(desktop.events(id, .close).isEmpty, "released elsewhere it does nothing")
  desktop.click(x, y)
  #expect(desktop.events(id, .close).count == 1)
  #expect(desktop.model.window(id) != nil, "closing is up to the client")
}

@Test func minimizeAndMaximizeButtons() throws {
  var desktop = Desktop()
  let id = try desktop.open()
  let normal = desktop.frame(id)
  let maximize = desktop.center(id, .maximize)
  desktop.click(maximize.0, maximize.1)
  #expect(desktop.frame(id) == desktop.model.workArea)
  #expect(desktop.events(id, .resize).last.map { [$0.a, $0.b] } == [800, 564])
  let restore = desktop.center(id, .maximize)
  desktop.click(restore.0, restore.1)
  #expect(desktop.frame(id) == normal)
  let minimize = desktop.center(id, .minimize)
  desktop.click(minimize.0, minimize.1)
  #expect(desktop.model.window(id)?.isMinimized == true)
  #expect(desktop.model.active == nil)
}

@Test func dialogsHaveOnlyAClosingButton() throws {
  var desktop = Desktop()
  let dialog = try desktop.open(.dialog, 200, 100)
  let window = try #require(desktop.model.window(dialog))
  #expect(desktop.model.buttons(window) == [.close])
  let fixed = try desktop.open([.unclosable], 200, 100)
  let plain = try #require(desktop.model.window(fixed))
  #expect(desktop.model.buttons(plain) == [.minimize])
}

@Test(arguments: [
  (99, 200, CursorShape.resizeHorizontal), (401, 200, .resizeHorizontal), (250, 62, .resizeVertical),
  (250, 301, .resizeVertical), (98, 62, .resizeDiagonalDown), (402, 302, .resizeDiagonalDown),
  (402, 62, .resizeDiagonalUp), (98, 302, .resizeDiagonalUp),
])
func edgesShowTheirCursor(_ x: Int, _ y: Int, _ shape: CursorShape) throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.move(x, y)
  #expect(desktop.model.cursor == shape)
  let fixed = Desktop()
  #expect(fixed.model.cursor == .arrow)
  #expect(desktop.model.hitTest(PixelPoint(x: x, y: y)).window == id)
}

@Test func aSnappedWindowIsResizedAtItsInnerEdgesOnly() throws {
  var desktop = Desktop()
  _ = try desktop.openPanel()
  let id = try desktop.open()
  desktop.chord(KeyUsage.leftSuper, KeyUsage.left)
  let frame = desktop.frame(id)
  #expect(frame.minX == 0 && frame.minY == 0 && frame.maxX == 400 && frame.maxY < 600)
  func zone(_ x: Int, _ y: Int) -> HitZone { desktop.model.hitTest(PixelPoint(x: x, y: y)) }
  #expect(zone(0, 300) == .content(id), "the edge of the screen is the window's")
  #expect(zone(0, 0) == .title(id))
  #expect(zone(200, 0) == .title(id))
  #expect(zone(399, 300) == .edge(id, .right))
  #expect(zone(404, 300) == .edge(id, .right))
  #expect(zone(399, 0) == .edge(id, .right), "no corner with the screen's edge")
  #expect(zone(390, 0) == .button(id, .close))
  #expect(zone(200, frame.maxY - 1) == .edge(id, .bottom), "above the panel is no edge of the screen")
  #expect(zone(399, frame.maxY - 1) == .edge(id, [.right, .bottom]))
}

@Test(arguments: [KeyUsage.right, KeyUsage.up])
func theCornerOfTheScreenClosesAWindowThatFillsIt(arrow: UInt16) throws {
  var desktop = Desktop()
  let id = try desktop.open()
  desktop.chord(KeyUsage.leftSuper, arrow)
  let (x, _) = desktop.center(id, .maximize)
  #expect(desktop.model.hitTest(PixelPoint(x: x, y: 0)) == .button(id, .maximize))
  desktop.forget()
  desktop.click(799, 0)
  #expect(desktop.events(id, .close).count == 1)
}
