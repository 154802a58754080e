// How often each system call was made, and how often it failed with which error.
//
// The calls are counted on the way in, an instruction or two; the errors only where one is returned.

import ABI

/// System calls by number and error.
struct CallCounters {
  /// Numbers that are counted apart; the last one stands for all that are not known.
  static let numbers = 64
  private static let errors: UInt64 = 128
  /// 64 KiB: a word for each number and error.
  private static let order = 4

  /// By number.
  private(set) var calls: InlineArray<64, UInt64> = .init(repeating: 0)
  private let memory: PhysicalMemory
  /// The words for the errors; nil where there was no memory for them.
  private let table: UInt64?

  init(frames: FrameAllocator) {
    memory = frames.memory
    table = frames.allocate(order: Self.order)
    if let table { memory.zero(table, pageSize << UInt64(Self.order)) }
  }

  /// A call is made. A number that does not fit counts for another one, until it fails.
  @inline(__always)
  mutating func count(_ number: UInt64) { calls[Int(truncatingIfNeeded: number & 63)] &+= 1 }

  /// A call that was counted has returned a negative result.
  mutating func countFailure(_ result: Int64, of number: UInt64) {
    var place = Int(truncatingIfNeeded: number & 63)
    if Syscall(rawValue: number) == nil {
      calls[place] &-= 1
      place = Self.numbers - 1
      calls[place] &+= 1
    }
    guard let word = word(place, result.magnitude) else { return }
    memory.setWord(memory.word(at: word) &+ 1, at: word)
  }

  /// How often a call failed with this error.
  func failures(_ number: Int, _ error: Errno) -> UInt64 {
    word(number, UInt64(error.rawValue)).map { memory.word(at: $0) } ?? 0
  }

  private func word(_ number: Int, _ error: UInt64) -> UInt64? {
    guard let table, number < Self.numbers, error < Self.errors else { return nil }
    return table + (UInt64(number) * Self.errors + error) * 8
  }
}
