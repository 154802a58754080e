// zlib, libpng and libjpeg-turbo, called as a C program would.
//
// SAFETY: every buffer is passed with its length and lives through the call.

import CPNG
import CTurboJPEG
import CZlib

enum Peer {
  /// A zlib stream of level 6.
  static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    var count = compressBound(uLong(bytes.count))
    var stream = [UInt8](repeating: 0, count: Int(count))
    _ = unsafe compress2(&stream, &count, bytes, uLong(bytes.count), 6)
    return Array(stream.prefix(Int(count)))
  }

  static func inflate(_ stream: [UInt8], _ length: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    var count = uLong(length)
    _ = unsafe uncompress(&bytes, &count, stream, uLong(stream.count))
    return bytes
  }

  /// A PNG file as BGRA bytes, through libpng's simplified interface.
  static func decode(_ file: [UInt8]) -> [UInt8] {
    var image = unsafe png_image()
    unsafe image.version = UInt32(PNG_IMAGE_VERSION)
    guard unsafe png_image_begin_read_from_memory(&image, file, file.count) != 0 else { return [] }
    unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA | PNG_FORMAT_FLAG_BGR)
    var pixels = unsafe [UInt8](repeating: 0, count: Int(image.width) * Int(image.height) * 4)
    _ = unsafe png_image_finish_read(&image, nil, &pixels, 0, nil)
    return pixels
  }

  /// BGRA bytes as a JPEG file of quality 90.
  static func jpeg(_ pixels: [UInt8], _ width: Int, _ height: Int, _ sampling: TJSAMP, isProgressive: Bool) -> [UInt8] {
    let compressor = unsafe tjInitCompress()
    defer { _ = unsafe tjDestroy(compressor) }
    var size = tjBufSize(Int32(width), Int32(height), Int32(sampling.rawValue))
    var file = [UInt8](repeating: 0, count: Int(size))
    unsafe file.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      let flags = TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT | (isProgressive ? TJFLAG_PROGRESSIVE : 0)
      _ = unsafe tjCompress2(
        compressor, pixels, Int32(width), 0, Int32(height), Int32(TJPF_BGRA.rawValue), &start, &size,
        Int32(sampling.rawValue), 90, flags)
    }
    return Array(file.prefix(Int(size)))
  }

  /// A JPEG file as BGRA bytes, by the accurate transform.
  static func decode(jpeg file: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
    let decompressor = unsafe tjInitDecompress()
    defer { _ = unsafe tjDestroy(decompressor) }
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    _ = unsafe tjDecompress2(
      decompressor, file, UInt(file.count), &pixels, Int32(width), 0, Int32(height), Int32(TJPF_BGRA.rawValue),
      TJFLAG_ACCURATEDCT)
    return pixels
  }
}
