// Names for the kernel's own addresses: the ELF symbol table that the boot loader keeps in memory beside the kernel.

import KernelCore

/// The kernel's functions by address.
struct KernelSymbols {
  private let memory: PhysicalMemory
  private var symbols = PhysicalRange(start: 0, end: 0)
  private var names = PhysicalRange(start: 0, end: 0)

  private enum Section {
    static let size = 64
    static let symbolTable: UInt32 = 2
  }
  private static let symbolSize: UInt64 = 24

  /// - Parameters:
  ///   - sectionHeaders: the ELF sections as the boot loader reports them, with addresses where it put them.
  ///   - memory: the window through which they are read.
  init(sectionHeaders: [UInt8], memory: PhysicalMemory) {
    self.memory = memory
    for index in 0..<(sectionHeaders.count / Section.size) {
      guard Self.number(UInt32.self, sectionHeaders, index, 4) == Section.symbolTable else { continue }
      symbols = Self.range(sectionHeaders, index)
      let link = Int(Self.number(UInt32.self, sectionHeaders, index, 40))
      if link < sectionHeaders.count / Section.size { names = Self.range(sectionHeaders, link) }
    }
    if !memory.contains(symbols.start, symbols.length) || !memory.contains(names.start, names.length) {
      symbols = PhysicalRange(start: 0, end: 0)
    }
  }

  /// Memory that the tables lie in, which nobody else may use.
  var ranges: [PhysicalRange] { [symbols, names] }

  private static func number<T: FixedWidthInteger>(_ type: T.Type, _ bytes: [UInt8], _ index: Int, _ field: Int) -> T {
    var value: T = 0
    for byte in 0..<(T.bitWidth / 8) { value |= T(bytes[index * Section.size + field + byte]) << T(8 * byte) }
    return value
  }

  private static func range(_ headers: [UInt8], _ index: Int) -> PhysicalRange {
    let start = number(UInt64.self, headers, index, 16)
    return PhysicalRange(start: start, end: start &+ number(UInt64.self, headers, index, 32))
  }

  /// Writes `name+offset` of the function that `address` lies in; nothing for an unknown address.
  func describe(_ address: UInt64, to text: inout KernelText) {
    var best: (value: UInt64, name: UInt64)?
    var entry = symbols.start
    while entry + Self.symbolSize <= symbols.end {
      let value = memory.load(UInt64.self, at: entry + 8)
      let isFunction = memory.load(UInt8.self, at: entry + 4) & 15 == 2
      if isFunction, value <= address, value >= (best?.value ?? 0) {
        best = (value, UInt64(memory.load(UInt32.self, at: entry)))
      }
      entry += Self.symbolSize
    }
    guard let best else { return }
    var name = names.start + best.name
    while name < names.end {
      let byte = memory.load(UInt8.self, at: name)
      if byte == 0 { break }
      text.put(byte)
      name += 1
    }
    text.put("+")
    text.put(address - best.value)
  }
}
