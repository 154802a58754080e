// The function names that travel behind a program's ELF file: appended on the host, looked up after a fault.
//
// The layout is the ABI's (SymbolTable.swift there). A look-up reads only what it needs, with bounds: the file may be
// damaged. Not: symbols of data, lines of source.

import ABI

/// A function of a program.
public struct FunctionSymbol: Equatable, Sendable {
  public var address: UInt64
  /// Bytes of code.
  public var size: UInt32
  /// UTF-8, without zeros.
  public var name: [UInt8]

  public init(address: UInt64, size: UInt32, name: [UInt8]) {
    self.address = address
    self.size = size
    self.name = name
  }
}

/// Writer and reader of symbol tables.
public enum SymbolTable {
  private static let entrySize = 16
  private static let footerSize = SymbolTableFooter.length
  /// Offsets of the fields in `SymbolTableFooter`.
  private enum Field {
    static let entriesOffset = 8
    static let entryCount = 16
    static let namesLength = 20
  }

  /// `file` with the table of `functions` behind it. The names' bytes are shared where names are the same.
  public static func append(_ functions: [FunctionSymbol], to file: [UInt8]) -> [UInt8] {
    var result = file
    result.pad(to: 8)
    let entriesOffset = result.count
    var names: [UInt8] = []
    var places: [[UInt8]: UInt32] = [:]
    let sorted = functions.sorted { $0.address < $1.address }
    for function in sorted {
      let name = function.name.filter { $0 != 0 }
      let place = places[name] ?? UInt32(truncatingIfNeeded: names.count)
      if places.updateValue(place, forKey: name) == nil { names += name + [0] }
      result.append64(function.address)
      result.append32(function.size)
      result.append32(place)
    }
    result += names
    result.pad(to: 8)
    result.append64(SymbolTableFooter.magic)
    result.append64(UInt64(entriesOffset))
    result.append32(UInt32(sorted.count))
    result.append32(UInt32(names.count))
    result.append64(0)
    return result
  }

  /// The function of `file` that holds `address`; nil if there is none, or no sound table.
  public static func function(at address: UInt64, in file: Span<UInt8>) -> FunctionSymbol? {
    let footer = file.count - footerSize
    guard let magic = file.number64(at: footer), magic == SymbolTableFooter.magic,
      let offset = file.number64(at: footer + Field.entriesOffset).flatMap({ Int(exactly: $0) }),
      let count = file.number32(at: footer + Field.entryCount),
      let namesLength = file.number32(at: footer + Field.namesLength),
      let entries = file.field(at: offset, Int(count) * entrySize),
      let names = file.field(at: offset + entries.count, Int(namesLength))
    else { return nil }

    var low = 0
    var high = Int(count)
    while low < high {
      let middle = (low + high) / 2
      guard let start = entries.number64(at: middle * entrySize) else { return nil }
      if start <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0, let start = entries.number64(at: (low - 1) * entrySize),
      let size = entries.number32(at: (low - 1) * entrySize + 8), address - start < UInt64(size),
      let place = entries.number32(at: (low - 1) * entrySize + 12)
    else { return nil }
    var name: [UInt8] = []
    var position = Int(place)
    while position < names.count, names[position] != 0 {
      name.append(names[position])
      position += 1
    }
    return FunctionSymbol(address: start, size: size, name: name)
  }
}
