// Streams through the program: from a handle, through a decoder or an encoder, into a handle.

import ABI
import Compression
import System
import UtilitySupport

/// Why a stream did not come through.
enum StreamFailure: Error {
  case reading(Errno)
  case writing(Errno)
  case damaged(CompressionError)
}

/// Copies with a change on the way.
enum StreamCopy {
  /// Bytes of one read.
  static let chunk = 64 * 1024

  /// The next bytes of a handle; none at its end.
  static func read(_ input: RawHandle, _ buffer: inout Bytes) throws(StreamFailure) -> ArraySlice<UInt8> {
    do throws(Errno) {
      return buffer[0..<(try Streams.read(input, into: &buffer))]
    } catch { throw .reading(error) }
  }

  static func write(_ output: RawHandle?, _ bytes: Bytes) throws(StreamFailure) {
    guard let output else { return }
    do throws(Errno) { try Streams.writeAll(output, bytes) } catch { throw .writing(error) }
  }

  /// Feeds `decoder` from `input` behind `start`, bytes that have been read already, to the end of its stream.
  /// - Parameter output: nil to decode for nothing, as a test.
  /// - Returns: how many bytes came out.
  @discardableResult
  static func decode(
    _ decoder: any StreamDecoder, from input: RawHandle, behind start: ArraySlice<UInt8> = [], to output: RawHandle?
  ) throws(StreamFailure) -> UInt64 {
    var buffer = Bytes(repeating: 0, count: chunk)
    var piece = Bytes()
    var count: UInt64 = 0
    decoder.feed(start)
    while true {
      let progress: StreamProgress
      do throws(CompressionError) {
        progress = try decoder.advance(into: &piece)
      } catch {
        try write(output, piece)
        throw .damaged(error)
      }
      if !piece.isEmpty {
        try write(output, piece)
        count += UInt64(piece.count)
        piece.removeAll(keepingCapacity: true)
      }
      switch progress {
      case .advanced: continue
      case .finished: return count
      case .needsInput:
        let more = try read(input, &buffer)
        if more.isEmpty { decoder.endInput() } else { decoder.feed(more) }
      }
    }
  }

  /// Copies as it is.
  /// - Returns: how many bytes.
  static func copy(
    from input: RawHandle, behind start: ArraySlice<UInt8> = [], to output: RawHandle?
  ) throws(StreamFailure) -> UInt64 {
    var buffer = Bytes(repeating: 0, count: chunk)
    var count = UInt64(start.count)
    try write(output, Bytes(start))
    while true {
      let more = try read(input, &buffer)
      if more.isEmpty { return count }
      count += UInt64(more.count)
      try write(output, Bytes(more))
    }
  }
}

extension FileStatus {
  var isDirectory: Bool { kind == FileKind.directory.rawValue }
  var isRegular: Bool { kind == FileKind.regular.rawValue }
  var isLink: Bool { kind == FileKind.symbolicLink.rawValue }
}

/// Gives `path` the mode, the owner (as far as that is allowed) and the times of another file.
func keepAttributes(of status: FileStatus, _ path: String) {
  if CurrentProcess.user == 0 { try? FileSystem.changeOwner(path, user: status.user, group: status.group) }
  try? FileSystem.changeMode(path, status.mode)
  try? FileSystem.changeTimes(path, accessed: status.accessed, modified: status.modified)
}
