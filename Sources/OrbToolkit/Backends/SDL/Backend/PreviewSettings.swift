// What the environment asks of the preview.

import OrbToolkit
import System

struct PreviewSettings {
  /// Device pixels per logical pixel; nil from the environment means: what the display has.
  let scale: Double
  let scaleIsForced: Bool
  let theme: Theme
  /// There is a display, and nobody asked for a picture.
  let wantsWindow: Bool

  /// - Parameter environment: the value of a variable.
  init(_ environment: (String) -> String? = { Environment[$0] }) {
    let wanted = environment("SCALE").flatMap { Double($0) }
    scaleIsForced = wanted != nil
    scale = min(max(wanted ?? 1, 1), 4)
    theme = environment("THEME") == "dark" ? .dark : .light
    // Set but empty is how scripts say that there is none.
    let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment($0)?.isEmpty == false }
    wantsWindow = hasDisplay && environment("PREVIEW") != "png"
  }
}
