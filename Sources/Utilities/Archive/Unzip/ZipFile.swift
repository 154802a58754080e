// A zip archive as a file: its directory, and the content of its entries as streams.

import ABI
import Archive
import Compression
import System
import UtilitySupport

/// Why an archive, or an entry, cannot be read.
enum ZipFailure: Error {
  /// No file of that name.
  case notFound
  /// The file is no archive.
  case noArchive
  case reading(Errno)
  case writing(Errno)
  case encrypted
  case method(UInt16)
  case damaged
  case checksum(found: UInt32, expected: UInt32)
}

/// Reads an archive.
final class ZipFile {
  /// The name under which it was found.
  let name: String
  private let handle: Handle
  private let size: UInt64
  private(set) var end: ZipEnd
  /// Bytes in front of the archive, such as a program that unpacks it.
  let bytesBefore: UInt64

  /// Opens `path`, or else `path.zip`.
  init(_ path: String) throws(ZipFailure) {
    var found = path
    var opened: RawHandle = noHandle
    for candidate in [path, path + ".zip", path + ".ZIP"] {
      guard let status = try? FileSystem.status(candidate), !status.isDirectory else { continue }
      found = candidate
      do throws(Errno) { opened = try Handle.open(candidate).release() } catch { throw .reading(error) }
      break
    }
    guard opened != noHandle else { throw .notFound }
    name = found
    handle = Handle(owning: opened)
    do throws(Errno) { size = try Self.size(opened) } catch { throw .reading(error) }
    let tailStart = size - min(size, UInt64(ZipRecords.tailSize))
    let tail = try Self.read(opened, at: tailStart, Int(size - tailStart))
    do throws(ArchiveError) { end = try ZipRecords.end(in: tail.span, at: tailStart) } catch { throw .noArchive }
    if let large = end.largeRecord {
      let record = try Self.read(opened, at: large, ZipRecords.largeSize)
      do throws(ArchiveError) {
        end = try ZipRecords.end(end, withLarge: record.span, at: large)
      } catch { throw .noArchive }
    }
    guard let before = end.bytesBefore else { throw .noArchive }
    bytesBefore = before
  }

  private static func size(_ raw: RawHandle) throws(Errno) -> UInt64 {
    let handle = Handle(owning: raw)
    do throws(Errno) {
      let size = try handle.status().size
      _ = handle.release()
      return size
    } catch {
      _ = handle.release()
      throw error
    }
  }

  private static func read(_ raw: RawHandle, at offset: UInt64, _ count: Int) throws(ZipFailure) -> Bytes {
    var bytes = Bytes()
    var buffer = Bytes(repeating: 0, count: max(1, count))
    do throws(Errno) {
      while bytes.count < count {
        let length = try Streams.read(raw, into: &buffer, at: offset + UInt64(bytes.count))
        if length == 0 { break }
        bytes += buffer[0..<min(length, count - bytes.count)]
      }
    } catch { throw .reading(error) }
    return bytes
  }

  /// Hands every entry to `body`, in the order of the directory.
  func forEachEntry(_ body: (ZipEntry) -> Bool) throws(ZipFailure) {
    var directory = ZipDirectory()
    var offset = end.offset + bytesBefore
    var left = end.size
    var count: UInt64 = 0
    while count < end.count {
      let entry: ZipEntry?
      do throws(ArchiveError) { entry = try directory.next() } catch { throw .damaged }
      if let entry {
        count += 1
        if !body(entry) { return }
        continue
      }
      let piece = try Self.read(handle.raw, at: offset, Int(min(left, UInt64(StreamCopy.chunk))))
      guard !piece.isEmpty else { throw .damaged }
      offset += UInt64(piece.count)
      left -= UInt64(piece.count)
      directory.feed(piece[...])
    }
  }

  /// Writes the content of an entry; its length and checksum have to be those of the directory.
  func copy(_ entry: ZipEntry, to output: (Bytes) throws(Errno) -> Void) throws(ZipFailure) {
    guard !entry.isEncrypted else { throw .encrypted }
    guard entry.method == ZipEntry.stored || entry.method == ZipEntry.deflated else { throw .method(entry.method) }
    let (start, overflow) = entry.headerOffset.addingReportingOverflow(bytesBefore)
    guard !overflow, start < size else { throw .damaged }
    let header = try Self.read(handle.raw, at: start, ZipRecords.localSize)
    let length: Int
    do throws(ArchiveError) { length = try ZipRecords.localLength(header.span) } catch { throw .damaged }
    let decoder: InflateDecoder? = entry.method == ZipEntry.deflated ? InflateDecoder() : nil
    var offset = start + UInt64(length)
    var left = entry.compressedSize
    var written: UInt64 = 0
    var checksum = CRC32()
    func send(_ bytes: Bytes) throws(ZipFailure) {
      written += UInt64(bytes.count)
      guard written <= entry.size else { throw .damaged }
      checksum.update(bytes.span)
      do throws(Errno) { try output(bytes) } catch { throw .writing(error) }
    }
    var isAtEnd = false
    while !isAtEnd {
      let piece = try Self.read(handle.raw, at: offset, Int(min(left, UInt64(StreamCopy.chunk))))
      offset += UInt64(piece.count)
      left -= UInt64(piece.count)
      if let decoder {
        if piece.isEmpty { decoder.endInput() } else { decoder.feed(piece[...]) }
        isAtEnd = try Self.drain(decoder, send)
      } else {
        if !piece.isEmpty { try send(piece) }
        isAtEnd = piece.isEmpty
      }
    }
    guard written == entry.size else { throw .damaged }
    guard checksum.value == entry.checksum else { throw .checksum(found: checksum.value, expected: entry.checksum) }
  }

  /// Everything that the decoder can say now; true at its end.
  private static func drain(
    _ decoder: InflateDecoder, _ send: (Bytes) throws(ZipFailure) -> Void
  ) throws(ZipFailure) -> Bool {
    var piece = Bytes()
    while true {
      let progress: StreamProgress
      do throws(CompressionError) { progress = try decoder.advance(into: &piece) } catch { throw .damaged }
      if !piece.isEmpty { try send(piece) }
      piece.removeAll(keepingCapacity: true)
      switch progress {
      case .advanced: continue
      case .needsInput: return false
      case .finished: return true
      }
    }
  }
}
