// The launcher's list, its search, the panel and its clock.

import LauncherCore
import Testing

@Suite struct LauncherTests {
  private static let manifest = """
    # Applications of the live system.
    [terminal]
    name = Terminal
    summary = Type commands
    program = /bin/terminal
    arguments = --login -x
    categories = System
    keywords = shell, console, command line

    [editor]
    name     = Text Editor
    program  = /bin/editor
    icon     = text-editor
    opens    = txt md
    future   = unknown keys are fine

    [monitor]
    name = Task Manager
    program = /bin/monitor
    [hidden]
    program = /bin/hidden
    hidden = yes
    """

  private func applications() -> [ApplicationInfo] {
    (try? ApplicationManifest.parse(Array(Self.manifest.utf8))) ?? []
  }

  private func found(_ query: String) -> [String] {
    ApplicationSearch.search(query, in: applications()).map { $0.application.identifier }
  }

  @Test func manifests() {
    let all = applications()
    #expect(all.map { $0.identifier } == ["terminal", "editor", "monitor", "hidden"])
    #expect(all[0].keywords == ["shell", "console", "command line"] && all[0].arguments == ["--login", "-x"])
    #expect(all[1].icon == "text-editor" && all[0].icon == "terminal" && all[1].opens == ["txt", "md"])
    #expect(all[3].name == "hidden" && all[3].isHidden)
  }

  @Test func brokenManifests() {
    func failure(_ text: String) -> ManifestError? {
      do {
        _ = try ApplicationManifest.parse(Array(text.utf8))
        return nil
      } catch { return error }
    }
    #expect(failure("name = x")?.reason == .lineOutsideSection)
    #expect(failure("\n[a]\nname = x\n")?.line == 2 && failure("[a]")?.reason == .missingProgram)
    #expect(failure("[a]\nprogram")?.reason == .missingValue && failure("[]")?.reason == .missingValue)
    #expect(failure("[a]\nprogram = x\n[a]\nprogram = y")?.reason == .duplicate)
    #expect(failure(String(repeating: "#", count: 300_000))?.reason == .tooLong)
    #expect(failure("") == nil && failure("[a]\r\nprogram = x\r\n") == nil)
  }

