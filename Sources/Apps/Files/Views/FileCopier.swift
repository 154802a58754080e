// Copies one file piece by piece, so that the window answers in between.

import ABI
import FilesCore
import System

/// A file that is being copied.
final class FileCopier {
  /// Bytes of one piece: a few milliseconds of work.
  private static let piece = 256 * 1024

  private let source: Handle
  private let target: Handle
  private var buffer = [UInt8](repeating: 0, count: FileCopier.piece)

  /// Opens both ends; the target is made anew with the source's permissions.
  init(_ source: FilePath, _ target: FilePath) throws(Errno) {
    self.source = try Handle.open(source.text, .read)
    self.target = try Handle.open(target.text, [.write, .create, .truncate])
    if let status = try? self.source.status() { try? FileSystem.changeMode(target.text, status.mode) }
  }

  /// Copies the next piece: `.progress` while there is more, `.done` at the end.
  func step() -> FileReply {
    do throws(Errno) {
      let count = try source.read(into: &buffer)
      if count == 0 {
        try target.synchronize()
        return .done
      }
      try target.writeAll(count == buffer.count ? buffer : Array(buffer.prefix(count)))
      return .progress(UInt64(count))
    } catch .notSupported {
      return .done
    } catch {
      return .failed(FileAccess.reason(error))
    }
  }
}
