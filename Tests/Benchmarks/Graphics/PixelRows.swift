// Fill, copy and over against pixman, in millions of pixels a second.
//
// pixman is opened at run time, so that building needs no package of it; without it its figures are left out.

import Graphics

extension Meter {
  func pixelRows() {
    guard wants("fill_mpx", "copy_mpx", "over_mpx", "over_opacity_mpx", "tint_mpx") else { return }
    let (width, height) = (1280, 800)
    let source = Bitmap(width: width, height: height)
    let target = Bitmap(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        source.buffer[x, y] =
          Color(UInt32(truncatingIfNeeded: x &* 7919 &+ y &* 104_729), alpha: Double(x % 256) / 255)
          .premultiplied
      }
    }
    let peer = Pixman(width: width, height: height, source)
    func row(_ name: String, _ repeats: Int, ours: () -> Void, theirs: @escaping (Pixman) -> Void) {
      rate(
        name, Double(width * height) / 1e6, { best(repeats, ours) }, "pixman",
        peer: peer.map { peer in { best(repeats) { theirs(peer) } } })
    }
    row("fill_mpx", 50) {
      target.buffer.fillRect(target.bounds, pixel: 0xFF33_6699)
    } theirs: {
      $0.fill()
    }
    row("copy_mpx", 50) {
      target.buffer.blitOpaque(from: source.buffer, source.bounds, to: .zero)
    } theirs: {
      $0.composite(.source)
    }
    row("over_mpx", 20) {
      target.buffer.blendOver(from: source.buffer, source.bounds, to: .zero)
    } theirs: {
      $0.composite(.over)
    }
    row("over_opacity_mpx", 20) {
      target.buffer.blendOver(from: source.buffer, source.bounds, to: .zero, opacity: 0.7)
    } theirs: {
      $0.composite(.overMasked)
    }
    row("tint_mpx", 20) {
      Painter(target.buffer).fill(target.bounds.logical(), Color(0x2F5BD0, alpha: 0.5))
    } theirs: {
      $0.composite(.tint)
    }
  }
}
