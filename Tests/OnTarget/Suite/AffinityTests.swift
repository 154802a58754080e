// Where a process runs that may run on some CPUs alone: by the kernel's word, and by that of the CPU itself.

import ABI
import Instructions
import System
import SystemEntry

/// One after the other on each CPU.
enum AffinityTests {
  /// What a role leaves as its status; nil: it is none of these.
  static func play(_ arguments: [String]) -> Int32? {
    guard let role = arguments.first else { return nil }
    if role.utf8.elementsEqual("affinity".utf8) { return (try? staysEverywhere()) ?? 9 }
    if role.utf8.elementsEqual("affinity-child".utf8) { return (try? countCPUs()) ?? 9 }
    return nil
  }

  private static func change(_ process: borrowing Handle, _ set: UInt64? = nil) throws(Errno) -> UInt64 {
    let input = set.map { set in (0..<8).map { UInt8(truncatingIfNeeded: set >> ($0 * 8)) } } ?? []
    let told = try process.call(KernelOperation.affinity.rawValue, input, capacity: 8)
    return told.output.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// 0, or the number of what went wrong.
  private static func staysEverywhere() throws(Errno) -> Int32 {
    let process = try Handle.open("proc:self")
    let all = try change(process)
    var seen: [UInt32] = []
    for number: UInt64 in 0..<64 where all >> number & 1 != 0 {
      guard try change(process, 1 << number) == 1 << number else { return 1 }
      let here = probe_processor()
      guard !seen.contains(here) else { return 2 }
      seen.append(here)
      for round in 0..<500 {
        if round % 50 == 0 { SystemClock.sleep(milliseconds: 1) }
        guard probe_processor() == here else { return 3 }
      }
      // What is started now has the same.
      guard Children.run("affinity-child").map({ Children.end(of: $0) }) == .exit(1) else { return 4 }
    }
    guard try change(process, all | 1 << 63) == all else { return 5 }
    do throws(Errno) {
      _ = try change(process, 1 << 63)
      return 6
    } catch { return error == .invalidArgument ? 0 : 7 }
  }

  private static func countCPUs() throws(Errno) -> Int32 {
    Int32(try change(Handle.open("proc:self")).nonzeroBitCount)
  }
}
