// One image of an icon file.

/// The image that was chosen from an icon or pointer file.
public struct IconImage {
  public let bitmap: Bitmap
  /// The pixel of a pointer that points; 0, 0 for icons. It may lie outside of the image.
  public let hotSpot: PixelPoint

  init(bitmap: Bitmap, hotSpot: PixelPoint) {
    self.bitmap = bitmap
    self.hotSpot = hotSpot
  }
}
