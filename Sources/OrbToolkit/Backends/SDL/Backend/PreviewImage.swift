// Writes what a headless window shows as a PNG: build/preview/NAME.png.
//
// PNG (ISO/IEC 15948): signature, IHDR, one IDAT with filter type 0 on every row, IEND.

import Compression
import Graphics
import OrbToolkit
import System

enum PreviewImage {
  static func write(_ platform: HeadlessPlatform, name: String) {
    try? FileSystem.makeDirectory("build")
    try? FileSystem.makeDirectory("build/preview")
    for (index, surface) in platform.surfaces.enumerated() where !surface.isClosed {
      let path = "build/preview/\(name)\(index == 0 ? "" : "-\(index + 1)").png"
      do {
        try FileSystem.writeFile(path, encode(surface.bitmap))
        print("No display: wrote \(path)")
      } catch {
        print("No display, and cannot write \(path): \(error)")
      }
    }
  }

  static func encode(_ bitmap: Bitmap) -> [UInt8] {
    var rows: [UInt8] = []
    rows.reserveCapacity((bitmap.width * 4 + 1) * bitmap.height)
    for y in 0..<bitmap.height {
      rows.append(0)
      for x in 0..<bitmap.width {
        let color = Color(premultiplied: bitmap.buffer[x, y])
        rows += [color.red, color.green, color.blue, color.alpha]
      }
    }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // 8 bits a channel, RGBA, no interlacing.
    chunk("IHDR", bytes(UInt32(bitmap.width)) + bytes(UInt32(bitmap.height)) + [8, 6, 0, 0, 0], into: &file)
    chunk("IDAT", Zlib.compress(rows.span), into: &file)
    chunk("IEND", [], into: &file)
    return file
  }

  private static func bytes(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func chunk(_ type: String, _ content: [UInt8], into file: inout [UInt8]) {
    let body = Array(type.utf8) + content
    file += bytes(UInt32(content.count)) + body + bytes(CRC32.checksum(body.span))
  }
}
