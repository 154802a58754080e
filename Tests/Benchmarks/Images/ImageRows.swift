// Compression and PNG beside zlib and libpng, on a photo-like and a screen-like image of 1280×800 RGBA.

import CPNG
import CZlib
import Compression
import Graphics

extension Meter {
  func imageRows() {
    for (name, picture) in [("photo", Samples.photo), ("screen", Samples.screen)] {
      let rows = (decode: "png_decode_\(name)_mpx", inflate: "inflate_\(name)_mb")
      guard wants(rows.decode, rows.inflate) else { continue }
      let image = picture()
      decodeRow(rows.decode, image)
      inflateRow(rows.inflate, image)
    }
  }

  /// Megapixels a second.
  private func decodeRow(_ name: String, _ image: Bitmap) {
    let file = PNG.encode(image.buffer)
    var ours: Bitmap?
    var theirs: [UInt8] = []
    rate(
      name, Double(image.width * image.height) / 1e6, { best { ours = try? PNG.decode(file.span) } }, "libpng"
    ) { best { theirs = Peer.decode(file) } }
    precondition(ours == nil || ours?.width == image.width && theirs.count == image.width * image.height * 4)
  }

  /// Megabytes of the result a second.
  private func inflateRow(_ name: String, _ image: Bitmap) {
    let rows = Samples.bytes(of: image)
    let stream = Peer.deflate(rows)
    var ours = rows
    var theirs = rows
    rate(
      name, Double(rows.count) / 1e6,
      { best { ours = (try? Zlib.decompress(stream.span, limit: rows.count, expected: rows.count)) ?? [] } }, "zlib"
    ) { best { theirs = Peer.inflate(stream, rows.count) } }
    precondition(ours == rows && theirs == rows)
  }
}
