// Overview, window menu, shortcut sheet, and the question about a program that does not answer.

import Graphics
import OrbitalModel
import Protocols
import Testing

private func center(_ rect: PixelRect) -> (Int, Int) { (rect.minX + rect.width / 2, rect.minY + rect.height / 2) }

// MARK: Overview

@Test func theOverviewChoosesByArrowsAndEnter() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  let second = try desktop.open()
  let third = try desktop.open()
  desktop.chord(superKey, letter("w"))
  #expect(desktop.model.overview?.selection == third)
  #expect(desktop.model.overviewLayout().windows == [first, second, third])
  desktop.chord(KeyUsage.left)
  desktop.forget()
  desktop.chord(KeyUsage.a)
  #expect(desktop.events(third, .key).isEmpty, "no key reaches a window")
  desktop.chord(KeyUsage.enter)
  #expect(desktop.model.overview == nil && desktop.model.active == second)
  desktop.chord(superKey, letter("w"))
  desktop.chord(KeyUsage.left)
  desktop.chord(KeyUsage.escape)
  #expect(desktop.model.overview == nil && desktop.model.active == second)
}

@Test func theOverviewShowsNoPlaceTwiceAndAllOnTheScreen() throws {
  var desktop = Desktop()
  for client in 0..<40 { try desktop.open(client: UInt32(client)) }
  desktop.chord(superKey, letter("w"))
  let layout = desktop.model.overviewLayout()
  let places = layout.windows.indices.map { layout.cell($0).whole }
  #expect(places.count == 40)
  for (index, place) in places.enumerated() {
    #expect(!place.isEmpty && desktop.model.screen.contains(place))
    #expect(!places[..<index].contains { $0.intersects(place) })
  }
}

@Test func aClickInTheOverviewChoosesAndADragMovesToAWorkspace() throws {
  var desktop = Desktop()
  let first = try desktop.open()
  let second = try desktop.open()
  desktop.chord(superKey, letter("w"))
  let place = center(desktop.model.overviewLayout().cell(0).picture)
  desktop.click(place.0, place.1)
  #expect(desktop.model.overview == nil && desktop.model.active == first)
  desktop.chord(superKey, letter("w"))
  let card = center(desktop.model.overviewLayout().card(2))
  desktop.drag(from: center(desktop.model.overviewLayout().cell(1).picture), to: card)
  #expect(desktop.model.window(second)?.workspace == 2 && desktop.model.overview != nil)
  desktop.click(card.0, card.1)
  #expect(desktop.model.workspace == 2 && desktop.model.overviewLayout().windows == [second])
  let back = center(desktop.model.overviewLayout().card(0))
  desktop.chord(digit(1))
  #expect(desktop.model.workspace == 0)
  desktop.chord(superKey, digit(3))
  #expect(desktop.model.workspace == 2 && desktop.model.overview != nil)
  desktop.click(back.0, back.1)
  desktop.click(2, 590)
  #expect(desktop.model.overview == nil && desktop.model.workspace == 0)
}

// MARK: Window menu

@Test func theWindowMenuOpensByKeyAndByTitle() throws {
  var desktop = Desktop()
  let id = try desktop.open(at: (100, 100))
  desktop.chord(KeyUsage.leftAlt, KeyUsage.space)
  guard case .menu(let menu) = desktop.model.overlay else {
    Issue.record("no menu")
    return
  }
  #expect(menu.window == id && menu.selection != nil)
  #expect(menu.items.first { $0.command == .restore }?.isEnabled == false)
  let steps = (menu.items.firstIndex { $0.command == .maximize } ?? 0) - (menu.selection ?? 0)
  for _ in 0..<steps { desktop.chord(KeyUsage.down) }
  desktop.chord(KeyUsage.enter)
  #expect(desktop.model.overlay == nil && desktop.model.window(id)?.placement == .maximized)
  let title = desktop.titlePoint(id)
  desktop.click(title.0, title.1, .right)
  guard case .menu(let second) = desktop.model.overlay else {
    Issue.record("no menu")
    return
  }
  let row = desktop.model.menuLayout(second).row(second.items.firstIndex { $0.command == .above } ?? 0)
  desktop.click(row.minX + 20, row.minY + 10)
  #expect(desktop.model.window(id)?.isAbove == true && desktop.model.overlay == nil)
  desktop.chord(KeyUsage.leftAlt, KeyUsage.space)
  desktop.click(790, 500)
  #expect(desktop.model.overlay == nil)
}

@Test func theWindowMenuLiesOnTheScreen() throws {
  var desktop = Desktop()
  let id = try desktop.open(.resizable, 300, 200, at: (700, 560))
  desktop.click(desktop.frame(id).minX + 50, desktop.frame(id).minY + 18, .right)
  guard case .menu(let menu) = desktop.model.overlay else {
    Issue.record("no menu")
    return
  }
  #expect(desktop.model.screen.contains(desktop.model.menuLayout(menu).frame))
}

