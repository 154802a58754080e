// What the person, or the kernel's command line, asked for.

import System

/// Seed, number of calls, first round.
struct FuzzOptions {
  var seed: UInt64 = SystemClock.monotonic | 1
  var calls: UInt64 = 200_000
  var round: UInt64 = 0

  init(_ arguments: [String]) {
    let line = (try? FileSystem.readFile("sys:command-line", limit: 4096)) ?? []
    for word in line.split(whereSeparator: { $0 <= 32 }) {
      if let value = Self.value(of: "fuzz-seed=", in: word) { seed = value }
      if let value = Self.value(of: "fuzz-calls=", in: word) { calls = value }
      if let value = Self.value(of: "fuzz-round=", in: word) { round = value }
    }
    for (option, text) in zip(arguments, arguments.dropFirst()) {
      guard let value = Self.number(text) else { continue }
      if option.utf8.elementsEqual("--seed".utf8) { seed = value }
      if option.utf8.elementsEqual("--calls".utf8) { calls = value }
      if option.utf8.elementsEqual("--round".utf8) { round = value }
    }
  }

  private static func value(of name: String, in word: ArraySlice<UInt8>) -> UInt64? {
    word.starts(with: name.utf8) ? number(word.dropFirst(name.utf8.count)) : nil
  }

  static func number(_ text: String) -> UInt64? { number(Array(text.utf8)[...]) }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for digit in digits {
      guard digit >= 48, digit < 58 else { return nil }
      value = value &* 10 &+ UInt64(digit - 48)
    }
    return digits.isEmpty ? nil : value
  }
}
