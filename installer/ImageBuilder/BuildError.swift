// The one error of the image builder: a sentence for the person who builds, and helpers that give it.

import Foundation

/// Why no image was made.
struct BuildError: Error {
  let message: String
  init(_ message: String) { self.message = message }

  /// Prints it where people look for errors.
  func report() { FileHandle.standardError.write(Data((message + "\n").utf8)) }
}

/// Files of the host, whole.
enum HostFile {
  static func read(_ path: String) throws(BuildError) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw BuildError("imagebuilder: cannot read \(path): \(error.localizedDescription)")
    }
  }

  /// Writes a file so that it is there whole or not at all.
  static func write(_ bytes: [UInt8], to path: String) throws(BuildError) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw BuildError("imagebuilder: cannot write \(path): \(error.localizedDescription)")
    }
  }
}
