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

  init() {
    let wanted = Environment["SCALE"].flatMap { Double($0) }
    scaleIsForced = wanted != nil
    scale = min(max(wanted ?? 1, 1), 4)
    theme = Environment["THEME"] == "dark" ? .dark : .light
    let hasDisplay = Environment["DISPLAY"] != nil || Environment["WAYLAND_DISPLAY"] != nil
    wantsWindow = hasDisplay && Environment["PREVIEW"] != "png"
  }
}
