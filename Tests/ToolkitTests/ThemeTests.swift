// The contrast that the look promises, for every pair it names.

import Graphics
import OrbToolkit
import Testing

@Test(arguments: [Theme.light, Theme.dark])
func everyPairKeepsItsContrast(theme: Theme) {
  for rule in ContrastRule.all(theme.colors) {
    let ratio = rule.foreground.contrast(with: rule.background)
    #expect(ratio >= rule.least, "\(theme.name): \(rule.name) is \(ratio)")
  }
}

@Test func exchangingTheThemeRepaintsWithItsColours() {
  let harness = TestHarness { Label("Hello") }
  harness.application.theme = .dark
  harness.settle()
  #expect(harness.bitmap.buffer[2, 200] == Theme.dark.colors.window.premultiplied)
}
