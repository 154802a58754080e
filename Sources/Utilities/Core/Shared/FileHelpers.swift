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
    return [letter] + ModeText.permissions(mode)
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
