// randd: serves `rand:`. Reads give random bytes, writes add entropy.
//
// Entropy: the CPU's generator (RDRAND) where there is one, the jitter of the time-stamp counter, and the times of
// requests.

import ABI
import RandomCore
import SchemeServer
import System
import SystemEntry

final class RandomServer: SchemeServer {
  private var generator: RandomGenerator

  init() {
    var seed: [UInt8] = []
    for _ in 0..<64 {
      seed += recordBytes(apus_hardware_random())
      seed += recordBytes(apus_timestamp())
    }
    seed += recordBytes(SystemClock.realTime)
    generator = RandomGenerator(seed: seed)
  }

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    guard path.isEmpty else { throw .noSuchEntry }
    return .result(1)
  }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    generator.mix(recordBytes(apus_timestamp()))
    return .bytes(generator.bytes(length))
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    generator.mix(data.array)
    return .result(UInt64(data.count))
  }
}

do throws(Errno) {
  let port = try SchemePort(registering: "rand")
  try port.serve(RandomServer())
} catch {
  Streams.printError("randd: \(error.message)")
  CurrentProcess.exit(1)
}
