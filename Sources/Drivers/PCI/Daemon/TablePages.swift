// Pages for the tables of the IOMMU, cut from pieces of DMA memory. They are pcid's as long as it runs.

import ABI
import PCICore
import PCIInstructions
import System

final class TablePages: TableMemory {
  /// Bytes that are asked of the kernel at a time: the tables of a few devices.
  private static let piece = 64 << 10
  private static let page = 4096

  private struct Piece {
    let memory: DMAMemory
    let mapping: DeviceMemory
  }

  private let hardware: Hardware
  private let isCoherent: Bool
  private var pieces: [Piece] = []
  private var free: [UInt64] = []

  init(_ hardware: Hardware, isCoherent: Bool) {
    self.hardware = hardware
    self.isCoherent = isCoherent
  }

  func allocate() -> UInt64? {
    if free.isEmpty {
      guard let memory = try? hardware.contiguousMemory(Self.piece),
        let mapping = try? DeviceMemory(memory.handle.raw, length: Self.piece)
      else { return nil }
      pieces.append(Piece(memory: memory, mapping: mapping))
      for offset in stride(from: 0, to: Self.piece, by: Self.page) { free.append(memory.address + UInt64(offset)) }
    }
    guard let page = free.popLast() else { return nil }
    for word in 0..<512 { write(page, word, 0) }
    return page
  }

  func free(_ page: UInt64) { free.append(page) }

  func read(_ page: UInt64, _ word: Int) -> UInt64 {
    guard let (piece, offset) = find(page) else { return 0 }
    return piece.mapping.read64(offset + word * 8)
  }

  func write(_ page: UInt64, _ word: Int, _ value: UInt64) {
    guard let (piece, offset) = find(page) else { return }
    piece.mapping.write64(offset + word * 8, value)
    if !isCoherent { pci_flush_line(piece.mapping.start + UInt64(offset + word * 8)) }
  }

  private func find(_ page: UInt64) -> (Piece, Int)? {
    for piece in pieces where page >= piece.memory.address && page - piece.memory.address < UInt64(Self.piece) {
      return (piece, Int(page - piece.memory.address))
    }
    return nil
  }
}
