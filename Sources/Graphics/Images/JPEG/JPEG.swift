// JPEG files, baseline and progressive: bytes to a bitmap.
//
// Reads 8-bit gray, YCbCr, RGB, CMYK and YCCK with any whole sampling factors and restart intervals, and turns the
// picture upright as its Exif data say. Coefficients go through an accurate integer transform and half-size colours
// through a triangle filter, as libjpeg's do: the pixels are the same to the bit. A damaged file is refused; its end
// mark may be missing. Spec: ITU-T T.81; JFIF 1.02; Adobe TN 5116; Exif 2.32.

/// Reader of JPEG files.
public enum JPEG {
  /// The image in `file`, upright and opaque.
  public static func decode(_ file: Span<UInt8>, limits: ImageLimits = .standard) throws(ImageError) -> Bitmap {
    var decoder = JPEGDecoder(limits)
    try decoder.read(file)
    let bitmap = try decoder.image()
    return decoder.orientation.upright(bitmap)
  }
}
