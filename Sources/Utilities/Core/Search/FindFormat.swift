// The formats of `find -printf`.
//
// Specification: GNU findutils 4.9.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Formats about files.
struct FindFormat {
  /// A piece of a format.
  enum Part {
    case text(Bytes)
    /// A letter (for times a second one), with flags and width.
    case field(UInt8, UInt8, Width)
    /// `\c`: no more.
    case stop
  }

  /// What stands between `%` and the letter.
  struct Width {
    var isLeft = false
    var columns = 0
    var precision: Int?
  }

  private static let widest = 4096

  /// The parts of a format, and warnings about it.
  static func parse(_ format: Bytes) throws(FindError) -> (parts: [Part], warnings: [String]) {
    var parts: [Part] = []
    var warnings: [String] = []
    var text = Bytes()
    var index = 0
    func flush() {
      if !text.isEmpty { parts.append(.text(text)) }
      text = []
    }
    while index < format.count {
      let byte = format[index]
      index += 1
      if byte == UInt8(ascii: "\\") {
        guard index < format.count else { throw FindError("error: \\ at end of format string") }
        if format[index] == UInt8(ascii: "c") {
          flush()
          parts.append(.stop)
          return (parts, warnings)
        }
        let (bytes, length) = escape(format[index...])
        if let bytes {
          text += bytes
        } else {
          warnings.append("unrecognized escape `\\\(Bytes([format[index]]).text)'")
          text += [byte, format[index]]
        }
        index += length
      } else if byte == UInt8(ascii: "%") {
        let start = index - 1
        var width = Width()
        while index < format.count, "-0+ #".utf8.contains(format[index]) {
          if format[index] == UInt8(ascii: "-") { width.isLeft = true }
          index += 1
        }
        width.columns = number(format, &index) ?? 0
        if index < format.count, format[index] == UInt8(ascii: ".") {
          index += 1
          width.precision = number(format, &index) ?? 0
        }
        guard index < format.count else { throw FindError("error: % at end of format string") }
        let letter = format[index]
        index += 1
        if letter == UInt8(ascii: "%") {
          text.append(letter)
        } else if "AaBbCcDdFfGgHhiklmMnPpsStTuUyY".utf8.contains(letter) {
          flush()
          var second: UInt8 = 0
          if "ACTB".utf8.contains(letter) {
            guard index < format.count else {
              throw FindError("error: %\(Bytes([letter]).text) at end of format string")
            }
            second = format[index]
            index += 1
          }
          parts.append(.field(letter, second, width))
        } else {
          warnings.append("unrecognized format directive `%\(Bytes([letter]).text)'")
          text += format[start..<index]
        }
      } else {
        text.append(byte)
      }
    }
    flush()
    return (parts, warnings)
  }

  private static func number(_ format: Bytes, _ index: inout Int) -> Int? {
    let digits = format[index...].prefix(while: Character8.isDigit)
    index += digits.count
    return digits.isEmpty ? nil : min(digits.decimal ?? widest, widest)
  }

  private static func escape(_ text: ArraySlice<UInt8>) -> (Bytes?, Int) {
    let letter = text[text.startIndex]
    switch letter {
    case UInt8(ascii: "a"): return ([0x07], 1)
    case UInt8(ascii: "b"): return ([0x08], 1)
    case UInt8(ascii: "f"): return ([0x0c], 1)
    case UInt8(ascii: "n"): return ([0x0a], 1)
    case UInt8(ascii: "r"): return ([0x0d], 1)
    case UInt8(ascii: "t"): return ([0x09], 1)
    case UInt8(ascii: "v"): return ([0x0b], 1)
    case UInt8(ascii: "\\"): return ([letter], 1)
    case 0x30...0x37:
      let digits = text.prefix(3).prefix { $0 >= 0x30 && $0 < 0x38 }
      return ([UInt8(truncatingIfNeeded: Bytes(digits).octal ?? 0)], digits.count)
    default: return (nil, 1)
    }
  }

  // MARK: Fields

  let zone: TimeZoneRule
  let users: [UInt32: String]
  let groups: [UInt32: String]

  init() {
    zone = currentZone()
    users = Account.names("/etc/passwd")
    groups = Account.names("/etc/group")
  }

  /// The text for a file; the flag says that `\c` ended the format.
  func formatted(_ parts: [Part], _ file: FindFile) -> Bytes {
    var text = Bytes()
    for part in parts {
      switch part {
      case .text(let bytes): text += bytes
      case .stop: return text
      case .field(let letter, let second, let width):
        var field = field(letter, second, file)
        if let precision = width.precision { field = Bytes(field.prefix(precision)) }
        let padding = Bytes(repeating: 0x20, count: max(0, width.columns - field.count))
        text += width.isLeft ? field + padding : padding + field
      }
    }
    return text
  }

