// Lines of an input, without an array for each: slices of a large buffer.

import ABI
import System
import UtilitySupport

/// Reads lines.
final class LineReader {
  private let handle: Handle?
  private let raw: RawHandle
  private let separator: UInt8
  private var buffer = Bytes()
  private var chunk = Bytes(repeating: 0, count: LineReader.chunkLength)
  private var start = 0
  private var end = 0
  /// How far the line at `start` is known to have no separator.
  private var scanned = 0
  private var isAtEnd = false
  /// Whether the last line that was given had its end.
  private(set) var endsLine = true
  /// The first error; the input ends there.
  private(set) var failure: Errno?

  /// Bytes that are read at once.
  private static let chunkLength = 128 * 1024

  /// Opens a file; `-` is the standard input.
  init(_ path: String, separator: UInt8 = 0x0a) throws(Errno) {
    self.separator = separator
    if path.isSame(as: "-") {
      handle = nil
      raw = Streams.input
      return
    }
    let opened = try Handle.open(path)
    if let status = try? opened.status(), status.kind == FileKind.directory.rawValue { throw .isDirectory }
    raw = opened.raw
    handle = consume opened
  }

  /// The next line without its end; nil behind the last one. Use it up before the next call.
  func next() -> ArraySlice<UInt8>? {
    while true {
      if let found = find() {
        let line = buffer[start..<found]
        start = found + 1
        scanned = start
        endsLine = true
        return line
      }
      if isAtEnd {
        guard start < end else { return nil }
        let line = buffer[start..<end]
        (start, scanned) = (end, end)
        endsLine = false
        return line
      }
      fill()
    }
  }

  /// The next bytes, as they come; none at the end.
  func nextChunk() -> ArraySlice<UInt8> {
    if start == end { fill() }
    defer { (start, scanned) = (end, end) }
    return buffer[start..<end]
  }

  private func find() -> Int? {
    let held = buffer
    let bytes = held.span
    var index = scanned
    while index < end, bytes[index] != separator { index &+= 1 }
    scanned = index
    return index < end ? index : nil
  }

  /// Keeps the line that has begun and reads on.
  private func fill() {
    guard !isAtEnd else { return }
    var count = 0
    do throws(Errno) { count = try Streams.read(raw, into: &chunk) } catch { failure = error }
    if count == 0 { isAtEnd = true }
    // A long line grows in place; else the rest of it moves to the front.
    if start > 0 || start == end {
      let rest = Bytes(buffer[start..<end])
      buffer.removeAll(keepingCapacity: true)
      buffer += rest
      scanned -= start
      start = 0
    }
    buffer += chunk[..<count]
    end = buffer.count
  }
}
