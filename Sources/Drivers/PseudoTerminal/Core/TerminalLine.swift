// The line discipline of one pseudo-terminal: what becomes of a byte on its way between the emulator (master) and the
// program (slave): editing, echo, signals, output processing.
//
// Not: handles, blocking, processes; ptyd keeps those. POSIX.1-2017, chapter 11 (General Terminal Interface), for the
// behaviour of canonical and raw input. Limits are bounds on queues, so that a program that nobody reads waits instead
// of filling memory.

public import ABI
public import Protocols

/// One terminal.
public struct TerminalLine {
  public enum Limits {
    /// Bytes of output that wait for the emulator before the program has to wait.
    public static let output = 64 * 1024
    /// Bytes of input that wait for the program; further keys are dropped.
    public static let input = 16 * 1024
    /// Bytes of a line that is being edited; POSIX's MAX_CANON is 255 at least.
    public static let line = 4096
  }

  public private(set) var mode = TerminalMode.cooked
  public var size = TerminalSize(columns: 80, rows: 24)
  private var output = ByteQueue(capacity: Limits.output)
  private var input = ByteQueue(capacity: Limits.input)
  /// The line that is being edited (canonical mode).
  private var line: [UInt8] = []
  /// Lengths of the finished lines in `input`: a read returns one of them at most.
  private var finishedLines: [Int] = []
  /// Ctrl+S was pressed.
  private var stopped = false

  public init() {}

  public mutating func setMode(_ new: TerminalMode) {
    let wasCanonical = mode.flags.contains(.canonical)
    mode = new
    if wasCanonical, !new.flags.contains(.canonical) {
      // What was typed of an unfinished line is there to be read at once.
      for byte in line { input.append(byte) }
      line.removeAll()
      finishedLines.removeAll()
    } else if !wasCanonical, new.flags.contains(.canonical), !input.isEmpty {
      finishedLines = [input.count]
    }
    if !new.flags.contains(.flowControl) { stopped = false }
  }

  // MARK: The emulator's side

  /// Keys, as bytes.
  /// - Returns: the signals that they stand for, in order.
  public mutating func type(_ bytes: borrowing Span<UInt8>) -> [Signal] {
    var signals: [Signal] = []
    for index in bytes.indices {
      if let signal = type(bytes[index]) { signals.append(signal) }
    }
    return signals
  }

  private mutating func type(_ typed: UInt8) -> Signal? {
    var byte = typed
    if byte == 0x0D, mode.flags.contains(.carriageReturnToNewline) { byte = 0x0A }
    if mode.flags.contains(.flowControl) {
      if byte == 0x13 || byte == 0x11 {
        stopped = byte == 0x13
        return nil
      }
      stopped = false
    }
    if mode.flags.contains(.signals), let signal = Self.signal(of: byte) {
      line.removeAll()
      input.removeAll()
      finishedLines.removeAll()
      if mode.flags.contains(.echo) { echoControl(byte) }
      return signal
    }
    if mode.flags.contains(.canonical) {
      edit(byte)
    } else {
      input.append(byte)
      if mode.flags.contains(.echo) { echo(byte) }
    }
    return nil
  }

  private static func signal(of byte: UInt8) -> Signal? {
    switch byte {
    case 0x03: .interrupt
    case 0x1C: .quit
    case 0x1A: .terminalStop
    default: nil
    }
  }

  /// Output for the emulator: empty when there is none (or it is stopped).
  public mutating func takeOutput(_ limit: Int) -> [UInt8] { stopped ? [] : output.take(limit) }
  public var hasOutput: Bool { !output.isEmpty && !stopped }

  // MARK: The program's side

  /// Output of the program.
  /// - Returns: the bytes that found room; 0 means: wait until the emulator has read.
  public mutating func write(_ bytes: borrowing Span<UInt8>) -> Int {
    for index in bytes.indices {
      // A newline takes two places.
      if output.room < 2 { return index }
      emit(bytes[index])
    }
    return bytes.count
  }

  public var hasRoomForOutput: Bool { output.room >= 2 }

  private mutating func emit(_ byte: UInt8) {
    if byte == 0x0A, mode.flags.contains(.outputProcessing) { output.append(0x0D) }
    output.append(byte)
  }

  /// Input for the program, in canonical mode at most one line.
  /// - Returns: nil when there is none yet; empty for the end of input (Ctrl+D on an empty line).
  public mutating func read(_ limit: Int) -> [UInt8]? {
    guard limit > 0 else { return [] }
    guard mode.flags.contains(.canonical) else { return input.isEmpty ? nil : input.take(limit) }
    guard let first = finishedLines.first else { return nil }
    let result = input.take(min(limit, first))
    if result.count == first {
      finishedLines.removeFirst()
    } else {
      finishedLines[0] = first - result.count
    }
    return result
  }

  public var hasInput: Bool { mode.flags.contains(.canonical) ? !finishedLines.isEmpty : !input.isEmpty }

  // MARK: Editing

  private mutating func edit(_ byte: UInt8) {
    switch byte {
    case 0x0A:
      line.append(byte)
      if mode.flags.contains(.echo) { emit(0x0A) }
      finishLine()
    case 0x04: finishLine()
    case 0x7F, 0x08: eraseCharacter()
    case 0x15: while !line.isEmpty { eraseCharacter() }
    case 0x17: eraseWord()
    default:
      guard line.count < Limits.line - 1 else { return }
      line.append(byte)
      if mode.flags.contains(.echo) { echo(byte) }
    }
  }

  private mutating func finishLine() {
    guard line.count <= input.room else {
      line.removeAll()
      return
    }
    for byte in line { input.append(byte) }
    finishedLines.append(line.count)
    line.removeAll()
  }

  /// Removes the last character, all bytes of it, and its picture.
  private mutating func eraseCharacter() {
    guard let last = line.last else { return }
    while let byte = line.popLast(), byte & 0xC0 == 0x80 {}
    guard mode.flags.contains(.echo) else { return }
    let columns = last < 0x20 ? 2 : 1
    for _ in 0..<columns {
      for byte: UInt8 in [0x08, 0x20, 0x08] { output.append(byte) }
    }
  }

  private mutating func eraseWord() {
    while line.last == 0x20 { eraseCharacter() }
    while let last = line.last, last != 0x20 { eraseCharacter() }
  }

  private mutating func echo(_ byte: UInt8) {
    if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { echoControl(byte) } else { emit(byte) }
  }

  /// Ctrl+C shows as ^C.
  private mutating func echoControl(_ byte: UInt8) {
    output.append(0x5E)
    output.append(byte ^ 0x40)
  }
}
