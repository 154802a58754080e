// Packets of a PS/2 mouse: three bytes, or four with a wheel (IntelliMouse) and five buttons (IntelliMouse Explorer).
//
// The first byte of a packet has bit 3 set: bytes without it, and packets that stop in the middle, are dropped, so that
// a lost byte costs one packet and not all that follow.

/// What kind of mouse answered.
enum MouseKind: Equatable {
  case plain
  case wheel
  case wheelAndFiveButtons

  /// From the answer to "identify".
  init(id: UInt8) {
    switch id {
    case 3: self = .wheel
    case 4: self = .wheelAndFiveButtons
    default: self = .plain
    }
  }

  var packetLength: Int { self == .plain ? 3 : 4 }
}

/// One packet. Down and right are positive.
struct MousePacket: Equatable {
  var x = 0
  var y = 0
  /// Notches.
  var wheel = 0
  /// Bit 0 left, 1 right, 2 middle, 3 back, 4 forward.
  var buttons: UInt8 = 0
}

/// What a byte led to.
enum MouseDecoderEvent: Equatable {
  case none
  case packet(MousePacket)
  /// "Self test passed": a mouse was plugged in.
  case plugged
}

/// The decoder of one mouse.
struct MousePacketDecoder {
  /// The bytes of one packet follow each other within this time. Nanoseconds.
  static let packetTime: UInt64 = 50_000_000

  var kind = MouseKind.plain
  private var bytes: [UInt8] = []
  private var lastByte: UInt64 = 0

  init() { bytes.reserveCapacity(4) }

  mutating func reset() { bytes.removeAll(keepingCapacity: true) }

  mutating func decode(_ byte: UInt8, now: UInt64) -> MouseDecoderEvent {
    if !bytes.isEmpty, now &- lastByte > Self.packetTime { reset() }
    lastByte = now
    if bytes.isEmpty, byte & 0x08 == 0 { return .none }
    bytes.append(byte)
    // AA 00 would be a packet with an overflow, which says nothing: it is the greeting of a new mouse.
    if bytes.count == 2, bytes[0] == 0xAA, bytes[1] == 0x00 {
      reset()
      return .plugged
    }
    guard bytes.count == kind.packetLength else { return .none }
    defer { reset() }
    return .packet(packet())
  }

  private func packet() -> MousePacket {
    var packet = MousePacket()
    let first = bytes[0]
    packet.buttons = first & 0x07
    // An overflowed counter means nothing.
    if first & 0xC0 == 0 {
      packet.x = Int(bytes[1]) - (first & 0x10 != 0 ? 256 : 0)
      packet.y = (first & 0x20 != 0 ? 256 : 0) - Int(bytes[2])
    }
    switch kind {
    case .plain: break
    case .wheel: packet.wheel = Int(Int8(bitPattern: bytes[3]))
    case .wheelAndFiveButtons:
      packet.wheel = Int(Int8(bitPattern: bytes[3] << 4) >> 4)
      packet.buttons |= (bytes[3] & 0x30) >> 1
    }
    return packet
  }
}
