// The records that the kernel shows under `proc:` and `sys:`, and the compositor under `orbital:windows`, taken from
// their bytes.

import ABI
import Protocols
import System
import UtilitySupport

/// Little-endian fields of a record; 0 behind its end.
struct RecordFields {
  private let bytes: Bytes

  init(_ bytes: Bytes) { self.bytes = bytes }

  func word32(_ offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: word(offset, 4)) }
  func word64(_ offset: Int) -> UInt64 { word(offset, 8) }

  private func word(_ offset: Int, _ count: Int) -> UInt64 {
    guard offset + count <= bytes.count else { return 0 }
    var value: UInt64 = 0
    for index in (offset..<offset + count).reversed() { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  func text(_ offset: Int, _ length: Int) -> String {
    let end = min(offset + max(0, length), bytes.count)
    return offset < end ? Bytes(bytes[offset..<end]).text : ""
  }
}

/// A process, from `proc:N/status` (ABI: ProcessStatus).
struct ProcessRecord {
  let process: UInt32
  let parent: UInt32
  let user: UInt32
  let state: UInt32
  let threads: UInt32
  let handles: UInt32
  let residentBytes: UInt64
  let virtualBytes: UInt64
  /// Nanoseconds.
  let cpuTime: UInt64
  /// Monotonic nanoseconds.
  let started: UInt64
  let name: String

  init?(_ bytes: Bytes) {
    guard bytes.count >= 104 else { return nil }
    let fields = RecordFields(bytes)
    process = fields.word32(0)
    parent = fields.word32(4)
    user = fields.word32(12)
    state = fields.word32(20)
    threads = fields.word32(28)
    handles = fields.word32(32)
    residentBytes = fields.word64(40)
    virtualBytes = fields.word64(48)
    cpuTime = fields.word64(56)
    started = fields.word64(64)
    name = fields.text(72, min(Int(fields.word32(36)), 32))
  }

  /// Every process, by number. One that ends while it is looked at is left out.
  static func all() throws(Errno) -> [ProcessRecord] {
    let numbers = try FileSystem.list("proc:").compactMap { $0.name.bytes.decimal }
    return numbers.sorted().compactMap { number in
      guard let bytes = try? FileSystem.readFile("proc:\(number)/status", limit: 4096) else { return nil }
      return ProcessRecord(bytes)
    }
  }

  /// One letter for the state, as in ps.
  var stateLetter: String {
    switch ProcessStatus.State(rawValue: state) {
    case .running, .ready: "R"
    case .blocked: "S"
    case .stopped: "T"
    case .ended: "Z"
    case nil: "?"
    }
  }
}

/// The machine's memory, from `sys:memory` (ABI: MemoryStatus).
struct MemoryRecord {
  let total: UInt64
  let free: UInt64
  let kernelHeap: UInt64
  let pageTables: UInt64
  let shared: UInt64
  let processes: UInt64
  let threads: UInt64

  static func read() throws(Errno) -> MemoryRecord {
    let fields = RecordFields(try FileSystem.readFile("sys:memory", limit: 4096))
    return MemoryRecord(
      total: fields.word64(0), free: fields.word64(8), kernelHeap: fields.word64(16), pageTables: fields.word64(24),
      shared: fields.word64(32), processes: fields.word64(48), threads: fields.word64(56))
  }
}

/// A window of the desktop, from `orbital:windows` (ABI: WindowDescription).
struct WindowRecord {
  private static let size = 128
  /// Windows that are asked for.
  private static let limit = 256

  let number: UInt32
  let process: UInt32
  let state: WindowDescription.State
  /// Of the content, in device pixels of the screen.
  let x: Int32
  let y: Int32
  let width: Int32
  let height: Int32
  let title: String

  /// Every window that the panel shows, in the order in which they were opened.
  static func all() throws(Errno) -> [WindowRecord] {
    let list = try Handle.open("orbital:windows", [.read, .write])
    let bytes = try list.call(OrbitalOperation.windowList.rawValue, capacity: size * limit).output
    return stride(from: 0, through: bytes.count - size, by: size).map { start in
      let fields = RecordFields(Bytes(bytes[start..<start + size]))
      func signed(_ offset: Int) -> Int32 { Int32(bitPattern: fields.word32(offset)) }
      return WindowRecord(
        number: fields.word32(0), process: fields.word32(4), state: .init(rawValue: fields.word32(8)), x: signed(16),
        y: signed(20), width: signed(24), height: signed(28), title: fields.text(32, min(Int(fields.word32(12)), 96)))
    }
  }

  /// One word for the state.
  var stateName: String {
    if state.contains(.unresponsive) { return "hung" }
    if state.contains(.minimized) { return "minimized" }
    if state.contains(.focused) { return "focused" }
    return state.contains(.maximized) ? "maximized" : "-"
  }
}

/// `1:02:03` or `2:03`.
func clockText(_ nanoseconds: UInt64) -> String {
  let seconds = nanoseconds / 1_000_000_000
  func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let minutes = seconds / 60
  return minutes < 60 ? "\(minutes):\(two(seconds % 60))" : "\(minutes / 60):\(two(minutes % 60)):\(two(seconds % 60))"
}
