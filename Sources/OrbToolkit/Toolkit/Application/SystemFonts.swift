// Loads the fonts of the interface: from /share/fonts in the system, from Debian's packages on the host.

public import Graphics
import System

/// The fonts every program starts with.
public enum SystemFonts {
  /// A font file is never larger; a bad path must not fill the memory.
  private static let limit = 8 << 20

  private static let interface = "Inter-roman.var.ttf"
  private static let monospace = [("JetBrainsMono-Regular.ttf", 400), ("JetBrainsMono-Bold.ttf", 700)]
  private static let fallbacks = ["DejaVuSans.ttf", "NotoSansSymbols2-Regular.ttf"]
  private static let folders = [
    "/share/fonts/", "/usr/share/fonts/truetype/inter-vf/", "/usr/share/fonts/truetype/jetbrains-mono/",
    "/usr/share/fonts/truetype/dejavu/", "/usr/share/fonts/truetype/noto/",
  ]

  /// Registers what is found; a file that is missing or damaged is left out, and text falls back to what there is.
  public static func load(into library: FontLibrary) {
    if let data = find(interface) { try? library.register(data, family: .interface) }
    for (name, weight) in monospace {
      if let data = find(name) { try? library.register(data, family: .monospace, weight: weight) }
    }
    // Most programs never show a character of these.
    for name in fallbacks { library.registerFallback { find(name) } }
  }

  private static func find(_ name: String) -> [UInt8]? {
    for folder in folders {
      if let data = try? FileSystem.readFile(folder + name, limit: limit) { return data }
    }
    return nil
  }
}
