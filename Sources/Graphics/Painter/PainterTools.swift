// The memory that drawing needs besides the pixels: the rasteriser, and one row of colours. A painter and its copies
// share one set, so that a frame allocates it once.

/// Working memory of painters. Not for two threads at a time.
public final class PainterTools {
  var rasterizer = Rasterizer()
  let stroker = Stroker()
  var contrast = TextContrast()
  private var row: [UInt32] = []
  private var masks: [ShadowMask] = []

  /// Shadows of a theme come in a handful of kinds: menus, windows with and without focus, cards.
  private static let maskLimit = 8

  public init() {}

  /// Lends a row of `count` pixels, of any content.
  func withRow(_ count: Int, _ body: (inout [UInt32]) -> Void) {
    var lent: [UInt32] = []
    swap(&lent, &row)
    if lent.count < count { lent = [UInt32](repeating: 0, count: count) }
    body(&lent)
    swap(&lent, &row)
  }

  /// The mask of a shadow, made or remembered.
  func shadowMask(sigma: Double, radius: Double, size: PixelSize) -> ShadowMask {
    if let known = masks.first(where: { $0.serves(sigma: sigma, radius: radius, size: size) }) { return known }
    if masks.count >= PainterTools.maskLimit { masks.removeFirst() }
    let mask = ShadowMask(sigma: sigma, radius: radius, size: size)
    masks.append(mask)
    return mask
  }
}
