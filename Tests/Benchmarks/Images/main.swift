// Figures of Compression and PNG beside zlib and libpng, in one run, on a photo-like and a screen-like image of
// 1280×800 RGBA. Prints "images NAME ours peer ratio" in MB or megapixels a second; a ratio above 1 is faster than the
// peer.
//
// Run: swift run -c release imagesbench

import CPNG
import CZlib
import Compression
import Graphics

/// The best of seven, in seconds.
func best(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (0..<7).map { _ in
    let time = clock.measure(body)
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }.min() ?? .infinity
}

func report(_ name: String, _ ours: Double, _ peer: Double) {
  func digits(_ value: Double) -> String { String((value * 100).rounded() / 100) }
  print("images", name, digits(ours), digits(peer), digits(ours / peer))
}

let samples = [("photo", Samples.photo()), ("screen", Samples.screen())]
for (name, image) in samples {
  let file = PNG.encode(image.buffer)
  let pixels = Double(image.width * image.height) / 1e6
  var ours: Bitmap?
  let decode = best { ours = try? PNG.decode(file.span) }
  var theirs: [UInt8] = []
  let peer = best { theirs = Peer.decode(file) }
  precondition(ours?.width == image.width && theirs.count == image.width * image.height * 4)
  report("png_decode_\(name)_mpx", pixels / decode, pixels / peer)

  let rows = Samples.bytes(of: image)
  let stream = Peer.deflate(rows)
  let megabytes = Double(rows.count) / 1e6
  var result: [UInt8] = []
  let inflate = best { result = (try? Zlib.decompress(stream.span, limit: rows.count, expected: rows.count)) ?? [] }
  precondition(result == rows)
  report("inflate_\(name)_mb", megabytes / inflate, megabytes / best { result = Peer.inflate(stream, rows.count) })
  precondition(result == rows)
}
