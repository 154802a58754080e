// The files that the programs read: lines of words and numbers, by a fixed seed, plain and compressed.

import ABI
import Glibc
import System

struct ProgramInputs {
  /// Where the benchmark lies, and beside it the images.
  let folder: String
  let text: String
  let compressed: String
  /// What the programs write.
  let output: String
  /// Bytes.
  let textLength: Int

  private static let lines = 1_000_000

  init() throws(Errno) {
    let own = try FileSystem.readLink("/proc/self/exe")
    folder = String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)])
    text = "/tmp/apus-bench-\(getpid()).txt"
    compressed = text + ".gz"
    output = text + ".out"
    let bytes = Self.makeText()
    textLength = bytes.count
    try FileSystem.writeFile(text, bytes)
    _ = try SpawnRequest("gzip", ["gzip", "-k", text]).start().wait()
  }

  func remove() {
    for path in [text, compressed, output] { try? FileSystem.unlink(path) }
  }

  /// Lines as `word 12345 word word …`; a few have the word that grep looks for.
  private static func makeText() -> [UInt8] {
    let words = ["the", "system", "abcd", "window", "of", "process", "needles", "and", "memory", "cdab", "compositor"]
    var state: UInt64 = 42
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var text: [UInt8] = []
    for _ in 0..<lines {
      text += words[random(words.count)].utf8
      text += " \(random(1_000_000))".utf8
      for _ in 0..<random(12) {
        // The rare one is found once in some thousand lines.
        let index = random(words.count)
        text += " \(words[index == 6 && random(1000) > 0 ? 0 : index])".utf8
      }
      text.append(10)
    }
    return text
  }
}
