// Compression, PNG and JPEG beside zlib, libpng and libjpeg-turbo, and QOI alone, on a photo-like and a screen-like
// image of 1280×800.

import CPNG
import CTurboJPEG
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
    jpegRows()
    qoiRows()
  }

  /// Baseline and progressive, whole and half colours, in megapixels a second.
  private func jpegRows() {
    for (name, sampling, isProgressive) in [
      ("jpeg_decode_444_mpx", TJSAMP_444, false), ("jpeg_decode_420_mpx", TJSAMP_420, false),
      ("jpeg_decode_progressive_mpx", TJSAMP_420, true),
    ] where wants(name) {
      let image = Samples.photo()
      let (width, height) = (image.width, image.height)
      let file = Peer.jpeg(Samples.words(of: image), width, height, sampling, isProgressive: isProgressive)
      var ours: Bitmap?
      var theirs: [UInt8] = []
      rate(
        name, Double(width * height) / 1e6, { best { ours = try? JPEG.decode(file.span) } }, "libjpeg-turbo"
      ) { best { theirs = Peer.decode(jpeg: file, width, height) } }
      precondition(ours.map { Samples.words(of: $0) } == theirs)
    }
  }

  private func qoiRows() {
    for (name, picture) in [("photo", Samples.photo), ("screen", Samples.screen)] {
      let rows = (encode: "qoi_encode_\(name)_mpx", decode: "qoi_decode_\(name)_mpx")
      guard wants(rows.encode, rows.decode) else { continue }
      let image = picture()
      let amount = Double(image.width * image.height) / 1e6
      var file: [UInt8] = []
      rate(rows.encode, amount) { best { file = QOI.encode(image.buffer) } }
      if file.isEmpty { file = QOI.encode(image.buffer) }
      rate(rows.decode, amount) { best { _ = try? QOI.decode(file.span) } }
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
