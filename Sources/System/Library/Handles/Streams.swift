// Reading and writing by handle number: for the standard streams, which nobody owns, and for `Handle`.

public import ABI

/// The standard streams, and bytes in and out of any handle number.
public enum Streams {
  public static let input: RawHandle = 0
  public static let output: RawHandle = 1
  public static let error: RawHandle = 2

  /// Bytes that one read asks for when the length is not known.
  static let chunk = 32 * 1024

  /// What is known of the file behind a handle that belongs to somebody else.
  public static func status(_ raw: RawHandle) throws(Errno) -> FileStatus { try Platform.status(raw) }

  /// Reads at most `buffer.count` bytes.
  /// - Returns: the number of bytes; 0 at the end.
  public static func read(_ raw: RawHandle, into buffer: inout [UInt8], at offset: UInt64? = nil) throws(Errno) -> Int {
    var outcome: Result<Int, Errno> = .success(0)
    unsafe buffer.withUnsafeMutableBytes { bytes in
      do throws(Errno) {
        // SAFETY: the buffer lives through the call and its count is passed along.
        outcome = .success(unsafe try Platform.read(raw, bytes, offset))
      } catch { outcome = .failure(error) }
    }
    return try outcome.get()
  }

  /// Everything up to the end; more than `limit` bytes are `.fileTooLarge`.
  public static func readAll(_ raw: RawHandle, limit: Int = .max) throws(Errno) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: chunk)
    while true {
      let count = try read(raw, into: &buffer)
      if count == 0 { return all }
      if all.count > limit - count { throw .fileTooLarge }
      all.append(contentsOf: buffer[0..<count])
    }
  }

  /// Writes what the resource takes at once.
  @discardableResult
  public static func write(
    _ raw: RawHandle, _ bytes: borrowing Span<UInt8>, at offset: UInt64? = nil
  ) throws(Errno) -> Int {
    var outcome: Result<Int, Errno> = .success(0)
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(Errno) {
        // SAFETY: as in `read`.
        outcome = .success(unsafe try Platform.write(raw, bytes, offset))
      } catch { outcome = .failure(error) }
    }
    return try outcome.get()
  }

  /// Writes all of it, in as many calls as it takes.
  public static func writeAll(_ raw: RawHandle, _ bytes: [UInt8]) throws(Errno) {
    var done = 0
    while done < bytes.count {
      let count = try write(raw, bytes.span.extracting(done..<bytes.count))
      if count == 0 { throw .inputOutput }
      done += count
    }
  }

  /// Text to the standard output; a reader that went away is not worth a crash.
  public static func print(_ text: String) { try? writeAll(output, Array((text + "\n").utf8)) }
  /// Text to the standard error stream.
  public static func printError(_ text: String) { try? writeAll(error, Array((text + "\n").utf8)) }
}
