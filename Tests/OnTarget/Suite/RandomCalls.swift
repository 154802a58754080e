// System calls with random numbers and arguments: whatever they answer, the kernel has to stay whole.

import ABI
import System
import SystemEntry

/// The child that makes them.
enum RandomCalls {
  static let count = 50_000
  private static let seed: UInt64 = 0x4150_5553

  /// Left out: those that end or block the caller for good, or reach other processes.
  private static let excluded: [Syscall] = [
    .exit, .threadExit, .sleep, .futexWait, .limitWaits, .kill, .receive, .replyReceive,
  ]

  static func run() {
    var random = Random(state: seed)
    let page = Scratch.page()
    for _ in 0..<count {
      let number = random.next() % 40
      if let call = Syscall(rawValue: number), excluded.contains(call) { continue }
      // Closing the console would only make the rest of the run quiet.
      let arguments = (0..<5).map { _ in argument(&random, page) }
      if number == Syscall.read.rawValue, arguments[0] < 3 { continue }
      _ = apus_syscall(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], 0)
    }
  }

  /// Small numbers, addresses of all kinds, and noise.
  private static func argument(_ random: inout Random, _ page: UInt64) -> UInt64 {
    let value = random.next()
    return switch random.next() % 8 {
    case 0: value % 8
    case 1: value % 4096
    case 2: page + value % 4096
    case 3: 0x7d80_0010_0000 + value % 65536
    case 4: 1 << (value % 64)
    case 5: ~(value % 16)
    case 6: value % AddressSpace.userEnd & ~4095
    default: value
    }
  }

  /// Numbers by seed (splitmix64).
  struct Random {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &+ 0x9e37_79b9_7f4a_7c15
      var value = state
      value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
      return value ^ value >> 31
    }
  }
}
