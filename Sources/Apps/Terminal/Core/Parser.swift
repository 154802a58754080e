// The byte parser of a VT500-like terminal: a state machine after Paul Williams' diagram
// (vt100.net/emu/dec_ansi_parser), with UTF-8 in place of 8-bit characters and with OSC strings that may also end in
// BEL, as xterm has it. It knows the grammar, not the meaning: what was recognised goes to a `ParserHandler`.
// Everything it stores is bounded (`Parser.Limit`), so hostile output costs no more memory than friendly output.

/// What the parser calls when it has recognised something.
public protocol ParserHandler {
  /// A run of printable ASCII (0x20 to 0x7E), never empty.
  mutating func printASCII(_ run: Span<UInt8>)
  /// One printable scalar at or above U+00A0, or U+FFFD for malformed input.
  mutating func print(_ scalar: UInt32)
  /// A C0 control.
  mutating func execute(_ control: UInt8)
  /// ESC with at most two intermediate bytes (the last in the low byte of `intermediates`) and a final byte.
  mutating func escape(intermediates: UInt16, final: UInt8)
  /// CSI with its parameters.
  mutating func controlSequence(_ sequence: ControlSequence)
  /// The payload of an OSC string, and whether BEL ended it (the answer has to end alike).
  mutating func operatingSystemCommand(_ payload: [UInt8], endedByBell: Bool)
  /// A DCS string: its introducer and its data.
  mutating func deviceControl(_ sequence: ControlSequence, data: [UInt8])
}

/// Bytes in, recognised sequences out.
public struct Parser: Sendable {
  /// Bounds on what one sequence may store.
  public enum Limit {
    /// Parameters and sub-parameters of one sequence; xterm keeps 30, the rest is dropped.
    public static let parameters = 32
    /// Bytes of one OSC string: enough for a clipboard of 192 KiB in base64.
    public static let operatingSystemCommand = 256 * 1024
    /// Bytes of one DCS string; the ones that are answered are short.
    public static let deviceControl = 4096
  }

  enum State: UInt8, Sendable {
    case ground, escape, escapeIntermediate
    case csiEntry, csiParameter, csiIntermediate, csiIgnore
    case dcsEntry, dcsParameter, dcsIntermediate, dcsData, dcsIgnore
    case oscString, ignoredString
  }

  var state = State.ground
  var utf8 = UTF8Decoder()
  var sequence = ControlSequence()
  var escapeIntermediates: UInt16 = 0
  var text: [UInt8] = []
  var textOverflowed = false
  /// ESC was seen inside a string: the next byte decides whether it was ST.
  var stringEscape = false

  public init() {}

  /// Consumes all of `bytes`, calling `handler` for what is recognised. May be called with any split of the input.
  public mutating func feed<Handler: ParserHandler>(_ bytes: Span<UInt8>, to handler: inout Handler) {
    var index = 0
    let count = bytes.count
    while index < count {
      if state == .ground && !utf8.isPending {
        let start = index
        while index < count, bytes[index] &- 0x20 < 0x5F { index &+= 1 }
        if index > start {
          handler.printASCII(bytes.extracting(start..<index))
          if index == count { return }
        }
      }
      advance(bytes[index], &handler)
      index &+= 1
    }
  }

  private mutating func advance<Handler: ParserHandler>(_ byte: UInt8, _ handler: inout Handler) {
    switch state {
    case .ground: ground(byte, &handler)
    case .escape: escape(byte, &handler)
    case .escapeIntermediate: escapeIntermediate(byte, &handler)
    case .csiEntry, .csiParameter, .csiIntermediate, .csiIgnore: controlSequence(byte, &handler)
    case .dcsEntry, .dcsParameter, .dcsIntermediate: deviceControlHeader(byte)
    case .dcsData, .dcsIgnore, .oscString, .ignoredString: string(byte, &handler)
    }
  }

  private mutating func ground<Handler: ParserHandler>(_ byte: UInt8, _ handler: inout Handler) {
    switch utf8.push(byte) {
    case .pending: return
    case .scalar(let scalar):
      // C1 controls that came as UTF-8 are dropped: only the 7-bit forms are obeyed.
      if scalar >= 0xA0 { handler.print(scalar) }
    case .malformed: handler.print(0xFFFD)
    case .malformedThenByte:
      handler.print(0xFFFD)
      groundASCII(byte, &handler)
    case .ascii: groundASCII(byte, &handler)
    }
  }

  private mutating func groundASCII<Handler: ParserHandler>(_ byte: UInt8, _ handler: inout Handler) {
    if byte >= 0x80 {
      // A byte that broke a sequence and may begin the next one.
      ground(byte, &handler)
    } else if byte == 0x1B {
      state = .escape
      escapeIntermediates = 0
    } else if byte < 0x20 {
      handler.execute(byte)
    } else if byte < 0x7F {
      handler.print(UInt32(byte))
    }
  }

