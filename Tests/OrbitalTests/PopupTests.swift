// Menus and tooltips: keys, dismissal, and what happens to the press that dismissed them.

import Graphics
import OrbitalModel
import Protocols
import Testing

@Test func aPopupGetsTheKeysAndTheParentKeepsItsLook() throws {
  var desktop = Desktop()
  let parent = try desktop.open()
  desktop.forget()
  let menu = try desktop.open([.popup], 120, 160, at: (300, 300))
  #expect(desktop.model.active == parent)
  #expect(desktop.model.keyTarget == menu)
  #expect(desktop.events(parent, .focus).isEmpty)
  #expect(desktop.frame(menu) == PixelRect(x: 300, y: 300, width: 120, height: 160))
  desktop.chord(KeyUsage.down)
  #expect(desktop.events(menu, .key).count == 2)
  desktop.model.close(menu)
  #expect(desktop.model.keyTarget == parent)
}

@Test func aPressOutsideDismissesPopupsAndIsSwallowedByTheirOwner() throws {
  var desktop = Desktop()
  let parent = try desktop.open(.resizable, 300, 200, at: (100, 100))
  let other = try desktop.open(.resizable, 200, 200, at: (500, 100), client: 2)
  desktop.model.perform(.focus, on: parent)
  let menu = try desktop.open([.popup], 60, 60, at: (110, 110))
  let submenu = try desktop.open([.popup], 60, 60, at: (170, 110))
  desktop.forget()
  desktop.click(120, 120)
  #expect(desktop.events(submenu, .close).count == 1, "a press in the menu closes its submenu")
  #expect(desktop.events(menu, .close).isEmpty)
  #expect(desktop.events(menu, .button).count == 2)
  desktop.click(300, 250)
  #expect(desktop.events(menu, .close).count == 1)
  #expect(desktop.model.window(menu)?.isVisible == false, "gone at once, whatever its client does")
  #expect(desktop.events(parent, .button).isEmpty)
  let again = try desktop.open([.popup], 60, 60, at: (110, 110))
  desktop.click(550, 200)
  #expect(desktop.events(again, .close).count == 1)
  #expect(desktop.events(other, .button).count == 2, "another program's window gets the press")
  #expect(desktop.model.active == other)
}

@Test func aTooltipTakesNothing() throws {
  var desktop = Desktop()
  let parent = try desktop.open(.resizable, 300, 200, at: (100, 100))
  let tip = try desktop.open([.popup, .noFocus], 60, 20, at: (150, 150))
  #expect(desktop.model.keyTarget == parent)
  desktop.forget()
  desktop.click(300, 250)
  #expect(desktop.events(parent, .button).count == 2)
  #expect(desktop.events(tip, .close).count == 1)
}

@Test func aPopupIsKeptOnTheScreen() throws {
  var desktop = Desktop()
  let menu = try desktop.open([.popup], 200, 300, at: (790, 590))
  #expect(desktop.model.screen.contains(desktop.frame(menu)))
}