  private func field(_ letter: UInt8, _ second: UInt8, _ file: FindFile) -> Bytes {
    let status = file.status
    switch letter {
    case UInt8(ascii: "p"): return file.path.bytes
    case UInt8(ascii: "f"): return Self.lastName(file.path.bytes)
    case UInt8(ascii: "h"): return Self.leading(file.path.bytes)
    case UInt8(ascii: "H"): return file.root.bytes
    case UInt8(ascii: "P"):
      return Bytes(file.path.bytes.dropFirst(file.root.utf8.count).drop { $0 == UInt8(ascii: "/") })
    case UInt8(ascii: "s"): return Bytes(decimal: status.size)
    case UInt8(ascii: "k"): return Bytes(decimal: (status.storage &+ 1023) / 1024)
    case UInt8(ascii: "b"): return Bytes(decimal: status.storage / 512)
    case UInt8(ascii: "m"): return String(status.mode & 0o7777, radix: 8).bytes
    case UInt8(ascii: "M"): return status.modeText
    case UInt8(ascii: "n"): return Bytes(decimal: status.links)
    case UInt8(ascii: "i"): return Bytes(decimal: status.inode)
    case UInt8(ascii: "d"): return Bytes(decimal: file.depth)
    case UInt8(ascii: "D"): return [0x30]
    case UInt8(ascii: "F"): return "file".bytes
    case UInt8(ascii: "u"): return (users[status.user] ?? "\(status.user)").bytes
    case UInt8(ascii: "g"): return (groups[status.group] ?? "\(status.group)").bytes
    case UInt8(ascii: "U"): return Bytes(decimal: status.user)
    case UInt8(ascii: "G"): return Bytes(decimal: status.group)
    case UInt8(ascii: "l"): return status.isLink ? ((try? FileSystem.readLink(file.path)) ?? "").bytes : []
    case UInt8(ascii: "y"): return [Self.letter(status)]
    case UInt8(ascii: "Y"):
      guard status.isLink else { return [Self.letter(status)] }
      return [targetStatus(file.path).map(Self.letter) ?? UInt8(ascii: "N")]
    case UInt8(ascii: "S"): return Self.sparseness(status)
    default: return time(letter, second, status)
    }
  }

  private static func sparseness(_ status: FileStatus) -> Bytes {
    status.size == 0 ? "1".bytes : Bytes(decimal: status.storage / status.size)
  }

  /// The letter of a kind, as `-type` has it.
  private static func letter(_ status: FileStatus) -> UInt8 {
    switch status.fileKind {
    case .regular: UInt8(ascii: "f")
    case .directory, .scheme: UInt8(ascii: "d")
    case .symbolicLink: UInt8(ascii: "l")
    case .characterDevice: UInt8(ascii: "c")
    case .pipe: UInt8(ascii: "p")
    }
  }

  private static func trimmed(_ path: Bytes) -> Bytes {
    var path = path
    while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }

  private static func lastName(_ path: Bytes) -> Bytes {
    let whole = trimmed(path)
    guard whole.count > 1, let slash = whole.lastIndex(of: UInt8(ascii: "/")) else { return whole }
    return Bytes(path[(slash + 1)...])
  }

  private static func leading(_ path: Bytes) -> Bytes {
    let whole = trimmed(path)
    guard let slash = whole.lastIndex(of: UInt8(ascii: "/")) else { return ".".bytes }
    return Bytes(whole[..<slash])
  }

  private func time(_ letter: UInt8, _ second: UInt8, _ status: FileStatus) -> Bytes {
    let nanoseconds: UInt64
    switch letter {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): nanoseconds = status.accessed
    case UInt8(ascii: "C"), UInt8(ascii: "c"): nanoseconds = status.changed
    default: nanoseconds = status.modified
    }
    let time = moment(nanoseconds)
    let date = DateFormat(time.seconds, time.nanoseconds, zone)
    if letter >= 0x61 { return date.formatted("%a %b %d %H:%M:%S.%N0 %Y".bytes) }
    switch second {
    case UInt8(ascii: "@"): return date.formatted("%s.%N0".bytes)
    case UInt8(ascii: "+"): return date.formatted("%F+%T.%N0".bytes)
    case UInt8(ascii: "T"), UInt8(ascii: "X"): return date.formatted("%T.%N0".bytes)
    case UInt8(ascii: "S"): return date.formatted("%S.%N0".bytes)
    case UInt8(ascii: "c"): return date.formatted("%a %b %d %H:%M:%S.%N0 %Y".bytes)
    default: return date.formatted([UInt8(ascii: "%"), second])
    }
  }
}

/// A file that find has come to.
struct FindFile {
  var path: String
  /// The operand below which it lies.
  var root: String
  var status: FileStatus
  var depth: Int
}

/// What a path leads to.
private func targetStatus(_ path: String) -> FileStatus? { status(path) }
