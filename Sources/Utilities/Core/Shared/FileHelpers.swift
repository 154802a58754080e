// What the programs about files share: kinds, permission texts, questions, recursion.

import ABI
import System
import UtilitySupport

extension FileStatus {
  var fileKind: FileKind { FileKind(rawValue: kind) ?? .regular }
  var isDirectory: Bool { fileKind == .directory || fileKind == .scheme }
  var isLink: Bool { fileKind == .symbolicLink }

  /// `drwxr-xr-x`.
  var modeText: Bytes {
    let letter: UInt8 =
      switch fileKind {
      case .directory, .scheme: UInt8(ascii: "d")
      case .symbolicLink: UInt8(ascii: "l")
      case .characterDevice: UInt8(ascii: "c")
      case .pipe: UInt8(ascii: "p")
      case .regular: UInt8(ascii: "-")
      }
    var text: Bytes = [letter]
    for shift in [UInt16(6), 3, 0] {
      let bits = mode >> shift & 7
      text.append(bits & 4 != 0 ? UInt8(ascii: "r") : UInt8(ascii: "-"))
      text.append(bits & 2 != 0 ? UInt8(ascii: "w") : UInt8(ascii: "-"))
      text.append(bits & 1 != 0 ? UInt8(ascii: "x") : UInt8(ascii: "-"))
    }
    func special(_ bit: UInt16, _ index: Int, _ small: Unicode.Scalar, _ large: Unicode.Scalar) {
      guard mode & bit != 0 else { return }
      text[index] = text[index] == UInt8(ascii: "x") ? UInt8(ascii: small) : UInt8(ascii: large)
    }
    special(0o4000, 3, "s", "S")
    special(0o2000, 6, "s", "S")
    special(0o1000, 9, "t", "T")
    return text
  }
}

extension Tool {
  /// Asks a question on the error output; true for an answer that starts with `y`.
  func confirm(_ question: String) -> Bool {
    output.flush()
    try? Streams.writeAll(Streams.error, "\(name): \(question) ".bytes)
    var answer = Bytes()
    var byte: Bytes = [0]
    while let count = try? Streams.read(Streams.input, into: &byte), count == 1, byte[0] != 0x0a {
      answer.append(byte[0])
    }
    return answer.first.map { $0 | 0x20 == UInt8(ascii: "y") } ?? false
  }

  /// The names in a directory, sorted by their bytes; an error is reported with `verb`.
  func sortedNames(in directory: String, _ verb: String) -> [String]? {
    do throws(Errno) {
      return try FileSystem.list(directory).map { $0.name }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      report("\(verb) '\(directory)'", error)
      return nil
    }
  }
}

/// Directories deeper than this are not walked: a program would run out of stack.
let deepestDirectory = 500

func status(_ path: String, followLinks: Bool = true) -> FileStatus? {
  try? FileSystem.status(path, followLinks: followLinks)
}

/// The target of a copy: in the directory `target` under the source's own name, or `target` itself.
func destination(of source: String, _ target: String, isDirectory: Bool) -> String {
  isDirectory ? Paths.join(target, Paths.name(source)) : target
}
