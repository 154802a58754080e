// Lines of an input, one after the other, into a buffer that is used again; with a look ahead.

public import ABI
import RegularExpressions
public import System

/// Reads lines.
public final class LineReader {
  private let handle: Handle?
  private let raw: RawHandle
  private let separator: UInt8
  private var buffer = Bytes(repeating: 0, count: 64 * 1024)
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The first error; the input ends there.
  public private(set) var failure: Errno?

  /// Opens a file; `-` is the standard input.
  public init(_ path: String, separator: UInt8 = 0x0a) throws(Errno) {
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

  /// Takes over an open input.
  public init(_ handle: consuming Handle, separator: UInt8 = 0x0a) {
    self.separator = separator
    raw = handle.raw
    self.handle = consume handle
  }

  private func fill() {
    guard !isAtEnd else { return }
    (start, end) = (0, 0)
    do throws(Errno) { end = try Streams.read(raw, into: &buffer) } catch { failure = error }
    if end == 0 { isAtEnd = true }
  }

  /// Whether anything is left. Waits for it.
  public var hasMore: Bool {
    if start == end { fill() }
    return start < end
  }

  /// Appends the next line without its end; nil behind the last one, else whether it had its end.
  public func readLine(into line: inout Bytes) -> Bool? {
    var isThere = false
    while hasMore {
      isThere = true
      if let newline = ByteSearch.first(separator, in: buffer.span, start..<end) {
        line += buffer[start..<newline]
        start = newline + 1
        return true
      }
      line += buffer[start..<end]
      start = end
    }
    return isThere ? false : nil
  }

  /// The next bytes, as many as are at hand; none at the end.
  public func readChunk() -> ArraySlice<UInt8> {
    guard hasMore else { return [] }
    defer { start = end }
    return buffer[start..<end]
  }
}
