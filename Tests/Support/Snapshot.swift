// Pictures as expectations: a rendered picture is compared with the PNG of its name in Tests/Snapshots.
//
// UPDATE_SNAPSHOTS=1 writes the files anew. On a difference, NAME.actual.png and NAME.difference.png are written to
// build/snapshots, to be looked at.

import Foundation
public import Graphics

/// Comparison with stored pictures.
public enum Snapshot {
  /// The package's folder.
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Compares a picture with the stored one.
  /// - Parameters:
  ///   - name: file name without its ending; a slash makes a folder.
  ///   - tolerance: by how much a channel may differ.
  /// - Returns: what is wrong; nil if all is well.
  public static func mismatch(_ picture: Bitmap, _ name: String, tolerance: Int = 0) -> String? {
    let file = root.appendingPathComponent("Tests/Snapshots/\(name).png")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" { return write(picture, file) }
    guard let data = try? Data(contentsOf: file) else { return "no snapshot \(name): run with UPDATE_SNAPSHOTS=1" }
    let stored: Bitmap
    do { stored = try Bitmap.decoding(png: [UInt8](data)) } catch { return "the snapshot \(name) is damaged: \(error)" }
    let output = root.appendingPathComponent("build/snapshots")
    guard stored.size == picture.size else {
      _ = write(picture, output.appendingPathComponent("\(name).actual.png"))
      return "\(name) is \(picture.width) × \(picture.height), was \(stored.width) × \(stored.height)"
    }
    let difference = Bitmap(picture.size)
    var count = 0
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let apart = distance(picture.buffer[x, y], stored.buffer[x, y]) > tolerance
        difference.buffer[x, y] = apart ? 0xFFFF_0000 : (stored.buffer[x, y] >> 2 & 0x3F3F_3F3F) | 0xFF00_0000
        if apart { count += 1 }
      }
    }
    guard count > 0 else { return nil }
    _ = write(picture, output.appendingPathComponent("\(name).actual.png"))
    _ = write(difference, output.appendingPathComponent("\(name).difference.png"))
    return "\(name): \(count) pixels differ; see build/snapshots/\(name).difference.png"
  }

  /// The largest difference of two pixels' channels.
  private static func distance(_ one: UInt32, _ other: UInt32) -> Int {
    var largest = 0
    for shift in [UInt32(0), 8, 16, 24] {
      largest = max(largest, abs(Int(one >> shift & 255) - Int(other >> shift & 255)))
    }
    return largest
  }

  private static func write(_ picture: Bitmap, _ file: URL) -> String? {
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(PNG.encode(picture.buffer)).write(to: file)
      return nil
    } catch {
      return "\(file.path) cannot be written: \(error)"
    }
  }
}