// MARK: Shortcut sheet

@Test func aHeldSuperKeyShowsTheShortcutsAndOpensNoMenu() throws {
  var desktop = Desktop()
  let panel = try desktop.openPanel()
  desktop.down(superKey)
  let deadline = try #require(desktop.model.nextDeadline)
  #expect(deadline == desktop.time + 600_000_000)
  desktop.model.advance(to: deadline - 1)
  #expect(desktop.model.overlay == nil)
  desktop.model.advance(to: deadline)
  #expect(desktop.model.overlay == .sheet)
  desktop.time = deadline
  desktop.up(superKey)
  #expect(desktop.model.overlay == nil && desktop.events(panel, .shortcut).isEmpty)
  #expect(desktop.model.nextDeadline == nil, "nobody has to wake")
}

@Test func betweenATapAndTheSheetNothingHappens() throws {
  var desktop = Desktop()
  let panel = try desktop.openPanel()
  desktop.down(superKey)
  desktop.time += 300_000_000
  desktop.up(superKey)
  #expect(desktop.events(panel, .shortcut).isEmpty)
  desktop.down(superKey)
  desktop.time += 240_000_000
  desktop.up(superKey)
  #expect(desktop.events(panel, .shortcut).count == 1)
}

@Test func aShortcutPutsTheSheetAway() throws {
  var desktop = Desktop()
  try desktop.open()
  desktop.down(superKey)
  desktop.model.advance(to: desktop.time + 600_000_000)
  desktop.chord(digit(2))
  #expect(desktop.model.overlay == nil && desktop.model.workspace == 1)
  desktop.up(superKey)
}

// MARK: Programs that do not answer

@Test func aWindowThatLeavesInputUnreadIsMarkedAndAskedAbout() throws {
  var desktop = Desktop()
  let id = try desktop.open(client: 7)
  desktop.chord(KeyUsage.a)
  let deadline = try #require(desktop.model.nextDeadline)
  #expect(deadline == desktop.time + 5_000_000_000)
  desktop.model.advance(to: deadline - 1)
  #expect(desktop.model.window(id)?.isUnresponsive == false)
  desktop.model.advance(to: deadline)
  desktop.time = deadline
  #expect(desktop.model.window(id)?.isUnresponsive == true && desktop.model.nextDeadline == nil)
  desktop.collect()
  #expect(desktop.log.contains(.windowList))
  desktop.chord(KeyUsage.leftAlt, KeyUsage.f4)
  #expect(desktop.model.overlay == .question(try #require(question(desktop))))
  #expect(desktop.events(id, .close).isEmpty)
  desktop.chord(KeyUsage.enter)
  #expect(!desktop.log.contains(.end(client: 7)), "Enter alone waits")
  let close = desktop.center(id, .close)
  desktop.click(close.0, close.1)
  let row = desktop.model.questionLayout(try #require(question(desktop))).row(HungQuestion.endRow)
  desktop.click(row.minX + 30, row.minY + 10)
  #expect(desktop.log.contains(.end(client: 7)) && desktop.model.overlay == nil)
}

private func question(_ desktop: Desktop) -> HungQuestion? {
  if case .question(let question) = desktop.model.overlay { question } else { nil }
}

@Test func aWindowThatReadsAgainIsNoLongerMarked() throws {
  var desktop = Desktop()
  let id = try desktop.open()
  desktop.chord(KeyUsage.a)
  desktop.model.tookEvents(id)
  #expect(desktop.model.nextDeadline == nil)
  desktop.chord(KeyUsage.a)
  desktop.model.advance(to: desktop.time + 5_000_000_000)
  desktop.model.perform(.close, on: id)
  #expect(question(desktop)?.window == id)
  desktop.model.tookEvents(id)
  #expect(desktop.model.overlay == nil && desktop.model.window(id)?.isUnresponsive == false)
}

@Test func aPointerThatPassesExpectsNoAnswer() throws {
  var desktop = Desktop()
  try desktop.open(at: (100, 100))
  desktop.move(150, 200)
  desktop.move(160, 210)
  #expect(desktop.model.nextDeadline == nil)
}

// MARK: Modal dialogs

@Test func aPressOnABlockedWindowMakesItsDialogFlash() throws {
  var desktop = Desktop()
  let parent = try desktop.open(.resizable, 500, 400, at: (100, 100))
  let dialog = try desktop.open(.dialog, 200, 100)
  try desktop.open(at: (500, 400), client: 2)
  desktop.forget()
  desktop.click(120, 200)
  #expect(desktop.model.active == dialog && desktop.model.flash?.window == dialog)
  #expect(desktop.events(parent, .button).isEmpty)
  let deadline = try #require(desktop.model.nextDeadline)
  desktop.model.advance(to: deadline)
  #expect(desktop.model.flash == nil && desktop.model.nextDeadline == nil)
}
