// Writes what headless windows show as PNG files: build/preview/NAME.png.

import Graphics
import OrbToolkit
import System

enum PreviewImage {
  static func write(_ platform: HeadlessPlatform, name: String) {
    try? FileSystem.makeDirectory("build")
    try? FileSystem.makeDirectory("build/preview")
    for (index, surface) in platform.surfaces.enumerated() where !surface.isClosed {
      let path = "build/preview/\(name)\(index == 0 ? "" : "-\(index + 1)").png"
      do {
        try FileSystem.writeFile(path, PNG.encode(surface.bitmap.buffer))
        print("No display: wrote \(path)")
      } catch {
        print("No display, and cannot write \(path): \(error)")
      }
    }
  }
}
