// A file that is written anew beside the old one and takes its place at the end.

import ABI
import System
import UtilitySupport

/// The new content of a file.
final class InPlaceFile {
  private let path: String
  private let temporary: String
  private let writer: BufferedWriter
  private let raw: RawHandle

  init(_ path: String) throws(Errno) {
    self.path = path
    temporary = "\(path).sed\(CurrentProcess.id)"
    let mode = try FileSystem.status(path).mode
    let file = try Handle.open(temporary, [.write, .create, .truncate, OpenFlags.mode(mode)])
    raw = file.release()
    writer = BufferedWriter(raw)
  }

  func write(_ bytes: Bytes) { writer.write(bytes) }

  /// Puts the new file in the place of the old one, which is kept under another name if a suffix asks for it: `*` in it
  /// stands for the file's name.
  func finish(_ suffix: Bytes?) throws(Errno) {
    writer.flush()
    Handle(owning: raw).close()
    if let failure = writer.failure {
      try? FileSystem.unlink(temporary)
      throw failure
    }
    if let suffix, !suffix.isEmpty { try FileSystem.rename(path, to: backup(suffix)) }
    try FileSystem.rename(temporary, to: path)
  }

  private func backup(_ suffix: Bytes) -> String {
    let name = Paths.name(path).bytes
    guard suffix.contains(UInt8(ascii: "*")) else { return path + suffix.text }
    var result = Bytes()
    for byte in suffix { if byte == UInt8(ascii: "*") { result += name } else { result.append(byte) } }
    if result.contains(UInt8(ascii: "/")) { return result.text }
    let folder = path.bytes.dropLast(name.count)
    return (Bytes(folder) + result).text
  }
}
