// The panel and the start menu as a person meets them.

import Graphics
import OrbToolkit
import System
import Testing

@testable import LauncherApp

private func desktop() -> (Application, HeadlessPlatform, Panel) {
  let platform = HeadlessPlatform()
  let application = Application(name: "launcher", platform: platform, fonts: FontLibrary())
  application.reducedMotion = true
  let panel = Panel(application)
  panel.open()
  return (application, platform, panel)
}

@Test func thePanelShowsPinnedApplicationsAndTheClock() throws {
  let (application, _, panel) = desktop()
  application.runRound()
  let tree = try #require(panel.window?.accessibilityTree())
  for name in ["Start", "Files", "Terminal", "Editor", "Calculator"] {
    #expect(tree.find(.button, name) != nil, "\(name)")
  }
  let dump = tree.dump()
  #expect(dump.contains(":"), "the time: \(dump)")
}

@Test func theIdlePanelWakesOnceAMinute() {
  let (application, platform, _) = desktop()
  for _ in 0..<5 { application.runRound() }
  let wake = application.nextWake ?? 0
  #expect(wake > platform.milliseconds)
  #expect(wake <= platform.milliseconds + 60_000)
}

@Test func theStartMenuOpensWithTheSearchFocusedAndClosesOnEscape() throws {
  let (application, _, panel) = desktop()
  panel.toggleMenu()
  let menu = try #require(application.windows.last)
  application.runRound()
  #expect(menu.title == "Start")
  #expect(
    menu.accessibilityTree().find(.textField, "Search applications and windows")?.info.state.contains(.focused) == true)
  menu.keyEvent(KeyEvent(.escape))
  #expect(application.windows.count == 1)
}

@Test func typingFindsAnApplication() throws {
  let (application, _, panel) = desktop()
  panel.toggleMenu()
  let menu = try #require(application.windows.last)
  for scalar in "calc".unicodeScalars { menu.textInput(scalar) }
  application.runRound()
  let tree = menu.accessibilityTree()
  #expect(tree.find(.row, "Calculator")?.info.state.contains(.selected) == true)
  #expect(tree.find(.row, "Files") == nil)
}

@Test func losingTheFocusClosesTheStartMenu() throws {
  let (application, _, panel) = desktop()
  panel.toggleMenu()
  try #require(application.windows.last).activationChanged(false)
  #expect(application.windows.count == 1)
}

@Test func toolTipsOfThePanelAreWindowsAboveIt() throws {
  let (application, platform, panel) = desktop()
  let window = try #require(panel.window)
  application.runRound()
  let button = try #require(window.accessibilityTree().find(.button, "Terminal"))
  window.pointerMoved(to: button.rect.center)
  platform.advance(600)
  application.runRound()
  let tip = try #require(application.windows.last)
  #expect(tip !== window)
  #expect(tip.accessibilityTree().find(.toolTip, "Terminal") != nil)
  #expect((tip.options.position?.y ?? 0) + tip.size.height < 800 - 52)
  window.pointerLeft()
  #expect(application.windows.count == 1)
}

@Test func shuttingDownIsAskedFirst() throws {
  let (application, _, panel) = desktop()
  panel.toggleMenu()
  let menu = try #require(application.windows.last)
  application.runRound()
  let button = try #require(menu.accessibilityTree().find(.button, "Shut down"))
  menu.pointerMoved(to: button.rect.center)
  menu.pointerButton(.left, pressed: true)
  menu.pointerButton(.left, pressed: false)
  let question = try #require(application.windows.last)
  #expect(question.title == "Shut down now?")
  application.runRound()
  question.keyEvent(KeyEvent(.escape))
  #expect(application.windows.count == 1)
}

