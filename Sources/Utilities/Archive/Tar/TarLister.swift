// tar -t, and the lines that -v writes for members.

import ABI
import Archive
import System
import UtilitySupport

/// Writes lines about members.
struct TarLines {
  private let usesNumbers: Bool
  private let usesFullTime: Bool
  /// How wide owner and size have become: columns grow and stay.
  private var width = 19

  init(_ tool: Tool) {
    usesNumbers = tool.has("numeric-owner")
    usesFullTime = tool.has("full-time")
  }

  /// A name as it is shown: control characters and backslashes are spelled out.
  static func shown(_ name: Bytes) -> Bytes {
    var text = Bytes()
    for byte in name {
      switch byte {
      case 0x5c: text += "\\\\".bytes
      case 0x0a: text += "\\n".bytes
      case 0x09: text += "\\t".bytes
      case 0x0d: text += "\\r".bytes
      case 0x08: text += "\\b".bytes
      case 0x0c: text += "\\f".bytes
      case 0x07: text += "\\a".bytes
      case 0x0b: text += "\\v".bytes
      case 0..<0x20, 0x7f: text += "\\".bytes + [0x30 + byte >> 6, 0x30 + byte >> 3 & 7, 0x30 + byte & 7]
      default: text.append(byte)
      }
    }
    return text
  }

  /// As `ls -l` would show the member.
  mutating func long(_ member: TarMember) -> Bytes {
    func owner(_ name: Bytes, _ number: UInt32) -> Bytes {
      usesNumbers || name.isEmpty ? Bytes(decimal: number) : name
    }
    var line = Self.mode(member) + [0x20]
    let owners = owner(member.userName, member.user) + "/".bytes + owner(member.groupName, member.group)
    let isDevice = member.kind == .characterDevice || member.kind == .blockDevice
    let hasContent = member.kind == .file || member.kind == .sparse
    let number = Bytes(decimal: hasContent ? member.size : 0)
    let size = isDevice ? "\(member.device.major),\(member.device.minor)".bytes : number
    width = max(width, owners.count + size.count + 1)
    line += owners + [0x20] + Bytes(repeating: 0x20, count: width - owners.count - size.count - 1) + size + [0x20]
    let format = usesFullTime ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M"
    line += CalendarDate(seconds: member.modified).formatted(format.bytes)
    if usesFullTime, member.nanoseconds > 0 {
      let digits = Bytes(decimal: member.nanoseconds)
      line += ".".bytes + Bytes(repeating: 0x30, count: 9 - digits.count) + digits
    }
    line += [0x20] + Self.shown(member.path)
    if member.kind == .symbolicLink { line += " -> ".bytes + Self.shown(member.target) }
    if member.kind == .hardLink { line += " link to ".bytes + Self.shown(member.target) }
    return line + [0x0a]
  }

  /// The line of a member under -v (once or more often), or in a list.
  mutating func line(_ member: TarMember, isLong: Bool) -> Bytes {
    isLong ? long(member) : Self.shown(member.path) + [0x0a]
  }

  private static func mode(_ member: TarMember) -> Bytes {
    let letter: UInt8 =
      switch member.kind {
      case .file, .sparse: UInt8(ascii: "-")
      case .hardLink: UInt8(ascii: "h")
      case .symbolicLink: UInt8(ascii: "l")
      case .characterDevice: UInt8(ascii: "c")
      case .blockDevice: UInt8(ascii: "b")
      case .directory: UInt8(ascii: "d")
      case .pipe: UInt8(ascii: "p")
      case .other: UInt8(ascii: "?")
      }
    return [letter] + ModeText.permissions(member.mode)
  }
}

/// Lists an archive.
final class TarLister {
  private let tar: TarRun

  init(_ tar: TarRun) { self.tar = tar }

  func run() throws(TarFatal) {
    let input = try TarInput(tar)
    var lines = TarLines(tar.tool)
    while true {
      switch try input.next() {
      case .end:
        try input.drain()
        for name in tar.selection.missing { tar.fail("\(name.text): Not found in archive") }
        return
      case .content: continue
      case .member(let member):
        guard tar.selection.wants(member.path) else { continue }
        // What would be cut off is told, the name itself shown as it stands there.
        _ = tar.safeName(member.path)
        tar.tool.output.write(lines.line(member, isLong: tar.verbosity > 0))
        if tar.tool.isOutputClosed { return }
      }
    }
  }
}
