// The welcome window: what it offers starts programs, by mouse and by keyboard.

import Graphics
import OrbToolkit
import Testing
import WelcomeApp

@Test func welcomeOffersThePrograms() {
  var started: [String] = []
  let harness = TestHarness(Welcome.window { started.append($0) })
  harness.click("Terminal")
  harness.key(.tab)
  harness.key(.enter)
  #expect(started == ["terminal", "editor"])
  #expect(harness.dump().contains("Changes are lost at power-off"))
}

@Test func everyCardOfWelcomeIsReachedByTab() {
  let harness = TestHarness(Welcome.window { _ in })
  for name in ["Files", "Terminal", "Editor", "Calculator"] {
    #expect(harness.node(name, .button)?.info.state.contains(.focused) == true, "\(name)")
    harness.key(.tab)
  }
}
