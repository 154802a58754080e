// Pictures written by other programs at test time, and what these read from them: Tests/Reference/pictures.py.

import Foundation
import Graphics
import TestSupport
import Testing

/// The pictures, made once for all tests.
struct PictureReferences {
  /// What a picture shows, as straight RGBA.
  struct Frame {
    let width: Int
    let height: Int
    let milliseconds: Int
    let rgba: ArraySlice<UInt8>
  }

  private static let made = Result { try PictureReferences() }

  private let folder: TemporaryFolder
  let names: [String]

  private init() throws {
    folder = try TemporaryFolder()
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Reference/pictures.py").path
    let run = try ProgramRun.run(
      "/usr/bin/python3", [script, folder.path], directory: "/", environment: ["PATH": "/usr/bin:/bin"])
    try #require(run.status == 0, "\(run.errors)")
    names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  static func all() throws -> PictureReferences { try made.get() }

  /// The names of the pictures of a format.
  static func names(_ ending: String) throws -> [String] {
    let names = try all().names.filter { $0.hasSuffix("." + ending) }
    try #require(!names.isEmpty)
    return names
  }

  func file(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
  }

  func frames(_ name: String) throws -> [Frame] {
    let bytes = try file(name + ".pixels")
    func number(_ place: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) } }
    var place = 4
    return (0..<number(0)).map { _ in
      let (width, height) = (number(place), number(place + 4))
      let start = place + 12
      defer { place = start + width * height * 4 }
      return Frame(
        width: width, height: height, milliseconds: number(place + 8), rgba: bytes[start..<(start + width * height * 4)]
      )
    }
  }
}

extension PictureReferences.Frame {
  /// The largest difference of a channel to `bitmap`, both premultiplied; nil when the sizes differ.
  func difference(to bitmap: Bitmap) -> Int? {
    guard bitmap.width == width, bitmap.height == height else { return nil }
    let buffer = bitmap.buffer
    var largest = 0
    var place = rgba.startIndex
    for y in 0..<height {
      for x in 0..<width {
        let color = Color(red: rgba[place], green: rgba[place + 1], blue: rgba[place + 2], alpha: rgba[place + 3])
        place += 4
        let (ours, theirs) = (buffer[x, y], color.premultiplied)
        if ours == theirs { continue }
        for shift: UInt32 in [0, 8, 16, 24] {
          largest = max(largest, abs(Int(ours >> shift & 255) - Int(theirs >> shift & 255)))
        }
      }
    }
    return largest
  }
}
