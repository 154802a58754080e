// Byte sequences of many kinds for the compression tests, and the host's gzip as the reference implementation.

import Foundation

/// A small seeded generator, so that a failing case can be repeated.
struct SampleGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 0x9e37_79b9_7f4a_7c15 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}

enum Samples {
  /// One sample of a kind chosen by `seed`, at most `size` bytes.
  static func sample(seed: UInt64, size: Int) -> [UInt8] {
    var generator = SampleGenerator(seed: seed)
    let count = Int.random(in: 0...size, using: &generator)
    switch seed % 6 {
    case 0: return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    case 1: return periodic(count, period: Int.random(in: 1...40, using: &generator), &generator)
    case 2: return text(count, &generator)
    case 3: return skewed(count, &generator)
    case 4: return [UInt8](repeating: UInt8(truncatingIfNeeded: seed), count: count)
    default: return mixed(count, &generator)
    }
  }

  private static func periodic(_ count: Int, period: Int, _ generator: inout SampleGenerator) -> [UInt8] {
    let unit = (0..<period).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return (0..<count).map { unit[$0 % period] }
  }

  private static func text(_ count: Int, _ generator: inout SampleGenerator) -> [UInt8] {
    let words = ["the ", "swift ", "kernel ", "maps ", "a ", "page ", "and ", "returns. ", "let value = ", "\n"]
    var bytes: [UInt8] = []
    while bytes.count < count { bytes += Array(words[Int.random(in: 0..<words.count, using: &generator)].utf8) }
    return Array(bytes.prefix(count))
  }

  /// Frequencies that fall by half from value to value: gives codes with very long words.
  private static func skewed(_ count: Int, _ generator: inout SampleGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8(min(generator.next().trailingZeroBitCount, 40)) }
  }

  private static func mixed(_ count: Int, _ generator: inout SampleGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let length = Int.random(in: 1...3_000, using: &generator)
      if bytes.count > 10, Bool.random(using: &generator) {
        let distance = Int.random(in: 1...min(bytes.count, 40_000), using: &generator)
        for _ in 0..<min(length, 600) { bytes.append(bytes[bytes.count - distance]) }
      } else {
        for _ in 0..<min(length, 300) { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
      }
    }
    return Array(bytes.prefix(count))
  }
}

enum ReferenceTool {
  /// What the host's program writes to its standard output when it reads `input`.
  static func run(_ program: String, _ arguments: [String], input: [UInt8]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let inputFile = folder.appendingPathComponent("input")
    let outputFile = folder.appendingPathComponent("output")
    try Data(input).write(to: inputFile)
    _ = FileManager.default.createFile(atPath: outputFile.path, contents: nil)

    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ToolFailure(status: process.terminationStatus) }
    return [UInt8](try Data(contentsOf: outputFile))
  }

  struct ToolFailure: Error { let status: Int32 }
}
