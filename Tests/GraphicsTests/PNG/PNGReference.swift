// libpng as the reference: writes images of any format, and reads files as straight RGBA.
//
// libpng reports errors by longjmp, which Swift cannot catch: only sound images are passed to it.
//
// SAFETY: the streams outlive the structures of libpng, which are destroyed before the functions return; rows are as
// long as the header says.

import CPNG
import Testing

/// An image as libpng takes it.
struct ReferenceImage {
  var width: Int
  var height: Int
  var bitDepth: Int
  /// 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA.
  var colorType: Int
  var isInterlaced = false
  /// Packed samples, row by row.
  var rows: [[UInt8]] = []
  /// Three bytes a colour.
  var palette: [UInt8] = []
  /// Of a palette: alphas; of gray and RGB: the one clear colour's channels.
  var transparency: [UInt16] = []
  /// The gAMA chunk's number, times 100,000; 0: no chunk.
  var gamma: Int32 = 0

  var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1 }
}

enum LibPNG {
  private final class Stream {
    var bytes: [UInt8]
    var position = 0
    init(_ bytes: [UInt8] = []) { self.bytes = bytes }
  }

  static func encode(_ image: ReferenceImage, filters: Int32 = 0xf8) -> [UInt8] {
    let stream = Stream()
    var png = unsafe png_create_write_struct(PNG_LIBPNG_VER_STRING, nil, nil, nil)
    var info = unsafe png_create_info_struct(png)
    unsafe png_set_write_fn(
      png, Unmanaged.passUnretained(stream).toOpaque(),
      { png, data, count in
        guard let data = unsafe data else { return }
        let stream = unsafe Unmanaged<Stream>.fromOpaque(png_get_io_ptr(png)).takeUnretainedValue()
        unsafe stream.bytes += UnsafeBufferPointer(start: data, count: count)
      }, { _ in })
    unsafe png_set_IHDR(
      png, info, UInt32(image.width), UInt32(image.height), Int32(image.bitDepth), Int32(image.colorType),
      image.isInterlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0)
    if image.gamma > 0 { unsafe png_set_gAMA_fixed(png, info, image.gamma) }
    let colors = stride(from: 0, to: image.palette.count, by: 3).map {
      png_color(red: image.palette[$0], green: image.palette[$0 + 1], blue: image.palette[$0 + 2])
    }
    if !colors.isEmpty { unsafe png_set_PLTE(png, info, colors, Int32(colors.count)) }
    if !image.transparency.isEmpty {
      let alphas = image.transparency.map { UInt8(truncatingIfNeeded: $0) }
      let values = image.transparency + [0, 0, 0]
      var color = png_color_16(index: 0, red: values[0], green: values[1], blue: values[2], gray: values[0])
      if image.colorType == 3 {
        unsafe png_set_tRNS(png, info, alphas, Int32(alphas.count), nil)
      } else {
        unsafe png_set_tRNS(png, info, nil, 1, &color)
      }
    }
    unsafe png_set_filter(png, 0, filters)
    unsafe png_write_info(png, info)
    let passes = unsafe png_set_interlace_handling(png)
    for _ in 0..<passes {
      for row in image.rows { unsafe png_write_row(png, row) }
    }
    unsafe png_write_end(png, info)
    unsafe png_destroy_write_struct(&png, &info)
    return stream.bytes
  }

  /// Straight RGBA, 8 bits a channel. With a gamma (times 100,000) for a screen of 2.2.
  static func decode(_ file: [UInt8], gamma: Int32 = 0) -> (width: Int, height: Int, rgba: [UInt8]) {
    let stream = Stream(file)
    var png = unsafe png_create_read_struct(PNG_LIBPNG_VER_STRING, nil, nil, nil)
    var info = unsafe png_create_info_struct(png)
    unsafe png_set_read_fn(png, Unmanaged.passUnretained(stream).toOpaque()) { png, data, count in
      let stream = unsafe Unmanaged<Stream>.fromOpaque(png_get_io_ptr(png)).takeUnretainedValue()
      for index in 0..<count { unsafe data?[index] = stream.bytes[stream.position + index] }
      stream.position += count
    }
    unsafe png_read_info(png, info)
    let width = unsafe Int(png_get_image_width(png, info))
    let height = unsafe Int(png_get_image_height(png, info))
    unsafe png_set_expand(png)
    if gamma > 0 { unsafe png_set_gamma_fixed(png, 220_000, gamma) }
    unsafe png_set_scale_16(png)
    unsafe png_set_gray_to_rgb(png)
    unsafe png_set_add_alpha(png, 255, PNG_FILLER_AFTER)
    let passes = unsafe png_set_interlace_handling(png)
    unsafe png_read_update_info(png, info)
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    for _ in 0..<passes {
      for y in 0..<height {
        unsafe pixels.withUnsafeMutableBufferPointer { pixels in
          guard let base = pixels.baseAddress else { return }
          unsafe png_read_row(png, base + y * width * 4, nil)
        }
      }
    }
    unsafe png_destroy_read_struct(&png, &info, nil)
    return (width, height, pixels)
  }
}
