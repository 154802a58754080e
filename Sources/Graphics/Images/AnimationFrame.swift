// One picture of an animation.

/// A frame as it is shown: the whole canvas.
public struct AnimationFrame {
  /// The canvas. It changes with the next frame: whoever keeps frames, copies it.
  public let bitmap: Bitmap
  /// How long it is shown, as the file says; 0 stands for "as fast as you can", for which browsers take 100.
  public let milliseconds: Int

  init(bitmap: Bitmap, milliseconds: Int) {
    self.bitmap = bitmap
    self.milliseconds = milliseconds
  }
}
