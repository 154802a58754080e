// System calls as lines of text: `read(3<file:/etc/passwd>, "root:x:0"..., 4096) = 210`.
//
// A line is made when the call is done. What a handle stands for is known from the call that gave it; handles that the
// program had before are numbers. Pure: records in, lines out.

public import ABI

/// Makes lines, and a table, out of the records of `proc:N/trace`.
public struct CallPrinter {
  private struct Call {
    let record: TraceRecord
    let text: String
  }
  /// Calls under way, by process and thread.
  private var calls: [UInt64: Call] = [:]
  /// What the handles stand for, by process and number.
  private var names: [UInt64: String] = [:]
  private let showsDurations: Bool
  private let showsProcess: Bool
  /// Calls, errors and nanoseconds by number.
  private var totals: [UInt32: (calls: Int, errors: Int, time: UInt64)] = [:]

  /// - Parameters:
  ///   - showsDurations: how long each call took, at the end of its line.
  ///   - showsProcess: the number of the process in front.
  public init(showsDurations: Bool, showsProcess: Bool) {
    self.showsDurations = showsDurations
    self.showsProcess = showsProcess
  }

  /// The lines that a record completes.
  public mutating func lines(for record: TraceRecord) -> [String] {
    let key = UInt64(record.process) << 32 | UInt64(record.thread)
    switch TraceRecordKind(rawValue: record.kind) {
    case .call:
      calls[key] = Call(record: record, text: describe(record))
      return []
    case .result: return [finish(calls.removeValue(forKey: key), record)]
    case .end:
      // What was under way has no result: the end of the process, and what its other threads waited in.
      let open = calls.filter { UInt32($0.key >> 32) == record.process }
      for place in open.keys { calls[place] = nil }
      let ends = open.values.sorted { $0.record.time < $1.record.time }.map { prefix(record) + $0.text + " = ?" }
      return ends + [prefix(record) + Self.end(record)]
    case .lost: return ["... \(record.words[0]) records lost ..."]
    case .sample, nil: return []
    }
  }

  private func prefix(_ record: TraceRecord) -> String { showsProcess ? "[\(record.process)] " : "" }

  private static func end(_ record: TraceRecord) -> String {
    switch ExitStatus.Kind(rawValue: UInt32(truncatingIfNeeded: record.words[0])) {
    case .exited: "+++ exited with \(Int64(bitPattern: record.words[1])) +++"
    case .signaled: "+++ killed by \(FlagNames.signal(record.words[1])) +++"
    default: "+++ ended by fault \(Int64(bitPattern: record.words[1])) +++"
    }
  }

  private mutating func finish(_ call: Call?, _ record: TraceRecord) -> String {
    let result = Int64(bitPattern: record.words[0])
    var total = totals[record.number] ?? (0, 0, 0)
    total.calls += 1
    if result < 0 { total.errors += 1 }
    if let call { total.time += record.time &- call.record.time }
    totals[record.number] = total
    var line = prefix(record) + (call?.text ?? "\(Self.name(record.number))(...)") + " = "
    line += describe(result, record, call?.record)
    if showsDurations, let call { line += " <\(Self.seconds(record.time &- call.record.time))>" }
    if let call { remember(result, record, call.record) }
    return line
  }

  /// The table of `-c`: the calls that took longest first.
  public func table() -> [String] {
    let head = "   seconds  us/call     calls    errors call"
    return [head]
      + totals.sorted { ($0.value.time, $1.key) > ($1.value.time, $0.key) }.map { number, total in
        let each = total.time / 1000 / UInt64(max(total.calls, 1))
        return
          Self.column(Self.seconds(total.time), 10) + Self.column("\(each)", 9) + Self.column("\(total.calls)", 10)
          + Self.column(total.errors == 0 ? "" : "\(total.errors)", 10) + " " + Self.name(number)
      }
  }

  private static func column(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }

  /// Seconds with microseconds.
  private static func seconds(_ nanoseconds: UInt64) -> String {
    let digits = "\(1_000_000 + nanoseconds / 1000 % 1_000_000)".utf8.dropFirst()
    return "\(nanoseconds / 1_000_000_000).\(Substring(digits))"
  }

