// Moving, resizing, snapping, full screen and the work area.

import Graphics
import OrbitalModel
import Protocols
import Testing

@Test func aTitleDragMovesTheWindow() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.forget()
  desktop.drag(from: desktop.titlePoint(id), to: (240, 182))
  #expect(desktop.frame(id).origin == PixelPoint(x: 200, y: 164))
  #expect(desktop.events(id, .move).last.map { [$0.a, $0.b] } == [200, 200])
  #expect(desktop.events(id, .resize).isEmpty)
}

@Test func aTrembleIsNotADrag() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.drag(from: (200, 80), to: (202, 81), steps: 1)
  #expect(desktop.frame(id).origin == PixelPoint(x: 100, y: 64))
}

@Test func theTitleStaysInReach() throws {
  var desktop = Desktop()
  _ = try desktop.openPanel()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.drag(from: (200, 80), to: (799, 599))
  let area = desktop.model.workArea
  #expect(desktop.frame(id).minX <= area.maxX - 72)
  #expect(desktop.frame(id).minY + 36 <= area.maxY)
  // A fixed one does not snap, so the corner is just far away.
  let fixed = try desktop.open([], 300, 200, at: (100, 100))
  desktop.drag(from: (200, 80), to: (0, 0))
  #expect(desktop.frame(fixed).minY == 0)
}

@Test func superDragMovesFromAnywhere() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.forget()
  desktop.down(KeyUsage.leftSuper)
  desktop.drag(from: (200, 200), to: (250, 260))
  desktop.up(KeyUsage.leftSuper)
  #expect(desktop.frame(id).origin == PixelPoint(x: 150, y: 124))
  #expect(desktop.events(id, .button).isEmpty, "the client sees nothing of it")
  #expect(desktop.events(id, .shortcut).isEmpty)
}

@Test func superRightDragResizesTheNearestCorner() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.down(KeyUsage.leftSuper)
  desktop.drag(from: (120, 110), to: (100, 100), .right)
  desktop.up(KeyUsage.leftSuper)
  #expect(desktop.frame(id) == PixelRect(left: 80, top: 54, right: 400, bottom: 300))
}

@Test(arguments: [
  (99, 200, -20, 0, PixelRect(left: 80, top: 64, right: 400, bottom: 300)),
  (401, 200, 30, 0, PixelRect(left: 100, top: 64, right: 430, bottom: 300)),
  (250, 62, 0, -30, PixelRect(left: 100, top: 34, right: 400, bottom: 300)),
  (250, 301, 0, 40, PixelRect(left: 100, top: 64, right: 400, bottom: 340)),
  (98, 62, -10, -10, PixelRect(left: 90, top: 54, right: 400, bottom: 300)),
  (402, 62, 10, -10, PixelRect(left: 100, top: 54, right: 410, bottom: 300)),
  (98, 302, -10, 10, PixelRect(left: 90, top: 64, right: 400, bottom: 310)),
  (402, 302, 10, 10, PixelRect(left: 100, top: 64, right: 410, bottom: 310)),
])
func everyEdgeResizes(_ x: Int, _ y: Int, _ deltaX: Int, _ deltaY: Int, _ expected: PixelRect) throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.forget()
  desktop.drag(from: (x, y), to: (x + deltaX, y + deltaY))
  #expect(desktop.frame(id) == expected)
  let told = try #require(desktop.events(id, .resize).last)
  #expect(Int(told.a) == expected.width && Int(told.b) == expected.height - 36)
}

@Test func aWindowKeepsItsMinimumSize() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.drag(from: (98, 62), to: (700, 500))
  #expect(desktop.frame(id) == PixelRect(left: 240, top: 204, right: 400, bottom: 300))
}

@Test func aDoubleClickMaximizesAndRestores() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  let before = desktop.frame(id)
  desktop.click(200, 80)
  desktop.click(200, 80)
  #expect(desktop.model.window(id)?.placement == .maximized)
  desktop.time += 1_000_000_000
  desktop.click(200, 10)
  desktop.time += 1_000_000_000
  desktop.click(200, 10)
  #expect(desktop.model.window(id)?.placement == .maximized, "two slow clicks are not one double click")
  desktop.click(200, 10)
  #expect(desktop.frame(id) == before)
}

