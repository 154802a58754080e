// Names for addresses, from the table that the image builder puts behind a program (ABI/SymbolTable.swift).
//
// The table comes from the program's file, so nothing in it is trusted: every offset is checked, a damaged table only
// means that a report has no names.

import ABI

/// The symbols of one program's image.
struct SymbolLookup {
  private let image: MemoryObject
  private let entries: UInt64
  private let count: UInt64
  private let names: UInt64
  private let namesLength: UInt64

  /// The table at the end of a program that lies at `offset` in `image`; nil when there is none.
  init?(_ image: MemoryObject, offset: UInt64, length: UInt64) {
    let footerLength = UInt64(SymbolTableFooter.length)
    guard length >= footerLength,
      let footer = Self.read(image, offset + length - footerLength, SymbolTableFooter.length)
    else { return nil }
    guard LittleEndian.read(footer, 0, 8) == SymbolTableFooter.magic else { return nil }
    let start = LittleEndian.read(footer, 8, 8)
    let count = LittleEndian.read(footer, 16, 4)
    let namesLength = LittleEndian.read(footer, 20, 4)
    let (namesStart, overflow) = start.addingReportingOverflow(count * 16)
    guard !overflow, namesStart <= length, namesLength <= length - namesStart else { return nil }
    self.image = image
    self.count = count
    self.namesLength = namesLength
    entries = offset + start
    names = offset + namesStart
  }

  /// Writes the name of the function at `address` and the distance from its start.
  func describe(_ address: UInt64, into text: inout TextBuffer) {
    guard let (start, size, nameOffset) = find(address), address - start < max(size, 1), nameOffset < namesLength,
      let name = Self.read(image, names + nameOffset, Int(min(namesLength - nameOffset, 160)))
    else { return }
    text.byte(0x20)
    for byte in name {
      if byte == 0 { break }
      text.byte(byte < 0x20 || byte == 0x7F ? 0x3F : byte)
    }
    text.text(" + ")
    text.decimal(address - start)
  }

  /// The last entry that starts at or before `address`.
  private func find(_ address: UInt64) -> (start: UInt64, size: UInt64, name: UInt64)? {
    var low: UInt64 = 0
    var high = count
    var best: (start: UInt64, size: UInt64, name: UInt64)?
    while low < high {
      let middle = (low + high) / 2
      guard let entry = Self.read(image, entries + middle * 16, 16) else { return nil }
      let start = LittleEndian.read(entry, 0, 8)
      if start <= address {
        best = (start, LittleEndian.read(entry, 8, 4), LittleEndian.read(entry, 12, 4))
        low = middle + 1
      } else {
        high = middle
      }
    }
    return best
  }

  private static func read(_ image: MemoryObject, _ offset: UInt64, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return image.read(at: offset, into: &bytes) ? bytes : nil
  }
}
