// A child: makes its calls, writes down how far it is, and keeps what the calls gave it for the next ones.

import ABI
import System
import SystemEntry

/// The life of a child.
enum FuzzChild {
  /// - Parameter values: seed, calls, and which of the children of a round it is.
  static func run(_ values: [UInt64]) {
    guard values.count == 3, let handle = CurrentProcess.takeHandle(named: "progress"),
      let progress = Progress(handle.release()), let arena = Arena(pages: 16), let stacks = Arena(pages: 32)
    else { return }
    var maker = CallMaker(seed: values[0], arena, stacks, progress)
    FuzzThread.serve(values[2], arena, stacks)
    for made in 0..<values[1] {
      let call = maker.make()
      progress.number = call.number
      progress.calls = made + 1
      let result = apus_syscall(
        call.number, call.arguments[0], call.arguments[1], call.arguments[2], call.arguments[3], call.arguments[4], 0)
      maker.learn(call, result)
    }
    CurrentProcess.exit(0)
  }
}

/// A system call to be made.
struct FuzzCall {
  var number: UInt64
  var arguments: InlineArray<5, UInt64> = .init(repeating: 0)

  init(_ number: UInt64) { self.number = number }
}
