// How a window fits into a small place: the whole of it, its proportions kept, never larger than it is.

import Graphics

/// Geometry of small pictures of windows.
public enum Thumbnail {
  /// The rectangle in the middle of `place` that a picture of this size fills.
  public static func fit(_ size: PixelSize, in place: PixelRect) -> PixelRect {
    guard !place.isEmpty, size.width > 0, size.height > 0 else { return .zero }
    var width = min(size.width, place.width)
    var height = min(size.height, place.height)
    // The direction that is shorter in proportion decides for both.
    if width * size.height <= height * size.width {
      height = max(1, width * size.height / size.width)
    } else {
      width = max(1, height * size.width / size.height)
    }
    return PixelRect(
      x: place.minX + (place.width - width) / 2, y: place.minY + (place.height - height) / 2, width: width,
      height: height)
  }
}