  private static func name(_ number: UInt32) -> String {
    Syscall(rawValue: UInt64(number)).map { "\($0.name)" } ?? "unknown\(number)"
  }

  // MARK: Handles

  private func key(_ process: UInt32, _ handle: UInt64) -> UInt64 {
    UInt64(process) << 32 | UInt64(UInt32(truncatingIfNeeded: handle))
  }

  private func handle(_ number: UInt64, _ record: TraceRecord) -> String {
    if number == UInt64(noHandle) { return "none" }
    return names[key(record.process, number)].map { "\(number)<\($0)>" } ?? "\(number)"
  }

  private mutating func remember(_ result: Int64, _ record: TraceRecord, _ call: TraceRecord) {
    guard result >= 0 else { return }
    let place = key(call.process, UInt64(result))
    switch Syscall(rawValue: UInt64(call.number)) {
    case .open: names[place] = Self.text(call.content)
    case .close: names[key(call.process, call.words[0])] = nil
    case .duplicate:
      let name = names[key(call.process, call.words[0])] ?? "\(call.words[0])"
      names[place] = call.words[3] == 0 ? name : "\(name) \(Self.text(call.content))"
    case .spawn: names[place] = "process \(record.words[1])"
    case .call where record.words[1] != UInt64(noHandle):
      names[key(call.process, record.words[1])] = "from \(call.words[0])"
    default: break
    }
  }

  // MARK: Arguments and results

  private func describe(_ record: TraceRecord) -> String {
    let a = record.words
    let arguments: [String] =
      switch Syscall(rawValue: UInt64(record.number)) {
      case .identify: [FlagNames.text(a[0], FlagNames.identities)]
      case .clock: [FlagNames.text(a[0], FlagNames.clocks)]
      case .exit: ["\(Int32(truncatingIfNeeded: a[0]))"]
      case .threadCreate: [address(a[0]), address(a[1]), address(a[2]), address(a[3])]
      case .threadExit: [address(a[0])]
      case .yield: []
      case .sleep: [deadline(a[0], record)]
      case .futexWait: [address(a[0]), "\(a[1])", deadline(a[2], record)]
      case .futexWake: [address(a[0]), "\(a[1])"]
      case .setIdentity: ["\(a[0])", "\(a[1])"]
      case .limitWaits: [deadline(a[0], record)]
      case .open: [quoted(record, a[1]), FlagNames.text(a[2] & 0xFFFF_FFFF, FlagNames.open)]
      case .close, .readiness: [handle(a[0], record)]
      case .read: [handle(a[0], record), "\(a[2])"] + offset(a[3])
      case .write: [handle(a[0], record), quoted(record, a[2]), "\(a[2])"] + offset(a[3])
      case .seek: [handle(a[0], record), "\(Int64(bitPattern: a[1]))", FlagNames.text(a[2], FlagNames.origins)]
      case .duplicate:
        [handle(a[0], record), FlagNames.text(a[1], FlagNames.rights)] + (a[3] == 0 ? [] : [quoted(record, a[3])])
      case .call: callArguments(record)
      case .map:
        [handle(a[0], record), address(a[1]), "\(a[2])", "\(a[3])", FlagNames.text(a[4], FlagNames.map)]
      case .unmap: [address(a[0]), "\(a[1])"]
      case .protect: [address(a[0]), "\(a[1])", FlagNames.text(a[2], FlagNames.map)]
      case .spawn: [quoted(record, UInt64(record.count))]
      case .kill: ["\(Int64(bitPattern: a[0]))", FlagNames.signal(a[1])]
      case .receive: [handle(a[0], record), "\(a[2])", FlagNames.text(a[3], FlagNames.receive)]
      case .reply: [handle(a[0], record), reply(record)]
      case .replyReceive:
        [handle(a[0], record), reply(record), "\(a[3])", FlagNames.text(a[4], FlagNames.receive)]
      case .notify: [handle(a[0], record), "\(a[1])", FlagNames.text(a[2], FlagNames.readiness)]
      case nil: (0..<5).map { FlagNames.hexadecimal(a[$0]) }
      }
    return Self.name(record.number) + "(" + arguments.joined(separator: ", ") + ")"
  }

