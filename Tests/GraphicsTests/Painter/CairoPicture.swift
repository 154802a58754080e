// Pictures by cairo, to compare ours with: a small program in Python draws them (Tests/Reference/Cairo).

import Foundation
import TestSupport
import Testing

@testable import Graphics

/// Words for cairo, and what came of them.
struct CairoPicture {
  private(set) var script: String
  private let size: PixelSize

  init(width: Int, height: Int) {
    script = "new \(width) \(height)\n"
    size = PixelSize(width: width, height: height)
  }

  mutating func add(_ line: String) { script += line + "\n" }

  mutating func fill(_ path: String, _ rule: FillRule = .nonZero) {
    add("path \(path)")
    add("fill \(rule == .nonZero ? "nonzero" : "evenodd")")
  }

  mutating func stroke(_ path: String, _ style: StrokeStyle) {
    add("path \(path)")
    let dashes = style.dashes.map { " \($0)" }.joined()
    add("stroke \(style.width) \(style.cap) \(style.join) \(style.miterLimit) \(style.dashOffset)\(dashes)")
  }

  /// Runs cairo, and compares its picture with ours, channel by channel.
  /// - Parameters:
  ///   - edge: The most that the channels of a pixel may differ by.
  ///   - strays: The share of channels that may differ by more. (Where edges of one shape overlap inside of a pixel we
  ///     add up what each covers, as FreeType does; cairo cuts them out of each other first.)
  ///   - mean: The most that the channels of pixels where either has something may differ by on average.
  func compare(_ bitmap: Bitmap, edge: Int, strays: Double = 0, mean: Double, _ name: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let result = try ProgramRun.run(
      "/usr/bin/python3", [root + "/Reference/Cairo/draw.py"], input: script + "show\n", directory: "/",
      environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    #expect(result.errors == "" && result.status == 0)
    let digits = Array(result.output.utf8)
    try #require(digits.count == size.width * size.height * 8 + 1, "\(name): cairo drew nothing")
    let pixels = (0..<(size.width * size.height)).map { index in
      digits[(index * 8)..<(index * 8 + 8)].reduce(UInt32(0)) { $0 << 4 | UInt32($1 < 0x3A ? $1 - 0x30 : $1 - 0x57) }
    }
    Self.compare(bitmap, edge: edge, strays: strays, mean: mean, name) { pixels[$1 * size.width + $0] }
  }

  /// The same with any other picture of that size.
  static func compare(
    _ bitmap: Bitmap, edge: Int, strays: Double = 0, mean: Double, _ name: String,
    _ reference: (_ x: Int, _ y: Int) -> UInt32
  ) {
    var (sum, count, beyond, worst) = (0, 0, 0, (difference: 0, x: 0, y: 0))
    for y in 0..<bitmap.height {
      for x in 0..<bitmap.width {
        let (ours, theirs) = (bitmap.buffer[x, y], reference(x, y))
        if ours | theirs == 0 { continue }
        for shift: UInt32 in [0, 8, 16, 24] {
          let difference = abs(Int(ours >> shift & 255) - Int(theirs >> shift & 255))
          sum += difference
          count += 1
          if difference > edge { beyond += 1 }
          if difference > worst.difference { worst = (difference, x, y) }
        }
      }
    }
    #expect(count > 0, "\(name) is empty")
    #expect(
      Double(beyond) <= strays * Double(count),
      "\(name): \(beyond) of \(count), the worst at \(worst.x), \(worst.y) is \(worst.difference) levels apart")
    let average = Double(sum) / Double(max(count, 1))
    #expect(average <= mean, "\(name): \(average) levels apart on average")
  }
}