@Test func draggingToTheEdgesSnaps() throws {
  let expected: [((Int, Int), WindowPlacement)] = [
    ((0, 300), .snapped(.left)), ((799, 300), .snapped(.right)), ((400, 0), .maximized), ((0, 20), .snapped(.topLeft)),
    ((799, 20), .snapped(.topRight)), ((0, 590), .snapped(.bottomLeft)), ((799, 590), .snapped(.bottomRight)),
  ]
  for (target, placement) in expected {
    var desktop = Desktop()
    let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
    desktop.move(200, 80)
    desktop.button(.left, true)
    desktop.move(300, 200)
    #expect(desktop.model.snapPreview == nil)
    desktop.move(target.0, target.1)
    let preview = desktop.model.snapPreview
    desktop.button(.left, false)
    #expect(desktop.model.window(id)?.placement == placement)
    #expect(desktop.frame(id) == preview, "the preview is where it lands")
    #expect(desktop.model.snapPreview == nil)
  }
}

@Test func aSnappedWindowTornOffHasItsOldSize() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.drag(from: (200, 80), to: (0, 300))
  #expect(desktop.frame(id) == PixelRect(x: 0, y: 0, width: 400, height: 600))
  desktop.drag(from: (200, 18), to: (400, 200))
  #expect(desktop.frame(id).size == PixelSize(width: 300, height: 236))
  #expect(desktop.frame(id).contains(PixelPoint(x: 400, y: 200)), "the pointer still holds the title")
}

@Test func aTinyDragOfAMaximizedWindowDoesNotSnapAgain() throws {
  var desktop = Desktop()
  let id = try desktop.open([.resizable, .maximized], 300, 200)
  desktop.drag(from: (400, 1), to: (409, 0), steps: 1)
  #expect(desktop.model.window(id)?.placement == .normal)
}

@Test func arrowsWalkThroughHalvesAndQuarters() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  let normal = desktop.frame(id)
  let steps: [(UInt16, WindowPlacement)] = [
    (KeyUsage.left, .snapped(.left)), (KeyUsage.up, .snapped(.topLeft)), (KeyUsage.right, .snapped(.topRight)),
    (KeyUsage.down, .snapped(.bottomRight)), (KeyUsage.right, .snapped(.right)), (KeyUsage.left, .normal),
    (KeyUsage.up, .maximized), (KeyUsage.down, .normal),
  ]
  for (key, placement) in steps {
    desktop.chord(KeyUsage.leftSuper, key)
    #expect(desktop.model.window(id)?.placement == placement)
  }
  #expect(desktop.frame(id) == normal)
  desktop.chord(KeyUsage.leftSuper, KeyUsage.down)
  #expect(desktop.model.window(id)?.isMinimized == true)
}

@Test func fullScreenCoversThePanelAndGivesItBack() throws {
  var desktop = Desktop()
  let panel = try desktop.openPanel()
  let id = try desktop.open()
  let normal = desktop.frame(id)
  desktop.chord(KeyUsage.leftSuper, KeyUsage.f11)
  #expect(desktop.content(id) == desktop.model.screen)
  #expect(desktop.model.order == [panel, id])
  let other = try desktop.open(client: 2)
  #expect(desktop.model.order == [id, other, panel], "it stays below once another window is active")
  desktop.model.perform(.focus, on: id)
  desktop.chord(KeyUsage.leftSuper, KeyUsage.f11)
  #expect(desktop.frame(id) == normal)
}

@Test func thePanelReservesItsHeight() throws {
  var desktop = Desktop()
  let id = try desktop.open([.resizable, .maximized], 300, 200)
  #expect(desktop.frame(id).height == 600)
  let panel = try desktop.openPanel()
  #expect(desktop.frame(panel) == PixelRect(x: 8, y: 548, width: 784, height: 44))
  #expect(desktop.model.workArea == PixelRect(x: 0, y: 0, width: 800, height: 540))
  #expect(desktop.frame(id) == desktop.model.workArea, "maximised windows follow")
  desktop.model.close(panel)
  #expect(desktop.frame(id).height == 600)
}

@Test func aSmallerScreenKeepsEverythingInReach() throws {
  var desktop = Desktop(width: 1600, height: 1000)
  let panel = try desktop.openPanel()
  let far = try desktop.open(.resizable, 300, 200, at: (1250, 700))
  let big = try desktop.open([.resizable, .maximized], 300, 200)
  desktop.model.setScreen(width: 640, height: 480)
  #expect(desktop.model.invariantViolations().isEmpty)
  #expect(desktop.frame(panel) == PixelRect(x: 8, y: 428, width: 624, height: 44))
  #expect(desktop.frame(big) == desktop.model.workArea)
  #expect(desktop.model.screen.intersects(desktop.frame(far)))
}

@Test func aClientMayMoveWithinItsContent() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (100, 100))
  desktop.model.startMove(id)
  desktop.move(200, 200)
  desktop.button(.left, true)
  desktop.model.startMove(id)
  desktop.move(250, 220)
  desktop.button(.left, false)
  #expect(desktop.frame(id).origin == PixelPoint(x: 150, y: 84))
}