@Test func powerCommandsAreFoundByTyping() throws {
  for (typed, title) in [("shut", "Shut down now?"), ("reb", "Restart now?")] {
    let (application, _, panel) = desktop()
    panel.toggleMenu()
    let menu = try #require(application.windows.last)
    application.runRound()
    for scalar in typed.unicodeScalars { menu.textInput(scalar) }
    menu.keyEvent(KeyEvent(.enter))
    #expect(application.windows.last?.title == title)
  }
}

@Test func theThemeIsChosenInTheStartMenuAndKept() throws {
  let home = "/tmp/apus-launcher-\(CurrentProcess.id)"
  try FileSystem.makeDirectory(home)
  defer {
    try? FileSystem.unlink(home + "/.settings")
    try? FileSystem.removeDirectory(home)
  }
  try FileSystem.writeFile(home + "/.settings", Array("sound = off\n".utf8))
  let application = Application(name: "launcher", platform: HeadlessPlatform(), fonts: FontLibrary())
  application.reducedMotion = true
  let panel = Panel(application, home: home)
  panel.open()
  for name in ["Dark theme", "Light theme", "Dark theme"] {
    panel.toggleMenu()
    let menu = try #require(application.windows.last)
    application.runRound()
    let button = try #require(menu.accessibilityTree().find(.button, name))
    menu.pointerMoved(to: button.rect.center)
    menu.pointerButton(.left, pressed: true)
    menu.pointerButton(.left, pressed: false)
    #expect(application.windows.count == 1)
    #expect(application.theme.isDark == (name == "Dark theme") && panel.window?.theme === application.theme)
  }
  #expect(try FileSystem.readFile(home + "/.settings") == Array("sound = off\ntheme = dark\n".utf8))
}

@Test func recordsOfWindowsAreReadWithCare() {
  #expect(WindowList.parse([]) == [])
  #expect(WindowList.parse([UInt8](repeating: 0xFF, count: 127)) == [])
  var record = [UInt8](repeating: 0, count: 128)
  record[0] = 7
  record[4] = 9
  record[8] = 1
  record[12] = 0xFF
  for (index, byte) in "Notes".utf8.enumerated() { record[32 + index] = byte }
  let windows = WindowList.parse(record + record.prefix(50))
  #expect(windows.count == 1)
  #expect(windows.first?.number == 7)
  #expect(windows.first?.isFocused == true)
  #expect(windows.first?.title.hasPrefix("Notes") == true)
}

@Test func aServiceThatWasGivenUpIsToldWithoutTakingTheFocus() throws {
  let (application, _, panel) = desktop()
  let list = "ghost\tfailed\t0\t12\tended with status 1\nlogd\trunning\t3\t0\t\n"
  panel.services.update(Array(list.utf8))
  application.runRound()
  let message = try #require(application.windows.last)
  #expect(message.title == "“ghost” does not run")
  #expect(message.options.refusesFocus)
  let tree = message.accessibilityTree()
  #expect(tree.find(.button, "Try again") != nil)
  #expect(tree.dump().contains("ended with status 1"))
  panel.services.update(Array(list.utf8))
  #expect(application.windows.count == 2)
}

@Test func buttonsThatWereReplacedAreFreed() throws {
  let (application, _, panel) = desktop()
  application.runRound()
  final class Place {
    weak var button: PanelButton?
    init(_ button: PanelButton) { self.button = button }
  }
  func buttons(below widget: Widget) -> [Place] {
    widget.children.flatMap { ($0 as? PanelButton).map { [Place($0)] } ?? buttons(below: $0) }
  }
  func places() throws -> [Place] { buttons(below: try #require(panel.window).content) }
  let old = try places()
  #expect(old.count > 4)
  panel.update([
    DesktopWindow(number: 7, process: 0, title: "Some text", isFocused: true, isMinimized: false, wantsAttention: false)
  ])
  application.runRound()
  let now = try places()
  #expect(now.count == old.count + 1)
  // The start mark is not replaced, and whoever is under the pointer or has the focus may live a moment longer.
  #expect(old.count { $0.button != nil } <= 1)
}
