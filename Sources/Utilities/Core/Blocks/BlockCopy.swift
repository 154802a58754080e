// The work of dd: reads blocks, converts them, writes blocks, and counts.
//
// A signal is seen between two blocks; while it waits for a terminal or a pipe, at once.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// One run of dd.
final class BlockCopy {
  private let tool: Tool
  private let plan: BlockCopyPlan
  private let input: BlockEnd
  private let output: BlockEnd
  private var conversion: BlockConversion
  private let converts: Bool
  private var pending = Bytes()
  private var read = (full: 0, partial: 0)
  private var wrote = (full: 0, partial: 0)
  private var bytesRead = 0
  private var bytesWritten = 0
  private let started = SystemClock.monotonic
  private var nextProgress: UInt64
  private var hasProgress = false
  private var status: Int32 = 0
  /// Whether the last that was written is a hole.
  private var endsWithHole = false
  private let signals: BlockCopySignals

  /// Opens both ends; nil when that fails, which has been reported.
  init?(_ tool: Tool, _ plan: BlockCopyPlan) {
    (self.tool, self.plan) = (tool, plan)
    nextProgress = started &+ 1_000_000_000
    var characters: [BlockConversion.Characters] = []
    for (name, kind) in [
      ("ascii", BlockConversion.Characters.ascii), ("ucase", .large), ("lcase", .small), ("ebcdic", .ebcdic),
      ("ibm", .ibm),
    ] where plan.has(name) { characters.append(kind) }
    var records = BlockConversion.Records.keep
    if plan.recordLength > 0 {
      if plan.has("block") || plan.has("ebcdic") || plan.has("ibm") { records = .block(plan.recordLength) }
      if plan.has("unblock") || plan.has("ascii") { records = .unblock(plan.recordLength) }
    }
    converts = !characters.isEmpty || plan.has("swab") || records != .keep
    conversion = BlockConversion(characters, swaps: plan.has("swab"), records: records)
    guard let input = Self.openInput(tool, plan), let output = Self.openOutput(tool, plan) else { return nil }
    (self.input, self.output) = (input, output)
    signals = BlockCopySignals(waitsFor: input)
  }

  private static func openInput(_ tool: Tool, _ plan: BlockCopyPlan) -> BlockEnd? {
    guard let path = plan.input else { return BlockEnd(Streams.input, name: "standard input") }
    do throws(Errno) { return try BlockEnd(path, .read, names: plan.inputFlags) } catch {
      tool.report("failed to open \(quoted(path))", error)
      return nil
    }
  }

  private static func openOutput(_ tool: Tool, _ plan: BlockCopyPlan) -> BlockEnd? {
    let offset = plan.seek.bytes(plan.outputBlock)
    var end = BlockEnd(Streams.output, name: "standard output")
    do throws(Errno) {
      if let path = plan.output {
        var flags: OpenFlags = [.write, .mode(CreationMode.file)]
        if !plan.has("nocreat") { flags.insert(.create) }
        if plan.has("excl") { flags.insert(.exclusive) }
        if !plan.has("notrunc"), offset == 0 { flags.insert(.truncate) }
        end = try BlockEnd(path, flags, names: plan.outputFlags)
      }
    } catch {
      tool.report("failed to open \(quoted(plan.output ?? ""))", error)
      return nil
    }
    guard offset > 0 else { return end }
    do throws(Errno) {
      if plan.output != nil, !plan.has("notrunc"), end.status?.kind == FileKind.regular.rawValue {
        try end.with { (handle) throws(Errno) in try handle.truncate(to: UInt64(offset)) }
      }
    } catch {
      tool.report("failed to truncate to \(offset) bytes in output file \(quoted(end.name))", error)
      return nil
    }
    // What cannot be passed over is passed over by writing zeros.
    guard end.seek(by: offset, from: .current) == nil else { return end }
    tool.report("\(quoted(end.name)): cannot seek", .illegalSeek)
    return nil
  }

  // MARK: Copying

  /// Copies, and reports. Returns the exit status.
  func run() -> Int32 {
    skipInput()
    let limit = plan.count
    var buffer = Bytes(repeating: 0, count: plan.inputBlock)
    var goesOn = true
    while goesOn {
      if let limit, limit.isBytes ? bytesRead >= limit.number : read.full + read.partial >= limit.number { break }
      let wanted = limit.map { $0.isBytes ? min(plan.inputBlock, $0.number - bytesRead) : plan.inputBlock }
      guard heedsSignals() else { break }
      guard let count = readBlock(&buffer, wanted ?? plan.inputBlock) else {
        status = 1
        if !plan.has("noerror") { break }
        continue
      }
      if count == 0 { break }
      bytesRead += count
      if count == plan.inputBlock { read.full += 1 } else { read.partial += 1 }
      var block = Bytes(buffer[..<count])
      if plan.has("sync"), count < plan.inputBlock {
        let isText = plan.has("block") || plan.has("unblock")
        block += Bytes(repeating: isText ? 0x20 : 0, count: plan.inputBlock - count)
      }
      goesOn = take(block)
      showProgress()
    }
    finish()
    return status
  }

