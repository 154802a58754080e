// gzip's streams: one handle through the encoder or the decoder into another.

import ABI
import Compression
import System
import UtilitySupport

extension GzipJob {
  /// Compresses or decompresses. Without an output the result goes nowhere.
  func stream(_ input: RawHandle, to output: RawHandle?, _ header: GzipHeader) throws(StreamFailure) -> GzipSizes {
    decompresses ? try decompress(input, output) : try compress(input, output, header)
  }

  private func decompress(_ input: RawHandle, _ output: RawHandle?) throws(StreamFailure) -> GzipSizes {
    let decoder = GzipDecoder()
    let count = try StreamCopy.decode(decoder, from: input, to: output)
    report(decoder.trailing)
    let header = decoder.header ?? GzipHeader()
    return GzipSizes(
      plain: count, compressed: decoder.compressedCount, frame: UInt64(header.length + Gzip.trailerSize),
      checksum: decoder.lastChecksum, header: header)
  }

  private func compress(
    _ input: RawHandle, _ output: RawHandle?, _ header: GzipHeader
  ) throws(StreamFailure) -> GzipSizes {
    var encoder = GzipEncoder(level: level, header: header)
    var buffer = Bytes(repeating: 0, count: StreamCopy.chunk)
    let start = encoder.takeOutput()
    var sizes = GzipSizes(plain: 0, compressed: 0, frame: UInt64(start.count + Gzip.trailerSize), header: header)
    var made = start
    while true {
      sizes.compressed += UInt64(made.count)
      try StreamCopy.write(output, made)
      let piece = try StreamCopy.read(input, &buffer)
      if piece.isEmpty { break }
      sizes.plain += UInt64(piece.count)
      encoder.add(piece.span)
      made = encoder.takeOutput()
    }
    let rest = encoder.finish()
    sizes.compressed += UInt64(rest.count)
    try StreamCopy.write(output, rest)
    return sizes
  }
}
