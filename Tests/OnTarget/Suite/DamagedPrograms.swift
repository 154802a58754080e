// Programs that are none, started: each is refused, or ends at once with a fault of its own.
//
// The parser's own tests (Tests/KernelTests/ELFTests.swift) try every field; these few go all the way.

import ABI
import System

/// Damaged copies of this program.
enum DamagedPrograms {
  private static let path = "/tmp/damaged"

  /// Bytes that are overwritten: where, and with what. The first program header stands at 64.
  private static let changes: [(offset: Int, bytes: [UInt8])] = [
    (0, [0]), (4, [1]), (16, [3]), (18, [3]), (24, [0, 0, 0, 0, 0, 0x7f]), (32, [0xff, 0xff, 0xff]), (54, [0]),
    (56, [0, 0]), (56, [0xff, 0xff]), (68, [7]), (72, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    (80, [0, 0, 0, 0, 0x80, 0x7f]), (96, [0xff, 0xff, 0xff, 0xff]), (104, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    // Sound, but not the code that it was: an entry in the middle of a function, and code that is zeros.
    (24, [0x03]), (0x1000, [UInt8](repeating: 0, count: 8192)),
  ]

  static func areHarmless() -> Bool {
    guard let good = try? FileSystem.readFile("/bin/ostests", limit: 1 << 22) else { return false }
    defer { try? FileSystem.unlink(path) }
    var areRight = true
    for change in changes where change.offset + change.bytes.count <= good.count {
      var bytes = good
      bytes.replaceSubrange(change.offset..<change.offset + change.bytes.count, with: change.bytes)
      areRight = isHarmless(bytes) && areRight
    }
    for length in [0, 1, 63, 64, 65, 400, 4096, 5000] where length < good.count {
      areRight = isHarmless(Array(good.prefix(length))) && areRight
    }
    return areRight
  }

  /// Refused, or at its end without another's doing.
  private static func isHarmless(_ bytes: [UInt8]) -> Bool {
    do throws(Errno) { try FileSystem.writeFile(path, bytes, mode: 0o755) } catch { return false }
    do throws(Errno) {
      let child = try SpawnRequest(path, ["damaged", "no-such-role"]).start()
      return try child.wait().kind != ExitStatus.Kind.signaled.rawValue
    } catch {
      return true
    }
  }
}
