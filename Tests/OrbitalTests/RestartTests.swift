// A compositor that was restarted finds its windows as they were, whatever the order in which clients come back.

import Graphics
import OrbitalModel
import Protocols
import Testing

/// What a client knows of its window when the compositor dies.
private struct Kept {
  var flags: WindowFlags
  var client: UInt32
  var title: String
  var place: WindowPlace
}

private func keep(_ desktop: Desktop, _ id: WindowID) throws -> Kept {
  let window = try #require(desktop.model.window(id))
  return Kept(
    flags: window.flags, client: window.client, title: String(decoding: window.title, as: UTF8.self),
    place: try #require(desktop.model.place(of: id)))
}

private func bringBack(_ kept: Kept, _ desktop: inout Desktop) throws -> WindowID {
  let request = WindowRequest(flags: kept.flags, width: 300, height: 200, title: Array(kept.title.utf8))
  let id = try desktop.model.open(request, client: kept.client)
  desktop.model.restore(id, kept.place)
  desktop.model.map(id)
  desktop.collect()
  return id
}

/// Windows in every placement, the last one with the focus in the middle of the stack's history.
private func busyDesktop() throws -> (Desktop, [WindowID]) {
  var desktop = Desktop()
  _ = try desktop.openPanel()
  let moved = try desktop.open(client: 1, title: "moved")
  desktop.drag(from: desktop.titlePoint(moved), to: (120, 90))
  let half = try desktop.open(client: 2, title: "half")
  desktop.chord(KeyUsage.leftSuper, KeyUsage.left)
  let quarter = try desktop.open(client: 2, title: "quarter")
  desktop.chord(KeyUsage.leftSuper, KeyUsage.right)
  desktop.chord(KeyUsage.leftSuper, KeyUsage.up)
  let hidden = try desktop.open(client: 3, title: "hidden")
  desktop.model.perform(.minimize, on: hidden)
  let large = try desktop.open(.resizable, 400, 300, at: (50, 80), client: 4, title: "large")
  desktop.model.perform(.maximize, on: large)
  desktop.model.perform(.focus, on: moved)
  desktop.collect()
  return (desktop, [moved, half, quarter, hidden, large])
}

@Test(arguments: [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]])
func windowsComeBackAsTheyWere(arrival: [Int]) throws {
  let (old, ids) = try busyDesktop()
  let kept = try ids.map { try keep(old, $0) }
  var new = Desktop()
  var back = ids
  for (step, index) in arrival.enumerated() {
    // The panel is a client like others, and comes when it comes.
    if step == 2 { _ = try new.openPanel() }
    back[index] = try bringBack(kept[index], &new)
    #expect(new.model.invariantViolations().isEmpty)
  }
  for (index, id) in ids.enumerated() {
    let was = try #require(old.model.window(id))
    let now = try #require(new.model.window(back[index]))
    #expect(now.frame == was.frame && now.placement == was.placement, "\(kept[index].title)")
    #expect(now.isMinimized == was.isMinimized && now.title == was.title)
  }
  func stack(_ desktop: Desktop) -> [[UInt8]] {
    desktop.model.order.compactMap { desktop.model.window($0) }.filter { $0.isVisible && $0.isListed }.map(\.title)
  }
  #expect(stack(new) == stack(old))
  #expect(new.model.active == back[0], "the focus is where it was")
  // And the way back from a placement leads to the same frame.
  var (first, second) = (old, new)
  first.model.perform(.restore, on: ids[4])
  second.model.perform(.restore, on: back[4])
  #expect(first.frame(ids[4]) == second.frame(back[4]))
  first.chord(KeyUsage.leftAlt, KeyUsage.tab)
  second.chord(KeyUsage.leftAlt, KeyUsage.tab)
  #expect(first.model.active == ids[0] && second.model.active == back[0])
}

@Test func newWindowsComeAboveRestoredOnes() throws {
  var desktop = Desktop()
  var place = WindowPlace()
  place.rank = .max
  (place.x, place.y, place.width, place.height) = (-9000, 9000, .max, -5)
  place.placement = 77
  let old = try bringBack(Kept(flags: .resizable, client: 1, title: "old", place: place), &desktop)
  #expect(desktop.model.invariantViolations().isEmpty)
  let fresh = try desktop.open(client: 2)
  #expect(desktop.model.order.last == fresh && desktop.model.active == fresh)
  desktop.model.perform(.focus, on: old)
  #expect(desktop.model.order.last == old)
}

@Test func aDialogComesBackAboveItsWindow() throws {
  var old = Desktop()
  let window = try old.open(client: 1, title: "window")
  let dialog = try old.open([.dialog], client: 1, title: "dialog")
  let kept = try [window, dialog].map { try keep(old, $0) }
  var new = Desktop()
  let back = try kept.map { try bringBack($0, &new) }
  #expect(new.model.window(back[1])?.parent == back[0])
  #expect(new.model.active == back[1] && new.frame(back[1]) == old.frame(dialog))
}

@Test func aClientIsToldWhenItsPlaceIsSettled() throws {
  var desktop = Desktop()
  let id = try desktop.open()
  #expect(desktop.events(id, .placed).count >= 1, "shown")
  desktop.forget()
  let title = desktop.titlePoint(id)
  desktop.move(title.0, title.1)
  desktop.button(.left, true)
  for step in 1...10 { desktop.move(title.0 + 10 * step, title.1) }
  #expect(desktop.events(id, .placed).isEmpty, "not at every step of a drag")
  desktop.button(.left, false)
  #expect(desktop.events(id, .placed).count == 1)
  #expect(desktop.model.place(of: id).map { Int($0.x) } == desktop.content(id).minX)
  desktop.forget()
  desktop.click(desktop.content(id).minX + 50, desktop.content(id).minY + 50)
  #expect(desktop.events(id, .placed).isEmpty, "a press on the uppermost window moves nothing")
}