  /// Controls that act in the middle of a sequence; true if `byte` was one.
  private mutating func control<Handler: ParserHandler>(_ byte: UInt8, _ handler: inout Handler) -> Bool {
    if byte == 0x1B {
      state = .escape
      escapeIntermediates = 0
      return true
    }
    if byte == 0x18 || byte == 0x1A {
      state = .ground
      return true
    }
    if byte < 0x20 { handler.execute(byte) }
    // Bytes above 0x7E mean nothing inside a sequence.
    return byte < 0x20 || byte >= 0x7F
  }

  private mutating func escape<Handler: ParserHandler>(_ byte: UInt8, _ handler: inout Handler) {
    if control(byte, &handler) { return }
    switch byte {
    case 0x20...0x2F:
      escapeIntermediates = UInt16(byte)
      state = .escapeIntermediate
    case 0x5B:
      sequence.reset()
      state = .csiEntry
    case 0x5D: beginString(.oscString)
    case 0x50:
      sequence.reset()
      state = .dcsEntry
    case 0x58, 0x5E, 0x5F: beginString(.ignoredString)
    default:
      state = .ground
      handler.escape(intermediates: 0, final: byte)
    }
  }

  private mutating func escapeIntermediate<Handler: ParserHandler>(_ byte: UInt8, _ handler: inout Handler) {
    if control(byte, &handler) { return }
    if byte < 0x30 {
      escapeIntermediates = escapeIntermediates << 8 | UInt16(byte)
      return
    }
    state = .ground
    handler.escape(intermediates: escapeIntermediates, final: byte)
  }

  private mutating func controlSequence<Handler: ParserHandler>(_ byte: UInt8, _ handler: inout Handler) {
    switch byte {
    case 0x40...0x7E:
      let ignored = state == .csiIgnore
      state = .ground
      sequence.final = byte
      if !ignored { handler.controlSequence(sequence) }
    case 0x30...0x3B where state == .csiEntry || state == .csiParameter:
      sequence.take(byte)
      state = .csiParameter
    case 0x3C...0x3F where state == .csiEntry:
      sequence.marker = byte
      state = .csiParameter
    case 0x20...0x2F where state != .csiIgnore:
      sequence.take(intermediate: byte)
      state = .csiIntermediate
    case 0x20...0x3F: state = .csiIgnore
    default: _ = control(byte, &handler)
    }
  }

  private mutating func deviceControlHeader(_ byte: UInt8) {
    switch byte {
    case 0x1B:
      state = .escape
      escapeIntermediates = 0
    case 0x18, 0x1A: state = .ground
    case 0x40...0x7E:
      sequence.final = byte
      beginString(.dcsData)
    case 0x30...0x3B where state != .dcsIntermediate:
      sequence.take(byte)
      state = .dcsParameter
    case 0x3C...0x3F where state == .dcsEntry:
      sequence.marker = byte
      state = .dcsParameter
    case 0x20...0x2F:
      sequence.take(intermediate: byte)
      state = .dcsIntermediate
    case 0x30...0x3F: beginString(.dcsIgnore)
    default: break
    }
  }

  private mutating func beginString(_ kind: State) {
    state = kind
    text.removeAll(keepingCapacity: text.capacity <= Limit.deviceControl)
    textOverflowed = false
    stringEscape = false
  }

  private mutating func string<Handler: ParserHandler>(_ byte: UInt8, _ handler: inout Handler) {
    if stringEscape {
      stringEscape = false
      endString(byBell: false, &handler)
      // Anything but "\" both ends the string and begins a new escape sequence.
      if byte != 0x5C {
        state = .escape
        escapeIntermediates = 0
        escape(byte, &handler)
      }
      return
    }
    switch byte {
    case 0x1B: stringEscape = true
    case 0x18, 0x1A: state = .ground
    case 0x07 where state == .oscString: endString(byBell: true, &handler)
    case 0x00..<0x20 where state != .dcsData: break
    default: collect(byte)
    }
  }

  private mutating func collect(_ byte: UInt8) {
    guard state == .oscString || state == .dcsData else { return }
    let limit = state == .oscString ? Limit.operatingSystemCommand : Limit.deviceControl
    if text.count < limit { text.append(byte) } else { textOverflowed = true }
  }

  private mutating func endString<Handler: ParserHandler>(byBell: Bool, _ handler: inout Handler) {
    let kind = state
    state = .ground
    // Half a title or half a clipboard is worse than none.
    guard !textOverflowed else { return }
    if kind == .oscString { handler.operatingSystemCommand(text, endedByBell: byBell) }
    if kind == .dcsData { handler.deviceControl(sequence, data: text) }
  }
}
