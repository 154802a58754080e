// The entry point of an app on the host: a real window, or a picture where there is no display.

import Graphics
public import OrbToolkit
import System

extension Application {
  /// Runs an app: `start` opens its windows. Returns when the last one is closed.
  ///
  /// From the environment: `SCALE` (1 … 4), `THEME` (light or dark), `PREVIEW=png` (never open a window).
  public static func run(_ name: String, _ start: (Application) -> Void) {
    let settings = PreviewSettings()
    SystemFonts.load(into: .shared)
    if settings.wantsWindow, let platform = SDLPlatform(settings) {
      run(name, on: platform, start).runLoop()
      platform.stop()
    } else {
      let platform = HeadlessPlatform(scale: settings.scale, theme: settings.theme)
      let application = run(name, on: platform, start)
      for _ in 0..<20 { application.runRound() }
      PreviewImage.write(platform, name: name)
    }
  }

  private static func run(
    _ name: String, on platform: any Platform, _ start: (Application) -> Void
  ) -> Application {
    let application = Application(name: name, platform: platform)
    application.arguments = Array(CurrentProcess.arguments.dropFirst())
    start(application)
    return application
  }
}
