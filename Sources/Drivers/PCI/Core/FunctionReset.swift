// A function as after power-on (PCI Express 3.0, section 6.6.2): what an earlier driver told it is forgotten, the
// memory that it was to use above all.
//
// Not: waiting. A function may take 100 ms from `begin` to `end`.

/// One reset, with what firmware had set up and the reset forgets.
public struct FunctionReset {
  /// How long the function may take, in milliseconds.
  public static let patience = 100

  private static let canReset: UInt32 = 1 << 28
  private static let start: UInt32 = 1 << 15

  private let address: FunctionAddress
  private let express: Int
  private let saved: [(offset: Int, value: UInt32)]

  /// Nil where the function cannot be reset by itself: most that are not PCI Express's cannot.
  public init?(_ space: some ConfigurationSpace, _ function: PCIFunction) {
    let address = function.address
    let list = Capability.all(space, address)
    guard function.header == .device, let entry = list.first(where: { $0.identity == Capability.express }),
      space.read(address, entry.offset + 4) & Self.canReset != 0
    else { return nil }
    self.address = address
    express = entry.offset
    // Timing, bars, expansion ROM, line; and the sizes and ways of transfers. The command comes last.
    var saved: [(offset: Int, value: UInt32)] = []
    for offset in [0x0C, 0x10, 0x14, 0x18, 0x1C, 0x20, 0x24, 0x30, 0x3C] {
      saved.append((offset: offset, value: space.read(address, offset)))
    }
    let isSecondVersion = space.read(address, entry.offset) >> 16 & 15 >= 2
    for offset in isSecondVersion ? [8, 16, 40] : [8, 16] {
      // Above the controls stands the status, whose ones are cleared by ones.
      saved.append((offset: entry.offset + offset, value: space.read(address, entry.offset + offset) & 0x7FFF))
    }
    saved.append((offset: ConfigurationRegister.command, value: space.command(address)))
    self.saved = saved
  }

  public func begin(_ space: some ConfigurationSpace) {
    let control = space.read(address, express + 8) & 0x7FFF
    space.write(address, express + 8, control | Self.start)
  }

  /// Puts back what firmware had set up.
  public func end(_ space: some ConfigurationSpace) {
    for register in saved { space.write(address, register.offset, register.value) }
  }
}
