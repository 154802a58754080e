// Input by name, `-` for the standard input, as chunks or as lines.

public import ABI
import System

/// An input that is read from its start to its end.
public final class InputFile {
  private let handle: Handle?
  private let raw: RawHandle
  private var buffer = Bytes(repeating: 0, count: 32 * 1024)
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The first error; the input ends there.
  public private(set) var failure: Errno?

  /// Opens a file; `-` is the standard input.
  public init(_ path: String) throws(Errno) {
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

  private func fill() {
    start = 0
    end = 0
    guard !isAtEnd else { return }
    do throws(Errno) { end = try Streams.read(raw, into: &buffer) } catch { failure = error }
    if end == 0 { isAtEnd = true }
  }

  /// The next bytes; none at the end.
  public func nextChunk() -> ArraySlice<UInt8> {
    if start == end { fill() }
    defer { start = end }
    return buffer[start..<end]
  }

  /// The next line without its end; nil behind the last one. `endsLine` says whether the line had its end.
  public func nextLine(separator: UInt8 = 0x0a) -> (line: Bytes, endsLine: Bool)? {
    var line = Bytes()
    while true {
      if start == end { fill() }
      if start == end { return line.isEmpty ? nil : (line, false) }
      if let newline = buffer[start..<end].firstIndex(of: separator) {
        line += buffer[start..<newline]
        start = newline + 1
        return (line, true)
      }
      line += buffer[start..<end]
      start = end
    }
  }

  /// Everything that is left.
  public func readAll() -> Bytes {
    var all = Bytes()
    while true {
      let chunk = nextChunk()
      if chunk.isEmpty { return all }
      all += chunk
    }
  }
}

extension Tool {
  /// Opens each operand (without operands the standard input) and hands it to `body`; one that cannot be opened is
  /// reported. Returns the exit status: 1 when something failed.
  public func forEachInput(_ body: (InputFile, String) -> Void) -> Int32 {
    var status: Int32 = 0
    for path in operands.isEmpty ? ["-"] : operands {
      do throws(Errno) {
        let input = try InputFile(path)
        body(input, path)
        if let failure = input.failure {
          report(path, failure)
          status = 1
        }
      } catch {
        report(path, error)
        status = 1
      }
      if isOutputClosed { break }
    }
    return status
  }
}
