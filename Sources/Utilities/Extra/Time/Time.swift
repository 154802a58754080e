// time: runs a command, and says how long it took.
//
// Processor time is that of the command itself, without what it started, and is not told apart by who used it.
// Specification: GNU time 1.9 for options, formats and exit statuses.

import ABI
import System
import UtilitySupport

let timeProgram = Utility(
  "time", "[OPTION]... COMMAND [ARGUMENT]...", "Run a command and time it.",
  [
    OptionDescription("-p --portability", "in the format of POSIX"),
    OptionDescription("-f --format=FORMAT", "%e %E %U %S %P %C %x %M and \\n, \\t"),
    OptionDescription("-o --output=FILE", "write into FILE"), OptionDescription("-a --append", "to the end of FILE"),
    OptionDescription("-q --quiet", "nothing about how the command ended"),
  ], usageStatus: 125, stopsAtOperand: true
) { tool in
  guard !tool.operands.isEmpty else { return tool.usageError("missing program to run", 125) }
  let start = SystemClock.monotonic
  var timing = Timing(command: tool.operands)
  var ending = ""
  do throws(Errno) {
    let child = try SpawnRequest(tool.operands[0], tool.operands).start()
    let status = try Timing.wait(child, &timing)
    timing.status = status.shellStatus
    if ExitStatus.Kind(rawValue: status.kind) != .exited {
      timing.wasKilled = true
      ending = "Command terminated by signal \(timing.status - 128)\n"
    } else if timing.status != 0 {
      ending = "Command exited with non-zero status \(timing.status)\n"
    }
  } catch {
    tool.report("cannot run \(tool.operands[0]): \(error.message)")
    timing.status = error == .noSuchEntry ? 127 : 126
    ending = "Command exited with non-zero status \(timing.status)\n"
  }
  timing.elapsed = SystemClock.monotonic &- start
  let format: Bytes
  if tool.has("p") {
    format = "real %e\nuser %U\nsys %S".bytes
  } else {
    format = tool.options.value("f") ?? "%Uuser %Ssystem %Eelapsed %PCPU (%Mmaxresident)k".bytes
  }
  let text = (tool.has("q") ? [] : ending.bytes) + timing.formatted(format) + [0x0a]
  do throws(Errno) {
    guard let path = tool.options.value("o")?.text else {
      try Streams.writeAll(Streams.error, text)
      return timing.status
    }
    let mode = OpenFlags.mode(CreationMode.file)
    try Handle.open(path, [.write, .create, tool.has("a") ? .append : .truncate, mode]).writeAll(text)
  } catch {
    tool.report(tool.options.value("o")?.text ?? "standard error", error)
    return 125
  }
  return timing.status
}

/// What a run took.
struct Timing {
  let command: [String]
  /// Nanoseconds.
  var elapsed: UInt64 = 0
  var processor: UInt64 = 0
  /// KiB.
  var resident: UInt64 = 0
  var status: Int32 = 0
  /// Whether a signal ended the command.
  var wasKilled = false

  init(command: [String]) { self.command = command }

  /// Waits for a child. What it used stands in its record until its end has been collected.
  static func wait(_ child: borrowing ChildProcess, _ timing: inout Timing) throws(Errno) -> ExitStatus {
    var queue = try EventQueue()
    try queue.subscribe(child.handle.raw, .readable, userData: 1)
    while try queue.wait().isEmpty {}
    if let record = try? FileSystem.readFile("proc:\(child.id)/status", limit: 1 << 12), record.count >= 64 {
      func word(_ offset: Int) -> UInt64 {
        (offset..<offset + 8).reversed().reduce(0) { $0 << 8 | UInt64(record[$1]) }
      }
      timing.resident = word(40) / 1024
      timing.processor = word(56)
    }
    return try child.wait()
  }

  private static func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// `0.05`.
  private static func seconds(_ nanoseconds: UInt64) -> String {
    let hundredths = nanoseconds / 10_000_000
    return "\(hundredths / 100).\(two(hundredths % 100))"
  }

  /// `1:02.03` or `1:02:03`.
  private static func clock(_ nanoseconds: UInt64) -> String {
    let hundredths = nanoseconds / 10_000_000
    let all = hundredths / 100
    if all >= 3_600 { return "\(all / 3_600):\(two(all / 60 % 60)):\(two(all % 60))" }
    return "\(all / 60):\(two(all % 60)).\(two(hundredths % 100))"
  }

  func formatted(_ format: Bytes) -> Bytes {
    var text = Bytes()
    var index = 0
    while index < format.count {
      let byte = format[index]
      index += 1
      guard byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\"), index < format.count else {
        text.append(byte)
        continue
      }
      let letter = format[index]
      index += 1
      text += byte == UInt8(ascii: "%") ? field(letter) : Self.escape(letter)
    }
    return text
  }

  private static func escape(_ letter: UInt8) -> Bytes {
    switch letter {
    case UInt8(ascii: "n"): [0x0a]
    case UInt8(ascii: "t"): [0x09]
    case UInt8(ascii: "\\"): [0x5c]
    default: "?\\".bytes + [letter]
    }
  }

  private func field(_ letter: UInt8) -> Bytes {
    switch letter {
    case UInt8(ascii: "e"): return Self.seconds(elapsed).bytes
    case UInt8(ascii: "E"): return Self.clock(elapsed).bytes
    case UInt8(ascii: "U"): return Self.seconds(processor).bytes
    case UInt8(ascii: "S"): return "0.00".bytes
    case UInt8(ascii: "P"): return elapsed == 0 ? "?%".bytes : "\(processor / max(1, elapsed / 100))%".bytes
    case UInt8(ascii: "C"): return command.joined(separator: " ").bytes
    case UInt8(ascii: "x"): return wasKilled ? "0".bytes : "\(status)".bytes
    case UInt8(ascii: "M"): return "\(resident)".bytes
    case UInt8(ascii: "%"): return [letter]
    default: return [UInt8(ascii: "?"), letter]
    }
  }
}
