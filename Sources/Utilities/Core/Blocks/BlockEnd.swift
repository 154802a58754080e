// One end of a copy of `dd`: a file that it opened, or a standard stream.

import ABI
import System
import UtilitySupport

/// A file to read from or to write to.
final class BlockEnd {
  let raw: RawHandle
  let name: String

  /// A standard stream. It is open until the program ends, as is every file here.
  init(_ raw: RawHandle, name: String) { (self.raw, self.name) = (raw, name) }

  /// Opens a file.
  init(_ path: String, _ flags: OpenFlags, names: [String]) throws(Errno) {
    var flags = flags
    for (name, flag) in [
      ("append", OpenFlags.append), ("directory", .directory), ("nofollow", .noFollow), ("nonblock", .nonBlocking),
    ] where names.contains(where: { $0.isSame(as: name) }) { flags.insert(flag) }
    raw = try Handle.open(path, flags).release()
    name = path
  }

  var isRegular: Bool { status?.kind == FileKind.regular.rawValue }

  /// Does something with the open file, which stays open.
  func with<Value>(_ body: (borrowing Handle) throws(Errno) -> Value) throws(Errno) -> Value {
    let borrowed = Handle(owning: raw)
    do throws(Errno) {
      let value = try body(borrowed)
      _ = borrowed.release()
      return value
    } catch {
      _ = borrowed.release()
      throw error
    }
  }

  var status: FileStatus? {
    do throws(Errno) { return try with { (handle) throws(Errno) in try handle.status() } } catch { return nil }
  }

  /// Moves the position; the new one, or nil where there are no positions.
  func seek(by offset: Int, from origin: SeekOrigin) -> Int? {
    do throws(Errno) {
      return try with { (handle) throws(Errno) in
        Int(clamping: try handle.seek(to: Int64(offset), from: origin))
      }
    } catch {
      return nil
    }
  }
}
