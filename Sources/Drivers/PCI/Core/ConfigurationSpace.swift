// What every function has: registers that say what it is and switch it on (PCI 3.0, chapter 6). How a machine reaches
// them is for others: PortConfiguration, ConfigurationWindow; the tests have a fake.

/// The configuration registers of all functions, 32 bits at a time. A function that is not there reads as ones.
public protocol ConfigurationSpace: AnyObject {
  /// Bytes of each function's space that can be reached: 256 or 4096.
  var length: Int { get }
  /// - Parameter offset: a multiple of 4.
  func read(_ address: FunctionAddress, _ offset: Int) -> UInt32
  func write(_ address: FunctionAddress, _ offset: Int, _ value: UInt32)
}

/// Offsets in the space, and bits of the command register.
public enum ConfigurationRegister {
  public static let identity = 0x00
  /// Command below, status above. Status bits are cleared by writing ones, so writes have zeros there.
  public static let command = 0x04
  public static let classCode = 0x08
  /// Header type in bits 16 to 23.
  public static let header = 0x0C
  public static let firstBase = 0x10
  public static let busNumbers = 0x18
  public static let subsystem = 0x2C
  public static let capabilities = 0x34
  /// Line in bits 0 to 7, pin in bits 8 to 15.
  public static let interrupt = 0x3C

  public static let portDecoding: UInt32 = 1 << 0
  public static let memoryDecoding: UInt32 = 1 << 1
  public static let busMaster: UInt32 = 1 << 2
  public static let lineDisabled: UInt32 = 1 << 10
  /// In the dword of the command register: the status says that there is a list.
  public static let hasCapabilities: UInt32 = 1 << 20
}

extension ConfigurationSpace {
  /// The command register's sixteen bits.
  public func command(_ address: FunctionAddress) -> UInt32 {
    read(address, ConfigurationRegister.command) & 0xFFFF
  }

  /// Sets and clears bits of the command register.
  public func changeCommand(_ address: FunctionAddress, set: UInt32 = 0, clear: UInt32 = 0) {
    let old = command(address)
    let new = old & ~clear | set
    if new != old { write(address, ConfigurationRegister.command, new) }
  }
}
