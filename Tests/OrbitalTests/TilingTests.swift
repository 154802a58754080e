// Workspaces that lay out their windows: every tile has its place, and windows come, go and float.

import Graphics
import OrbitalModel
import Protocols
import Testing

/// Three windows of an 800 × 600 desktop, opened in a workspace that tiles.
private func tiledDesktop() throws -> (desktop: Desktop, ids: [WindowID]) {
  var desktop = Desktop()
  desktop.chord(superKey, letter("y"))
  let ids = try (0..<3).map { try desktop.open(client: UInt32($0)) }
  return (desktop, ids)
}

@Test func newWindowsDivideThePlaceOfTheActiveOne() throws {
  let (desktop, ids) = try tiledDesktop()
  #expect(desktop.frame(ids[0]) == PixelRect(left: 8, top: 8, right: 396, bottom: 592))
  #expect(desktop.frame(ids[1]) == PixelRect(left: 404, top: 8, right: 792, bottom: 296))
  #expect(desktop.frame(ids[2]) == PixelRect(left: 404, top: 304, right: 792, bottom: 592))
  #expect(desktop.events(ids[0], .resize).last?.a == 388)
  #expect(desktop.model.invariantViolations().isEmpty)
}

@Test func switchingTilingOnAndOffGivesWindowsTheirPlacesBack() throws {
  var desktop = Desktop()
  let first = try desktop.open(at: (100, 100))
  let second = try desktop.open(at: (200, 150))
  let fixed = try desktop.open([], at: (300, 300))
  let frames = [first, second, fixed].map { desktop.frame($0) }
  desktop.chord(superKey, letter("y"))
  #expect(desktop.model.isTiled)
  #expect(desktop.model.window(first)?.placement == .tiled && desktop.model.window(second)?.placement == .tiled)
  #expect(desktop.frame(fixed) == frames[2], "a window of a fixed size floats")
  desktop.chord(superKey, letter("y"))
  #expect([first, second, fixed].map { desktop.frame($0) } == frames)
}

@Test func aClosedOrMinimizedTileGivesItsPlaceToItsNeighbor() throws {
  var (desktop, ids) = try tiledDesktop()
  desktop.model.close(ids[2])
  #expect(desktop.frame(ids[1]) == PixelRect(left: 404, top: 8, right: 792, bottom: 592))
  desktop.model.perform(.minimize, on: ids[1])
  #expect(desktop.frame(ids[0]) == PixelRect(left: 8, top: 8, right: 792, bottom: 592))
  desktop.model.perform(.focus, on: ids[1])
  #expect(desktop.frame(ids[1]) == PixelRect(left: 404, top: 8, right: 792, bottom: 592))
}

@Test func arrowsMoveTheFocusAndWithShiftTheTile() throws {
  var (desktop, ids) = try tiledDesktop()
  desktop.chord(superKey, KeyUsage.up)
  #expect(desktop.model.active == ids[1])
  desktop.chord(superKey, KeyUsage.left)
  #expect(desktop.model.active == ids[0])
  desktop.chord(superKey, KeyUsage.left)
  #expect(desktop.model.active == ids[0], "there is nothing further left")
  let frames = ids.map { desktop.frame($0) }
  desktop.chord(superKey, KeyUsage.leftShift, KeyUsage.right)
  #expect(desktop.frame(ids[0]) == frames[1] && desktop.frame(ids[1]) == frames[0] && desktop.model.active == ids[0])
}

@Test func aBorderIsDraggedForAllThatTouchIt() throws {
  var (desktop, ids) = try tiledDesktop()
  desktop.drag(from: (396, 200), to: (296, 200))
  #expect(abs(desktop.frame(ids[0]).maxX - 296) <= 1)
  #expect(desktop.frame(ids[1]).minX == desktop.frame(ids[0]).maxX + 8)
  #expect(desktop.frame(ids[2]).minX == desktop.frame(ids[1]).minX)
  desktop.drag(from: (600, 303), to: (600, 900))
  #expect(desktop.frame(ids[2]).height == 96, "every tile keeps its least size")
  #expect(desktop.model.invariantViolations().isEmpty)
}

@Test func aTileIsDraggedToAnotherPlaceAndThePreviewIsWhereItGoes() throws {
  var (desktop, ids) = try tiledDesktop()
  let grip = desktop.titlePoint(ids[2])
  desktop.move(grip.0, grip.1)
  desktop.button(.left, true)
  desktop.move(200, 300)
  desktop.move(20, 300)
  #expect(desktop.frame(ids[1]) == PixelRect(left: 404, top: 8, right: 792, bottom: 592), "its place is given up")
  let preview = desktop.model.snapPreview
  desktop.button(.left, false)
  #expect(preview != nil && desktop.frame(ids[2]) == preview)
  #expect(desktop.frame(ids[2]).minX == 8 && desktop.frame(ids[2]).maxX < desktop.frame(ids[0]).minX)
  desktop.move(desktop.titlePoint(ids[2]).0, desktop.titlePoint(ids[2]).1)
  desktop.button(.left, true)
  desktop.move(500, 300)
  desktop.chord(KeyUsage.escape)
  #expect(desktop.model.window(ids[2])?.placement == .tiled, "broken off, it is a tile again")
}

@Test func aFloatingWindowLiesAboveTheTiles() throws {
  var (desktop, ids) = try tiledDesktop()
  desktop.chord(superKey, letter("g"))
  #expect(desktop.model.window(ids[2])?.placement == .normal && desktop.model.order.last == ids[2])
  #expect(desktop.frame(ids[1]).height == 584)
  desktop.chord(superKey, KeyUsage.left)
  #expect(desktop.model.window(ids[2])?.placement == .snapped(.left), "arrows snap what floats")
  desktop.chord(superKey, letter("g"))
  #expect(desktop.model.window(ids[2])?.placement == .tiled)
  desktop.chord(superKey, KeyUsage.enter)
  #expect(desktop.frame(ids[2]) == desktop.model.screen)
  desktop.chord(superKey, KeyUsage.enter)
  #expect(desktop.model.window(ids[2])?.placement == .tiled)
  desktop.chord(superKey, letter("m"))
  desktop.chord(superKey, letter("m"))
  #expect(desktop.model.window(ids[2])?.placement == .tiled)
}

@Test func tilesBelongToTheirWorkspaceAndSurviveTheCompositor() throws {
  var (desktop, ids) = try tiledDesktop()
  desktop.chord(superKey, KeyUsage.leftShift, digit(2))
  #expect(desktop.model.window(ids[2])?.placement == .normal && desktop.frame(ids[1]).height == 584)
  let place = try #require(desktop.model.place(of: ids[0]))
  var fresh = Desktop()
  let id = try fresh.model.open(WindowRequest(width: 300, height: 200), client: 1)
  fresh.model.restore(id, place)
  fresh.model.map(id)
  #expect(fresh.model.isTiled && fresh.frame(id) == PixelRect(left: 8, top: 8, right: 792, bottom: 592))
}

@Test func whatHasNoRoomFloatsAndASmallerScreenTakesTilesAway() throws {
  var desktop = Desktop()
  desktop.chord(superKey, letter("y"))
  let ids = try (0..<40).map { try desktop.open(client: UInt32($0)) }
  func tiles() -> Int { ids.count { desktop.model.window($0)?.placement == .tiled } }
  let many = tiles()
  #expect(many >= 8 && many < 40)
  #expect(desktop.model.invariantViolations().isEmpty)
  desktop.model.setScreen(width: 400, height: 300)
  #expect(tiles() > 0 && tiles() < many)
  #expect(desktop.model.invariantViolations().isEmpty)
}
