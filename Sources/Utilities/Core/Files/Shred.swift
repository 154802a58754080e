// shred: writes over files, so that what they held is hard to find, and removes them.
//
// What a file system keeps elsewhere (in memory, in older blocks) is not reached.
//
// Specification: GNU coreutils 9.1, shred.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let shredProgram = Utility(
  "shred", "[OPTION]... FILE...", "Write over files, to hide what they held.",
  [
    OptionDescription("-f --force", "also where writing is not allowed"),
    OptionDescription("-n --iterations=NUMBER", "so often (3)"),
    OptionDescription("--random-source=FILE", "the random bytes"),
    OptionDescription("-s --size=SIZE", "so many bytes"), OptionDescription("-u", "and remove the files"),
    OptionDescription("--remove[=HOW]", "as -u: unlink, wipe or wipesync"),
    OptionDescription("-v --verbose", "say what is done"),
    OptionDescription("-x --exact", "do not fill up the last block"),
    OptionDescription("-z --zero", "with zeros at last"),
  ]
) { tool in
  guard !tool.operands.isEmpty else { return tool.usageError("missing file operand") }
  guard let shredder = Shredder(tool) else { return 1 }
  return tool.operands.count { !shredder.shred($0) } == 0 ? 0 : 1
}

/// One run of shred.
private final class Shredder {
  private let tool: Tool
  private var passes = 3
  private var size: Int?
  /// Open until the program ends.
  private var source: RawHandle?
  private var random = SystemRandomNumberGenerator()
  private static let blockLength = 64 * 1024

  init?(_ tool: Tool) {
    self.tool = tool
    if let text = tool.options.value("n") {
      guard let number = text.decimal, number >= 0, number < 1 << 30 else {
        tool.report("invalid number of passes: \(quoted(text))")
        return nil
      }
      passes = number
    }
    if let text = tool.options.value("s") {
      guard let number = ByteSize.parse(text), number >= 0 else {
        tool.report("invalid file size: \(quoted(text))")
        return nil
      }
      size = number
    }
    if let how = tool.options.value("remove") {
      guard tool.choice(how, of: ["unlink", "wipe", "wipesync"], "--remove") != nil else { return nil }
    }
    if let path = tool.options.value("random-source")?.text {
      do throws(Errno) { source = try Handle.open(path).release() } catch {
        tool.report(shown(path), error)
        return nil
      }
    }
  }

  func shred(_ path: String) -> Bool {
    do throws(Errno) {
      if tool.has("f"), let old = status(path), old.mode & 0o200 == 0 {
        try FileSystem.changeMode(path, old.mode | 0o200)
      }
      let file: Handle
      do throws(Errno) { file = try Handle.open(path, [.write]) } catch {
        tool.report("\(shown(path)): failed to open for writing", error)
        return false
      }
      let known = try file.status()
      if known.kind != FileKind.regular.rawValue {
        tool.report("\(shown(path)): invalid file type")
        return false
      }
      var length = size ?? Int(clamping: known.size)
      if size == nil, !tool.has("x"), length > 0 { length = (length &+ 4095) / 4096 * 4096 }
      let total = passes + (tool.has("z") ? 1 : 0)
      for pass in 0..<total {
        let isZero = pass == passes
        say("\(shown(path)): pass \(pass + 1)/\(total) (\(isZero ? "000000" : "random"))...")
        try write(file, length, isZero: isZero)
      }
      if tool.has("u") || tool.has("remove") {
        try file.truncate(to: 0)
        try remove(path)
      }
      return true
    } catch {
      tool.report(shown(path), error)
      return false
    }
  }

  private func say(_ text: String) { if tool.has("v") { tool.report(text) } }

  private func write(_ file: borrowing Handle, _ length: Int, isZero: Bool) throws(Errno) {
    try file.seek(to: 0)
    var left = length
    while left > 0 {
      let count = min(left, Self.blockLength)
      try file.writeAll(isZero ? Bytes(repeating: 0, count: count) : try randomBytes(count))
      left -= count
    }
    try file.synchronize()
  }

  private func randomBytes(_ count: Int) throws(Errno) -> Bytes {
    var bytes = Bytes(repeating: 0, count: count)
    guard let source else {
      var index = 0
      while index < count {
        let word = random.next()
        for shift in 0..<8 where index + shift < count {
          bytes[index + shift] = UInt8(truncatingIfNeeded: word >> UInt64(shift * 8))
        }
        index += 8
      }
      return bytes
    }
    if try Streams.read(source, into: &bytes) < count { throw .inputOutput }
    return bytes
  }

  /// Gives the file shorter and shorter names, so that the old one does not stay in the directory, and removes it.
  private func remove(_ path: String) throws(Errno) {
    say("\(shown(path)): removing")
    var current = path
    let how = tool.options.value("remove")
    if how.map({ !$0.elementsEqual("unlink".utf8) }) ?? true {
      var length = Paths.name(path).utf8.count
      while length > 0 {
        let name = String(decoding: Bytes(repeating: UInt8(ascii: "0"), count: length), as: UTF8.self)
        let parent = Paths.parent(path)
        let next = path.utf8.contains(UInt8(ascii: "/")) ? Paths.join(parent, name) : name
        if status(next, followLinks: false) == nil, (try? FileSystem.rename(current, to: next)) != nil {
          say("\(shown(current)): renamed to \(shown(next))")
          current = next
        }
        length -= 1
      }
    }
    try FileSystem.unlink(current)
    say("\(shown(path)): removed")
  }
}
