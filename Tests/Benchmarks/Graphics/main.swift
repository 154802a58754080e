// Figures of the Graphics module beside its peers, in one run: fill, copy and over against pixman, glyphs against
// FreeType. Prints "graphics NAME ours peer ratio"; a ratio above 1 is faster than the peer.
//
// pixman is opened at run time, so that building needs no package of it; without it its rows are left out.
// Run: swift run -c release graphicsbench [glyphs]; GRAPHICS_WORDS=1 for the arithmetic without vectors.

import CFreeType
import Glibc
import Graphics

/// The best of seven, in seconds for one call of `body`.
func best(_ repeats: Int, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  var result = Double.infinity
  for _ in 0..<7 {
    let time = clock.measure { for _ in 0..<repeats { body() } }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    result = min(result, seconds / Double(repeats))
  }
  return result
}

/// Rates in millions a second, with two digits after the point.
func report(_ name: String, _ ours: Double, _ peer: Double?) {
  func digits(_ value: Double) -> String { String((value * 100).rounded() / 100) }
  print("graphics", name, digits(ours), peer.map(digits) ?? "-", peer.map { digits(ours / $0) } ?? "-")
}

// SAFETY: nothing changes the environment.
PixelArithmetic.usesVectors = unsafe getenv("GRAPHICS_WORDS") == nil
if CommandLine.arguments.count < 2 { benchmarkPixels() }
benchmarkGlyphs()
if CommandLine.arguments.count < 3 { benchmarkDrawing() }

func benchmarkPixels() {
  let width = 1280
  let height = 800
  let source = Bitmap(width: width, height: height)
  let target = Bitmap(width: width, height: height)
  for y in 0..<height {
    for x in 0..<width {
      source.buffer[x, y] =
        Color(UInt32(truncatingIfNeeded: x &* 7919 &+ y &* 104_729), alpha: Double(x % 256) / 255)
        .premultiplied
    }
  }
  let pixels = Double(width * height) / 1e6
  let pixman = Pixman(width: width, height: height, source)
  let fill = best(50) { target.buffer.fillRect(target.bounds, pixel: 0xFF33_6699) }
  report("fill_mpx", pixels / fill, pixman.map { peer in pixels / best(50) { peer.fill() } })
  let copy = best(50) { target.buffer.blitOpaque(from: source.buffer, source.bounds, to: .zero) }
  report("copy_mpx", pixels / copy, pixman.map { peer in pixels / best(50) { peer.composite(.source) } })
  let over = best(20) { target.buffer.blendOver(from: source.buffer, source.bounds, to: .zero) }
  report("over_mpx", pixels / over, pixman.map { peer in pixels / best(20) { peer.composite(.over) } })
  let faint = best(20) { target.buffer.blendOver(from: source.buffer, source.bounds, to: .zero, opacity: 0.7) }
  report("over_opacity_mpx", pixels / faint, pixman.map { peer in pixels / best(20) { peer.composite(.overMasked) } })
  let tint = best(20) {
    Painter(target.buffer).fill(target.bounds.logical(), Color(0x2F5BD0, alpha: 0.5))
  }
  report("tint_mpx", pixels / tint, pixman.map { peer in pixels / best(20) { peer.composite(.tint) } })
}