  @Test func search() {
    #expect(
      found("te") == ["terminal", "editor", "monitor"] && found("ed") == ["editor"] && found("TERM") == ["terminal"])
    #expect(found("shell") == ["terminal"] && found("tm").first == "monitor" && found("hid").isEmpty)
    #expect(found("tedit") == ["editor"] && found("zzz").isEmpty)
    #expect(found("") == ["monitor", "terminal", "editor"])
    let match = ApplicationSearch.search("edit", in: applications())[0]
    #expect(match.highlights == [5, 6, 7, 8])
    #expect(ApplicationSearch.search("tml", in: applications()).first?.highlights == [0, 3, 7])
  }

  @Test func whatIsUsedComesFirst() {
    var usage = UsageHistory()
    for day in 0..<5 { usage.record("editor", now: Int64(day) * 86_400) }
    let now: Int64 = 5 * 86_400
    func first(_ query: String, _ now: Int64) -> String? {
      ApplicationSearch.search(query, in: applications(), usage: usage, now: now).first?.application.identifier
    }
    #expect(first("te", now) == "editor" && first("", now) == "editor")
    #expect(first("term", now) == "terminal")
    #expect(usage.weight(of: "editor", now: now + 365 * 86_400) == 0 && usage.weight(of: "none", now: now) == 0)
    #expect(usage.weight(of: "editor", now: now) > usage.weight(of: "editor", now: now + 7 * 86_400))
    #expect(UsageHistory(text: usage.text) == usage)
    #expect(UsageHistory(text: Array("bad\nx y z\na -1 0\nok 5 7\n".utf8)).weight(of: "ok", now: 7) == 5)
    #expect(UsageHistory(text: Array("a 5 -9223372036854775808\n".utf8)).weight(of: "a", now: .max) >= 0)
  }

  @Test func panel() {
    var panel = PanelModel(applications: applications(), pinned: ["editor", "gone", "terminal"])
    #expect(panel.items.map { $0.application } == ["editor", "terminal"])
    #expect(panel.click(0) == .launch("editor") && panel.click(9) == nil)
    panel.setWindows([
      PanelWindow(identifier: 1, application: "terminal", title: "sh", isActive: true),
      PanelWindow(identifier: 2, application: "calc", title: "Calculator"),
      PanelWindow(identifier: 3, application: "editor", title: "a"),
      PanelWindow(identifier: 4, application: "editor", title: "b"),
    ])
    #expect(panel.items.map { $0.application } == ["editor", "terminal", "calc"])
    #expect(panel.items[2].name == "Calculator" && panel.items[0].tip == "Text Editor (2 windows)")
    #expect(panel.click(1) == .minimise(1) && panel.click(2) == .activate(2) && panel.click(0) == .activate(4))
    #expect(panel.items[1].isActive && !panel.items[0].isActive && panel.clickForNewWindow(1) == .launch("terminal"))
    panel.setWindows([
      PanelWindow(identifier: 3, application: "editor", title: "a", isActive: true),
      PanelWindow(identifier: 4, application: "editor", title: "b", isUrgent: true),
    ])
    #expect(panel.click(0) == .activate(4) && panel.items[0].isUrgent)
    panel.movePinned("terminal", to: 0)
    panel.unpin("editor")
    #expect(panel.items.map { $0.application } == ["terminal", "editor"])
    panel.pin("editor")
    panel.pin("editor")
    #expect(panel.pinned == ["terminal", "gone", "editor"])
  }

  @Test func panelOfOneWorkspace() {
    var panel = PanelModel(applications: applications(), pinned: ["terminal"])
    let windows = [
      PanelWindow(identifier: 1, application: "terminal", title: "sh", workspace: 1),
      PanelWindow(identifier: 2, application: "calc", title: "Calculator", workspace: 1),
      PanelWindow(identifier: 3, application: "editor", title: "a"),
    ]
    panel.setWindows(windows, workspace: 0, of: 4)
    #expect(panel.items.map { $0.application } == ["terminal", "editor"] && panel.workspaceCount == 4)
    #expect(panel.click(0) == .launch("terminal"), "the one that runs is elsewhere")
    panel.setWindows(windows, workspace: 1, of: 4)
    #expect(panel.items.map { $0.application } == ["terminal", "calc"] && panel.windows.count == 3)
    panel.setWindows([PanelWindow(identifier: 9, application: "calc", title: "", isUrgent: true, workspace: 3)])
    #expect(panel.items.last?.application == "calc", "what wants to be looked at is shown everywhere")
  }

  @Test func clock() {
    let clock = PanelClock(seconds: 1_795_269_921)
    #expect(clock.longDate == "Saturday, 21 November 2026" && clock.shortDate == "Sat 21 Nov")
    #expect(clock.time() == "14:05" && clock.time(uses24Hours: false) == "2:05 PM" && clock.secondsToNextMinute == 39)
    #expect(PanelClock(seconds: 0).longDate == "Thursday, 1 January 1970")
    #expect(PanelClock(seconds: 951_782_400).shortDate == "Tue 29 Feb")
    #expect(PanelClock(seconds: -1).longDate == "Wednesday, 31 December 1969")
    #expect(PanelClock(seconds: 0, offset: -3600).time(uses24Hours: false) == "11:00 PM")
    #expect(
      PanelClock(seconds: 0).time(uses24Hours: false) == "12:00 AM" && PanelClock(seconds: 60).secondsToNextMinute == 60
    )
    #expect((1...12).contains(PanelClock(seconds: .max).month) && (1...31).contains(PanelClock(seconds: .min).day))
  }
}
