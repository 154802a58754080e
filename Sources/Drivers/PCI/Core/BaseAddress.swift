// Where a function's registers lie, and how large they are (PCI 3.0, section 6.2.5.1).
//
// Sizing writes ones into a base register and reads back which bits stick; meanwhile the function must not answer, so
// decoding is off, and whoever uses the function would notice. It is done when a function gets its owner.

/// One base address register with something behind it.
public struct BaseAddress: Equatable, Sendable {
  public enum Kind: Equatable, Sendable { case ports, memory(isWide: Bool, isPrefetchable: Bool) }

  /// Number of the register (of the lower one of a 64-bit pair).
  public let number: Int
  public let kind: Kind
  /// Of the first byte, or the first port.
  public let address: UInt64
  /// Bytes, a power of two.
  public let length: UInt64

  public init(number: Int, kind: Kind, address: UInt64, length: UInt64) {
    self.number = number
    self.kind = kind
    self.address = address
    self.length = length
  }

  public var isMemory: Bool { kind != .ports }

  /// The base addresses of a function that the firmware has placed.
  public static func all(_ space: some ConfigurationSpace, _ function: PCIFunction) -> [BaseAddress] {
    let count = function.header == .device ? 6 : function.header == .bridge ? 2 : 0
    let decoding = ConfigurationRegister.portDecoding | ConfigurationRegister.memoryDecoding
    let before = space.command(function.address)
    space.changeCommand(function.address, clear: decoding)
    var found: [BaseAddress] = []
    var number = 0
    while number < count {
      let (base, isWide) = size(space, function.address, number, hasNext: number + 1 < count)
      if let base { found.append(base) }
      number += isWide ? 2 : 1
    }
    space.changeCommand(function.address, set: before & decoding)
    return found
  }

  private static func probe(_ space: some ConfigurationSpace, _ address: FunctionAddress, _ number: Int)
    -> (value: UInt32, mask: UInt32)
  {
    let offset = ConfigurationRegister.firstBase + number * 4
    let value = space.read(address, offset)
    space.write(address, offset, .max)
    let mask = space.read(address, offset)
    space.write(address, offset, value)
    return (value, mask)
  }

  private static func size(_ space: some ConfigurationSpace, _ address: FunctionAddress, _ number: Int, hasNext: Bool)
    -> (BaseAddress?, isWide: Bool)
  {
    let (low, lowMask) = probe(space, address, number)
    if low & 1 != 0 {
      // Many devices leave the upper half of the mask at zero: there are only 64 Ki ports.
      let mask = (lowMask & 0xFFFC) | 0xFFFF_0000
      let length = UInt64(~mask) + 1
      let start = UInt64(low & 0xFFFC)
      guard lowMask & 0xFFFC != 0, start != 0, start + length <= 0x1_0000 else { return (nil, false) }
      return (BaseAddress(number: number, kind: .ports, address: start, length: length), false)
    }
    let isWide = low >> 1 & 3 == 2 && hasNext
    var (start, mask) = (UInt64(low & ~15), UInt64(lowMask & ~15) | 0xFFFF_FFFF_0000_0000)
    if isWide {
      let (high, highMask) = probe(space, address, number + 1)
      start |= UInt64(high) << 32
      mask = mask & 0xFFFF_FFFF | UInt64(highMask) << 32
    }
    let length = ~mask &+ 1
    // Bits that stick have to be a run from the top: anything else is no device.
    guard lowMask & ~15 != 0 || (isWide && mask != 0), length != 0, length & (length - 1) == 0, start != 0,
      start & (length - 1) == 0, start < 1 << 52, length <= 1 << 40
    else { return (nil, isWide) }
    let kind = Kind.memory(isWide: isWide, isPrefetchable: low & 8 != 0)
    return (BaseAddress(number: number, kind: kind, address: start, length: length), isWide)
  }
}
