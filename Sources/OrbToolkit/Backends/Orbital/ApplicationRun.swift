// The entry point of an app in the system: windows of the compositor.

import Graphics
public import OrbToolkit
import System

extension Application {
  /// Runs an app: `start` opens its windows. Returns when the last one is closed.
  public static func run(_ name: String, _ start: (Application) -> Void) {
    PixelArithmetic.usesVectors = !Processor.isEmulated
    SystemFonts.load(into: .shared)
    guard let platform = OrbitalPlatform() else { return }
    let application = Application(name: name, platform: platform)
    application.arguments = Array(CurrentProcess.arguments.dropFirst())
    start(application)
    application.runLoop()
  }
}
