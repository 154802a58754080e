// Paths without links, `.` and `..`.

import ABI
import System
import UtilitySupport

/// Resolves the links of a path.
struct RealPath {
  /// What of a path has to be there.
  enum Need {
    case all
    /// Everything but the last component.
    case parent
    case nothing
  }

  private let need: Need
  /// More links than this are a loop.
  private static let mostLinks = 40

  init(_ need: Need) { self.need = need }

  /// The absolute path of what `path` leads to.
  func resolve(_ path: String) throws(Errno) -> String {
    if path.utf8.isEmpty { throw .noSuchEntry }
    let slash = UInt8(ascii: "/")
    let whole = path.utf8.first == slash ? path.bytes : WorkingDirectory.current.bytes + [slash] + path.bytes
    // Components that are still to come, the next one last.
    var pending = whole.split(separator: slash).map { Bytes($0) }.reversed().map { $0 }
    var wantsDirectory = whole.last == slash
    var resolved: [Bytes] = []
    var links = 0
    var isMissing = false
    while let part = pending.popLast() {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        _ = resolved.popLast()
        continue
      }
      resolved.append(part)
      let here = Self.joined(resolved)
      if isMissing { continue }
      guard let known = try find(here, isLast: pending.isEmpty) else {
        isMissing = true
        continue
      }
      if known.isLink {
        links += 1
        if links > Self.mostLinks { throw .tooManySymbolicLinks }
        let target = try FileSystem.readLink(here).bytes
        resolved.removeLast()
        if target.first == slash { resolved = [] }
        if pending.isEmpty, target.last == slash { wantsDirectory = true }
        pending += target.split(separator: slash).map { Bytes($0) }.reversed()
      } else if !known.isDirectory, !pending.isEmpty || wantsDirectory, need != .nothing {
        throw .notDirectory
      }
    }
    return Self.joined(resolved)
  }

  /// What stands at a path; nil when it is missing and may be.
  private func find(_ path: String, isLast: Bool) throws(Errno) -> FileStatus? {
    do throws(Errno) { return try FileSystem.status(path, followLinks: false) } catch {
      let mayMiss = need == .nothing || (need == .parent && isLast)
      guard mayMiss, error == .noSuchEntry || need == .nothing else { throw error }
      return nil
    }
  }

  private static func joined(_ parts: [Bytes]) -> String {
    parts.isEmpty ? "/" : parts.map { "/" + $0.text }.joined()
  }

  /// `path` as seen from `base`, if both lie in `limit`.
  static func relative(_ path: String, to base: String?, below limit: String?) -> String {
    guard let base else { return path }
    if let limit, !isBelow(path, limit) || !isBelow(base, limit) { return path }
    let slash = UInt8(ascii: "/")
    let (target, start) = (path.bytes.split(separator: slash), base.bytes.split(separator: slash))
    var common = 0
    while common < min(target.count, start.count), target[common] == start[common] { common += 1 }
    let up = [String](repeating: "..", count: start.count - common)
    let down = target[common...].map { Bytes($0).text }
    return up.isEmpty && down.isEmpty ? "." : (up + down).joined(separator: "/")
  }

  private static func isBelow(_ path: String, _ directory: String) -> Bool {
    let (inner, outer) = (path.bytes, directory.bytes)
    if outer.elementsEqual("/".utf8) { return true }
    return inner.starts(with: outer) && (inner.count == outer.count || inner[outer.count] == UInt8(ascii: "/"))
  }
}
