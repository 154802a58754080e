// What the environment makes of the preview on the host.

import OrbToolkit
import Testing

@testable import ToolkitSDL

struct PreviewSettingsTests {
  static func settings(_ values: [String: String]) -> PreviewSettings { PreviewSettings { values[$0] } }

  @Test func opensAWindowOnlyWhereThereIsADisplay() {
    #expect(Self.settings(["DISPLAY": ":0"]).wantsWindow)
    #expect(Self.settings(["WAYLAND_DISPLAY": "wayland-0"]).wantsWindow)
    #expect(!Self.settings([:]).wantsWindow)
    #expect(!Self.settings(["DISPLAY": "", "WAYLAND_DISPLAY": ""]).wantsWindow)
    #expect(!Self.settings(["DISPLAY": ":0", "PREVIEW": "png"]).wantsWindow)
  }

  @Test func keepsTheScaleInItsRange() {
    #expect(Self.settings(["SCALE": "2"]).scale == 2)
    #expect(Self.settings(["SCALE": "2"]).scaleIsForced)
    #expect(Self.settings(["SCALE": "99"]).scale == 4)
    #expect(Self.settings(["SCALE": "large"]).scale == 1)
    #expect(!Self.settings([:]).scaleIsForced)
  }
}
