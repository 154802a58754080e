// An archive that is written: in records of 10 KiB, through gzip if that was asked for.

import ABI
import Archive
import Compression
import System
import UtilitySupport

/// Writes an archive.
final class TarOutput {
  /// The last record is filled up: what tapes wanted, and all tars still do.
  private static let record = 20 * TarHeaders.blockSize

  private let raw: RawHandle
  private let name: String
  private var encoder: GzipEncoder?
  private var waiting = Bytes()
  private var written = 0

  /// - Parameter start: bytes of the archive that stand before what is written.
  init(_ raw: RawHandle, _ name: String, isCompressed: Bool, behind start: Int = 0) {
    self.raw = raw
    self.name = name
    written = start
    if isCompressed { encoder = GzipEncoder(level: 6, header: GzipHeader()) }
  }

  func write(_ bytes: Bytes) throws(TarFatal) {
    waiting += bytes
    written += bytes.count
    if waiting.count >= StreamCopy.chunk { try flush() }
  }

  /// Fills the last block of a member's content.
  func pad() throws(TarFatal) {
    let rest = written % TarHeaders.blockSize
    if rest > 0 { try write(Bytes(repeating: 0, count: TarHeaders.blockSize - rest)) }
  }

  /// Ends the archive.
  func finish() throws(TarFatal) {
    try write(Bytes(repeating: 0, count: 2 * TarHeaders.blockSize))
    let rest = written % Self.record
    if rest > 0 { try write(Bytes(repeating: 0, count: Self.record - rest)) }
    try flush()
    if var last = encoder { try send(last.finish()) }
  }

  private func flush() throws(TarFatal) {
    let bytes = waiting
    waiting.removeAll(keepingCapacity: true)
    guard encoder != nil else { return try send(bytes) }
    encoder?.add(bytes.span)
    try send(encoder?.takeOutput() ?? [])
  }

  private func send(_ bytes: Bytes) throws(TarFatal) {
    do throws(Errno) { try Streams.writeAll(raw, bytes) } catch { throw TarFatal(name, "write", error) }
  }
}