  private func skipInput() {
    var left = plan.skip.bytes(plan.inputBlock)
    guard left > 0 else { return }
    if let here = input.seek(by: 0, from: .current), let size = input.status?.size, input.isRegular {
      let rest = max(0, Int(clamping: size) - here)
      if left > rest { tool.report("\(shown(input.name)): cannot skip to specified offset") }
      _ = input.seek(by: min(left, rest), from: .current)
      return
    }
    var buffer = Bytes(repeating: 0, count: min(plan.inputBlock, left))
    while left > 0 {
      if left < buffer.count { buffer.removeLast(buffer.count - left) }
      guard let count = readBlock(&buffer, buffer.count), count > 0 else {
        return tool.report("\(shown(input.name)): cannot skip to specified offset")
      }
      left -= count
    }
  }

  /// Reads a block, or what comes of it; nil after an error, which has been reported.
  private func readBlock(_ buffer: inout Bytes, _ wanted: Int) -> Int? {
    let isWhole = plan.inputFlags.contains { $0.isSame(as: "fullblock") }
    if wanted < buffer.count { buffer.removeLast(buffer.count - wanted) }
    do throws(Errno) {
      var count = try Streams.read(input.raw, into: &buffer)
      while isWhole, count > 0, count < wanted {
        var rest = Bytes(repeating: 0, count: wanted - count)
        let more = try Streams.read(input.raw, into: &rest)
        if more == 0 { break }
        buffer.replaceSubrange(count..<count + more, with: rest[..<more])
        count += more
      }
      return count
    } catch {
      tool.report("error reading \(quoted(input.name))", error)
      return nil
    }
  }

  /// Passes a block on; false when it cannot be written.
  private func take(_ block: Bytes) -> Bool {
    if plan.hasOneSize, !converts { return write(block, isFull: block.count == plan.outputBlock) }
    pending += converts ? conversion.convert(block) : block
    var start = 0
    while pending.count - start >= plan.outputBlock {
      guard write(Bytes(pending[start..<start + plan.outputBlock]), isFull: true) else { return false }
      start += plan.outputBlock
    }
    pending.removeFirst(start)
    return true
  }

  private func write(_ block: Bytes, isFull: Bool) -> Bool {
    if plan.has("sparse"), block.allSatisfy({ $0 == 0 }), output.seek(by: block.count, from: .current) != nil {
      endsWithHole = true
    } else {
      do throws(Errno) { try Streams.writeAll(output.raw, block) } catch {
        tool.report("error writing \(quoted(output.name))", error)
        status = 1
        return false
      }
      endsWithHole = false
    }
    bytesWritten += block.count
    if isFull { wrote.full += 1 } else { wrote.partial += 1 }
    return true
  }

  private func finish() {
    if converts { pending += conversion.finish() }
    var isGood = true
    while isGood, pending.count >= plan.outputBlock {
      isGood = write(Bytes(pending.prefix(plan.outputBlock)), isFull: true)
      pending.removeFirst(plan.outputBlock)
    }
    if isGood, !pending.isEmpty { _ = write(pending, isFull: pending.count == plan.outputBlock) }
    do throws(Errno) {
      if endsWithHole, let end = output.seek(by: 0, from: .current) {
        try output.with { (handle) throws(Errno) in try handle.truncate(to: UInt64(end)) }
      }
      if plan.has("fsync") || plan.has("fdatasync") {
        try output.with { (handle) throws(Errno) in try handle.synchronize() }
      }
    } catch {
      tool.report("\(plan.has("fsync") ? "fsync" : "fdatasync") failed for \(quoted(output.name))", error)
      status = 1
    }
    if hasProgress { Self.say("\n") }
    report()
  }

  // MARK: Reports

  private static func say(_ text: String) { try? Streams.writeAll(Streams.error, text.bytes) }

  private var transfer: String {
    TransferReport.text(bytes: bytesWritten, nanoseconds: SystemClock.monotonic &- started)
  }

  private func report() {
    if plan.report == .none { return }
    var text = "\(read.full)+\(read.partial) records in\n\(wrote.full)+\(wrote.partial) records out\n"
    let truncated = conversion.truncated
    if truncated > 0 { text += "\(truncated) truncated record\(truncated == 1 ? "" : "s")\n" }
    if plan.report != .noTransfer { text += transfer + "\n" }
    Self.say(text)
  }

  private func showProgress() {
    guard plan.report == .progress else { return }
    let now = SystemClock.monotonic
    guard now >= nextProgress else { return }
    nextProgress = now &+ 1_000_000_000
    hasProgress = true
    Self.say("\r\(TransferReport.text(bytes: bytesWritten, nanoseconds: now &- started, isProgress: true))\u{1b}[K")
  }

  /// Looks for signals: one asks for a report, others end the work.
  private func heedsSignals() -> Bool {
    while true {
      let isReady = signals.wait()
      while let signal = signals.next() {
        guard signal == .user1 else {
          status = 128 + Int32(signal.rawValue)
          return false
        }
        report()
      }
      if isReady { return true }
    }
  }
}
