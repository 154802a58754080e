// What the calls have reached, by the kernel's own counters (`sys:counters`): which call ended in which way, and which
// calls are worth more tries.
//
// The counters are the whole machine's; beside the fuzzer it does next to nothing.

import ABI
import System

/// Outcomes by call.
struct Coverage {
  /// Numbers that are tried: all that are known, and more.
  static let numbers = 64

  /// The line of each call at the start, and what it has reached since: how it ended, and how often.
  private var calls: [UInt64] = Array(repeating: 0, count: numbers)
  private var atStart: [UInt64]
  private var outcomes: [[String]] = Array(repeating: [], count: numbers)
  /// Rounds since the call last ended in a way that was new.
  private var age: [Int] = Array(repeating: 0, count: numbers)

  init() {
    atStart = Array(repeating: 0, count: Self.numbers)
    update()
    atStart = calls
    outcomes = Array(repeating: [], count: Self.numbers)
  }

  /// Reads the counters.
  mutating func update() {
    guard let text = try? FileSystem.readFile("sys:counters", limit: 1 << 16) else { return }
    for line in text.split(separator: 10) {
      let words = line.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
      guard words.count >= 2, let number = Self.number(of: words[0]), let count = FuzzOptions.number(words[1])
      else { continue }
      calls[number] = count
      var failures: UInt64 = 0
      for place in stride(from: 2, to: words.count - 1, by: 2) {
        failures += FuzzOptions.number(words[place + 1]) ?? 0
        note(words[place], number)
      }
      if failures < count { note("ok", number) }
      age[number] += 1
    }
  }

  private mutating func note(_ outcome: String, _ number: Int) {
    guard !outcomes[number].contains(where: { $0.utf8.elementsEqual(outcome.utf8) }) else { return }
    outcomes[number].append(outcome)
    age[number] = 0
  }

  private static func number(of name: String) -> Int? {
    if name.utf8.elementsEqual("unknown".utf8) { return numbers - 1 }
    return Syscall.allCases.first { "\($0.name)".utf8.elementsEqual(name.utf8) }.map { Int($0.rawValue) }
  }

  /// A call that has just reached something new is tried four times as often as one that has not for long.
  func weight(_ number: Int) -> UInt8 {
    guard Syscall(rawValue: UInt64(number)) != nil else { return 1 }
    return age[number] < 8 ? 16 : age[number] < 64 ? 8 : 4
  }

  /// Calls that never succeeded or were never made, and errors that no call returned.
  func report() -> [String] {
    var lines: [String] = []
    var seen: [String] = []
    for call in Syscall.allCases {
      let number = Int(call.rawValue)
      seen += outcomes[number]
      lines.append("  \(call.name) \(calls[number] - atStart[number]): " + outcomes[number].joined(separator: " "))
    }
    let missing = Errno.allCases.map { "\($0.name)" }.filter { name in
      !seen.contains { $0.utf8.elementsEqual(name.utf8) }
    }
    lines.append("  errors not reached: " + missing.joined(separator: " "))
    return lines
  }
}
