// The Multiboot2 information structure (GNU Multiboot2 specification 2.0, section 3.6), parsed from bytes.
//
// A list of tags, each with type and size, 8-byte aligned, ended by type 0. Unknown tags are skipped. The structure
// comes from a boot loader, so each field is checked before it is used.

import ABI

/// What a Multiboot2 boot loader said.
public struct MultibootInformation: Sendable {
  /// A file that was loaded beside the kernel.
  public struct Module: Sendable {
    public var range: PhysicalRange
    /// The words behind the file in the boot menu's line.
    public var name: [UInt8]
  }

  /// In eax at the kernel's first instruction.
  public static let magic: UInt32 = 0x36d7_6289
  /// The structure is a few KiB (the largest part is the memory map); more than this is not one.
  public static let maximumLength = 1 << 20

  public private(set) var commandLine: [UInt8] = []
  public private(set) var modules: [Module] = []
  public private(set) var memoryMap = MemoryMap()
  public private(set) var framebuffer: FramebufferDescription?
  /// A copy of the ACPI root pointer, the newest that was given.
  public private(set) var rootPointer: AcpiRootPointer?
  /// The kernel's own ELF sections: `entrySize` bytes each in `sectionHeaders`.
  public private(set) var sectionHeaders: [UInt8] = []

  private enum Tag: UInt32 {
    case end = 0
    case commandLine = 1
    case module = 3
    case memoryMap = 6
    case framebuffer = 8
    case elfSections = 9
    case acpiOld = 14
    case acpiNew = 15
  }

  /// - Parameter bytes: the whole structure, as long as its first word says.
  /// - Throws: `.damagedInformation` or `.noMemoryMap`.
  public init(_ bytes: [UInt8]) throws(BootError) {
    let view = ByteView(bytes)
    guard let total = view.number(UInt32.self, at: 0), Int(total) <= view.count else { throw .damagedInformation }
    var offset = 8
    while true {
      guard let type = view.number(UInt32.self, at: offset), let size = view.number(UInt32.self, at: offset + 4),
        size >= 8, let body = view.slice(offset + 8, Int(size) - 8)
      else { throw .damagedInformation }
      if let tag = Tag(rawValue: type) {
        if tag == .end { break }
        take(tag, ByteView(body))
      }
      offset += (Int(size) + 7) & ~7
    }
    if memoryMap.regions.isEmpty { throw .noMemoryMap }
  }

  private mutating func take(_ tag: Tag, _ body: ByteView) {
    switch tag {
    case .end: break
    case .commandLine: commandLine = Self.string(body, from: 0)
    case .module: takeModule(body)
    case .memoryMap: takeMemoryMap(body)
    case .framebuffer: takeFramebuffer(body)
    case .elfSections: sectionHeaders = body.slice(12, body.count - 12) ?? []
    case .acpiOld, .acpiNew:
      if let pointer = AcpiRootPointer(body.slice(0, body.count) ?? []) { rootPointer = pointer }
    }
  }

  private mutating func takeModule(_ body: ByteView) {
    guard let start = body.number(UInt32.self, at: 0), let end = body.number(UInt32.self, at: 4), end > start
    else { return }
    modules.append(
      Module(range: PhysicalRange(start: UInt64(start), end: UInt64(end)), name: Self.string(body, from: 8)))
  }

  private mutating func takeMemoryMap(_ body: ByteView) {
    guard let entrySize = body.number(UInt32.self, at: 0), entrySize >= 24, entrySize <= 1024 else { return }
    var offset = 8
    while let start = body.number(UInt64.self, at: offset), let length = body.number(UInt64.self, at: offset + 8),
      let kind = body.number(UInt32.self, at: offset + 16)
    {
      let (end, overflow) = start.addingReportingOverflow(length)
      let range = PhysicalRange(start: start, end: overflow ? .max : end)
      memoryMap.append(MemoryMap.Region(range, MemoryMap.Kind(number: kind)))
      offset += Int(entrySize)
    }
  }

  /// Takes a framebuffer of direct colour with 32 bits a pixel and 8 bits a channel, the only kind the system draws to.
  private mutating func takeFramebuffer(_ body: ByteView) {
    guard let address = body.number(UInt64.self, at: 0), let stride = body.number(UInt32.self, at: 8),
      let width = body.number(UInt32.self, at: 12), let height = body.number(UInt32.self, at: 16),
      let depth = body.number(UInt8.self, at: 20), let type = body.number(UInt8.self, at: 21), type == 1, depth == 32,
      let shifts = channelShifts(body)
    else { return }
    // 64 KiB a row, 16384 rows: four times the largest display on sale, and far from any overflow.
    guard width > 0, height > 0, width <= 16384, height <= 16384, stride <= 1 << 18, stride >= width * 4,
      address > 0, address <= KernelLayout.physicalLimit - UInt64(stride) * UInt64(height)
    else { return }
    var description = FramebufferDescription()
    description.address = address
    description.width = width
    description.height = height
    description.stride = stride
    description.redShift = shifts.red
    description.greenShift = shifts.green
    description.blueShift = shifts.blue
    framebuffer = description
  }

  private func channelShifts(_ body: ByteView) -> (red: UInt8, green: UInt8, blue: UInt8)? {
    func channel(_ offset: Int) -> UInt8? {
      guard let shift = body.number(UInt8.self, at: offset), let size = body.number(UInt8.self, at: offset + 1),
        size == 8, shift <= 24
      else { return nil }
      return shift
    }
    guard let red = channel(24), let green = channel(26), let blue = channel(28) else { return nil }
    return (red, green, blue)
  }

  /// The bytes up to the first zero.
  private static func string(_ body: ByteView, from offset: Int) -> [UInt8] {
    guard body.count > offset, let bytes = body.slice(offset, body.count - offset) else { return [] }
    return Array(bytes.prefix { $0 != 0 })
  }
}
