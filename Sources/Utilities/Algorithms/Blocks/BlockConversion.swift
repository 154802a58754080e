// What `dd` does to the bytes on their way: other characters, swapped pairs, lines as records of a fixed length.
//
// Specification: POSIX.1-2017, dd; GNU coreutils 9.1.

public import UtilitySupport

/// A conversion of a stream, piece by piece.
public struct BlockConversion {
  /// Lines and records.
  public enum Records: Equatable, Sendable {
    case keep
    /// Lines become records of so many bytes, filled up with blanks.
    case block(Int)
    /// Records of so many bytes become lines, without the blanks at their end.
    case unblock(Int)
  }

  /// Other characters.
  public enum Characters: Sendable {
    case ascii, ebcdic, ibm, small, large
  }

  private var table: Bytes?
  private let swaps: Bool
  private let records: Records
  /// The byte that a pair still lacks.
  private var half: UInt8?
  /// How much of a line or record has been seen.
  private var column = 0
  /// Blanks that may be the end of a record.
  private var blanks = 0
  /// Lines that were longer than a record.
  public private(set) var truncated = 0

  /// - Parameter characters: in the order in which they are applied.
  public init(_ characters: [Characters], swaps: Bool, records: Records) {
    (self.swaps, self.records) = (swaps, records)
    guard !characters.isEmpty else { return }
    var table = (0..<256).map { UInt8($0) }
    for kind in characters {
      let step =
        switch kind {
        case .ascii: CharacterTables.ascii
        case .ebcdic: CharacterTables.ebcdic
        case .ibm: CharacterTables.ibm
        case .small: CharacterTables.letters(toSmall: true)
        case .large: CharacterTables.letters(toSmall: false)
        }
      table = table.map { step[Int($0)] }
    }
    self.table = table
  }

  /// A newline and a blank, as the characters that come out have them.
  private var newline: UInt8 { 0x0a }
  private var blank: UInt8 { 0x20 }

  /// The next piece, converted.
  public mutating func convert(_ piece: Bytes) -> Bytes {
    var bytes = piece
    if swaps { swap(&bytes) }
    if let table {
      // Lines and blanks are those of ASCII: they are looked for before characters become EBCDIC, and after they were.
      let isToEBCDIC = table[0x20] == 0x40
      if !isToEBCDIC { bytes = bytes.map { table[Int($0)] } }
      bytes = arranged(bytes)
      return isToEBCDIC ? bytes.map { table[Int($0)] } : bytes
    }
    return arranged(bytes)
  }

  /// What is left at the end.
  public mutating func finish() -> Bytes {
    var bytes = half.map { [$0] } ?? []
    half = nil
    bytes = bytes.isEmpty ? [] : arranged(bytes)
    switch records {
    case .block(let length) where column > 0 && column < length:
      bytes += Bytes(repeating: blank, count: length - column)
    case .unblock where column > 0: bytes.append(newline)
    default: break
    }
    (column, blanks) = (0, 0)
    guard let table, table[0x20] == 0x40 else { return bytes }
    return bytes.map { table[Int($0)] }
  }

  private mutating func swap(_ bytes: inout Bytes) {
    var whole = half.map { [$0] } ?? []
    whole += bytes
    half = whole.count % 2 == 1 ? whole.removeLast() : nil
    var index = 0
    while index + 1 < whole.count {
      whole.swapAt(index, index + 1)
      index += 2
    }
    bytes = whole
  }

  private mutating func arranged(_ bytes: Bytes) -> Bytes {
    switch records {
    case .keep: return bytes
    case .block(let length):
      var result = Bytes()
      for byte in bytes {
        if byte == newline {
          if column < length { result += Bytes(repeating: blank, count: length - column) }
          column = 0
          continue
        }
        if column == length { truncated += 1 }
        if column < length { result.append(byte) }
        column += 1
      }
      return result
    case .unblock(let length):
      var result = Bytes()
      for byte in bytes {
        if column == length {
          result.append(newline)
          (column, blanks) = (0, 0)
        }
        column += 1
        if byte == blank {
          blanks += 1
        } else {
          if blanks > 0 { result += Bytes(repeating: blank, count: blanks) }
          blanks = 0
          result.append(byte)
        }
      }
      return result
    }
  }
}
