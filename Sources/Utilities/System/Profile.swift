// profile: where programs spend their time, as folded stacks (one line a stack: frames from the outermost inwards,
// separated by semicolons, and how often), for flame graphs.
//
// The kernel takes the samples and names the functions. It is in no sample itself: its time is the frame `[kernel]`
// on top of the function that made the call.

import ABI
import System
import UtilitySupport

let profileProgram = Utility(
  "profile", "[-o FILE] [-p PROCESS] [SECONDS]", "Show where time is spent, as folded stacks (10 seconds).",
  [
    OptionDescription("-o FILE", "write to a file"), OptionDescription("-p PROCESS", "of one process"),
  ]
) { tool in
  do throws(Errno) {
    let seconds = tool.operands.first.map { Array($0.utf8).decimal } ?? 10
    guard let seconds, seconds > 0 else { return tool.usageError("invalid number of seconds") }
    var profile = try Profile(tool.options.value("p")?.decimal)
    try profile.run(UInt64(seconds))
    let lines = profile.lines.joined(separator: "\n") + "\n"
    if let path = tool.options.value("o") {
      try FileSystem.writeFile(path.text, Array(lines.utf8))
    } else {
      tool.output.write(lines)
    }
    return 0
  } catch {
    tool.report("profile", error)
    return 1
  }
}

/// Samples that are collected by their stack.
private struct Profile {
  /// The kernel keeps a second's worth of samples.
  private static let interval: UInt64 = 200_000_000
  private static let records = 1024

  private let stream: RawHandle
  private let subject: Int?
  private var counts: [String: Int] = [:]
  private var lost: UInt64 = 0
  /// Names of processes, and of functions by process and address: asked for while the process is still there.
  private var processes: [UInt32: String] = [:]
  private var functions: [String: String] = [:]

  init(_ process: Int?) throws(Errno) {
    subject = process
    let path = process.map { "proc:\($0)/profile" } ?? "sys:profile"
    stream = try Handle.open(path, [.read, .nonBlocking]).release()
  }

  mutating func run(_ seconds: UInt64) throws(Errno) {
    var buffer = [UInt8](repeating: 0, count: Self.records * TraceRecord.length)
    let end = SystemClock.monotonic &+ seconds &* 1_000_000_000
    while SystemClock.monotonic < end {
      SystemClock.sleep(until: min(end, SystemClock.monotonic &+ Self.interval))
      var count = 0
      do throws(Errno) { count = try Streams.read(stream, into: &buffer) } catch {
        guard error == .wouldBlock else { throw error }
        continue
      }
      // The process has ended.
      if count == 0 { return }
      for start in stride(from: 0, to: count, by: TraceRecord.length) {
        if let record = TraceRecord(parsing: buffer, at: start) { add(record) }
      }
    }
  }

  /// A line a stack, and one for samples that were lost.
  var lines: [String] {
    let stacks = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return stacks.map { "\($0.key) \($0.value)" } + (lost > 0 ? ["[lost] \(lost)"] : [])
  }

  private mutating func add(_ record: TraceRecord) {
    switch TraceRecordKind(rawValue: record.kind) {
    case .lost: lost += record.words[0]
    case .sample: counts[stack(record), default: 0] += 1
    default: break
    }
  }

  private mutating func stack(_ record: TraceRecord) -> String {
    guard record.process != 0 else { return "[idle]" }
    var frames = [name(of: record.process)]
    for (depth, address) in record.addresses.enumerated().reversed() {
      // A return address may already belong to the next function: the call itself is looked up.
      frames.append(function(at: depth == 0 ? address : address &- 1, record.process))
    }
    if record.number == 1 { frames.append("[kernel]") }
    return frames.joined(separator: ";")
  }

  private mutating func name(of process: UInt32) -> String {
    if let known = processes[process] { return known }
    let status = (try? FileSystem.readFile("proc:\(process)/status", limit: 4096)) ?? []
    let name = ProcessRecord(status)?.name ?? "process \(process)"
    processes[process] = name
    return name
  }

  private mutating func function(at address: UInt64, _ process: UInt32) -> String {
    let place = "\(process)/symbol/\(String(address, radix: 16))"
    if let known = functions[place] { return known }
    let text = (try? FileSystem.readFile("proc:\(place)", limit: 4096)) ?? []
    // ` name + distance`, where the name may have blanks.
    let words = text.split(separator: 0x20).dropLast(2).map { $0.filter { $0 != 0x3B } }
    let name = words.isEmpty ? "0x\(String(address, radix: 16))" : Bytes(words.joined(separator: [0x20])).text
    functions[place] = name
    return name
  }
}
