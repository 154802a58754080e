// Pictures that were found good, and the comparison with them.
//
// UPDATE_SNAPSHOTS=1 writes them anew. On a difference the picture seen and one that marks the differing pixels are
// written to build/snapshots. Fonts differ from machine to machine, so a few pixels may differ a little.

import Foundation
import Graphics
import OrbToolkit
import Testing

enum Snapshot {
  /// Largest difference of a channel that the eye cannot find, and the share of pixels that may exceed it.
  private static let tolerance = 12
  private static let share = 0.002

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Snapshots/ToolkitTests")
  private static let output = URL(fileURLWithPath: "build/snapshots")

  /// Compares what the harness shows with Tests/Snapshots/ToolkitTests/NAME.png.
  static func compare(_ harness: TestHarness, _ name: String, location: SourceLocation = #_sourceLocation) {
    harness.settle()
    let file = folder.appendingPathComponent("\(name).png")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
      write(harness.bitmap, file)
      return
    }
    guard let data = try? Data(contentsOf: file), let good = try? PNG.decode([UInt8](data).span) else {
      write(harness.bitmap, output.appendingPathComponent("\(name).png"))
      Issue.record(
        "there is no snapshot \(name): look at build/snapshots, then set UPDATE_SNAPSHOTS=1", sourceLocation: location)
      return
    }
    let (count, difference) = compare(good, harness.bitmap)
    if Double(count) <= share * Double(harness.bitmap.width * harness.bitmap.height) { return }
    write(harness.bitmap, output.appendingPathComponent("\(name).png"))
    write(difference, output.appendingPathComponent("\(name)-difference.png"))
    Issue.record("\(count) pixels of \(name) differ: see build/snapshots", sourceLocation: location)
  }

  private static func compare(_ good: Bitmap, _ seen: Bitmap) -> (count: Int, difference: Bitmap) {
    let difference = Bitmap(width: max(good.width, seen.width), height: max(good.height, seen.height))
    var count = 0
    for y in 0..<difference.height {
      for x in 0..<difference.width {
        let one = good.buffer[x, y]
        let other = seen.buffer[x, y]
        let differs = distance(one, other) > tolerance
        if differs { count += 1 }
        difference.buffer[x, y] = differs ? 0xFFFF_0000 : ((other >> 2) & 0x3F3F_3F3F) | 0xFF00_0000
      }
    }
    return (count, difference)
  }

  /// The largest difference of a channel.
  private static func distance(_ one: UInt32, _ other: UInt32) -> Int {
    var largest = 0
    for shift in [UInt32(0), 8, 16] {
      let left = Int((one >> shift) & 255)
      let right = Int((other >> shift) & 255)
      largest = max(largest, abs(left - right))
    }
    return largest
  }

  private static func write(_ bitmap: Bitmap, _ file: URL) {
    try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(PNG.encode(bitmap.buffer)).write(to: file)
  }
}