  private func callArguments(_ record: TraceRecord) -> [String] {
    var arguments = [handle(record.words[0], record), FlagNames.operation(record.words[2])]
    if record.count > 0 { arguments.append(quoted(record, UInt64(record.count))) }
    if record.words[3] != 0, record.words[3] != UInt64(noHandle) {
      arguments.append("sending \(handle(record.words[3], record))")
    }
    return arguments
  }

  private func address(_ value: UInt64) -> String { value == 0 ? "0" : FlagNames.hexadecimal(value) }

  private func deadline(_ value: UInt64, _ record: TraceRecord) -> String {
    if value == .max { return "never" }
    return value > record.time ? "+\(Self.seconds(value - record.time))" : "now"
  }

  private func offset(_ value: UInt64) -> [String] { value == .max ? [] : ["at \(value)"] }

  /// Tag and result of a `Reply`.
  private func reply(_ record: TraceRecord) -> String {
    guard record.count >= 16 else { return "?" }
    let result = Int64(bitPattern: record.bytes[1])
    let tag = FlagNames.hexadecimal(record.bytes[0] & 0xFFFF_FFFF)
    return "{\(tag): \(result < 0 ? Self.error(result) : "\(result)")}"
  }

  private func describe(_ result: Int64, _ record: TraceRecord, _ call: TraceRecord?) -> String {
    if result < 0 {
      let error = Int32(exactly: 0 &- result).flatMap { Errno(rawValue: $0) }
      return Self.error(result) + (error.map { " (\($0.message))" } ?? "")
    }
    switch Syscall(rawValue: UInt64(record.number)) {
    case .map: return address(UInt64(result))
    case .readiness: return FlagNames.text(UInt64(result), FlagNames.readiness)
    case .read where record.count > 0: return "\(result) \(quoted(record, UInt64(result)))"
    case .spawn: return "\(result), process \(record.words[1])"
    case .call:
      let bytes = record.count > 0 ? " \(quoted(record, UInt64(record.count)))" : ""
      return "\(result)\(bytes)" + (record.words[1] == UInt64(noHandle) ? "" : ", handle \(record.words[1])")
    case .receive, .replyReceive: return "\(result) \(request(record))"
    default: return "\(result)"
    }
  }

  private static func error(_ result: Int64) -> String {
    Int32(exactly: 0 &- result).flatMap { Errno(rawValue: $0) }.map { "\($0.name)" } ?? "\(result)"
  }

  /// The head of a `Request`.
  private func request(_ record: TraceRecord) -> String {
    guard record.count >= 64 else { return "" }
    let words = record.bytes
    let kind = FlagNames.text(words[0] & 0xFFFF, FlagNames.requests)
    let tag = FlagNames.hexadecimal(words[0] >> 32)
    let operation = words[0] & 0xFFFF == 6 ? " \(FlagNames.operation(words[2] & 0xFFFF_FFFF))" : ""
    return "{\(tag): \(kind)\(operation) of \(words[1]), process \(words[5] >> 32)}"
  }

  // MARK: Text

  /// The bytes of a record in quotes, with `...` behind them where there were more.
  private func quoted(_ record: TraceRecord, _ length: UInt64) -> String {
    "\"" + Self.text(record.content) + "\"" + (length > UInt64(record.count) ? "..." : "")
  }

  /// Bytes as text, the others escaped as in C.
  private static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    for byte in bytes {
      switch byte {
      case 10: text += "\\n"
      case 13: text += "\\r"
      case 9: text += "\\t"
      case 34, 92: text += "\\" + String(UnicodeScalar(byte))
      case 32..<127: text += String(UnicodeScalar(byte))
      default: text += "\\x\(Substring(String(UInt64(byte) + 256, radix: 16).utf8.dropFirst()))"
      }
    }
    return text
  }
}
