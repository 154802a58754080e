// Symbol tables: every address finds its function, and no damage makes the look-up trap.

import ABI
import Archive
import Testing

@Suite struct ArchiveSymbolTableTests {
  private let functions = [
    FunctionSymbol(address: 0x2000, size: 0x80, name: Array("main".utf8)),
    FunctionSymbol(address: 0x1000, size: 0x40, name: Array("static Heap.allocate(_:)".utf8)),
    FunctionSymbol(address: 0x1040, size: 0x10, name: Array("main".utf8)),
  ]

  @Test func addressesFindTheirFunctions() {
    let file = SymbolTable.append(functions, to: [1, 2, 3])
    #expect(Array(file[..<3]) == [1, 2, 3])
    for (address, expected) in [
      (0x1000, 1), (0x103f, 1), (0x1040, 2), (0x104f, 2), (0x2000, 0), (0x207f, 0),
    ] { #expect(SymbolTable.function(at: UInt64(address), in: file.span) == functions[expected]) }
    for address in [0, 0xfff, 0x1050, 0x1fff, 0x2080, UInt64.max] {
      #expect(SymbolTable.function(at: address, in: file.span) == nil)
    }
  }

  @Test func recordsHaveTheLayoutOfTheABI() {
    #expect(MemoryLayout<SymbolTableEntry>.size == 16)
    #expect(MemoryLayout<SymbolTableFooter>.size == SymbolTableFooter.length)
    #expect(MemoryLayout<SymbolTableFooter>.offset(of: \.entriesOffset) == 8)
    #expect(MemoryLayout<SymbolTableFooter>.offset(of: \.entryCount) == 16)
    #expect(MemoryLayout<SymbolTableFooter>.offset(of: \.namesLength) == 20)
    let file = SymbolTable.append(functions, to: [])
    #expect(Array(file[(file.count - 32)...].prefix(8)) == Array("APUSSYMS".utf8))
  }

  @Test func damageNeverTraps() {
    let file = SymbolTable.append(functions, to: [1, 2, 3])
    var generator = SampleGenerator(seed: 23)
    for _ in 0..<5_000 {
      var broken = file
      for _ in 0..<3 {
        let index = Int.random(in: 0..<broken.count, using: &generator)
        broken[index] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &generator) ?? 0
      }
      let found = SymbolTable.function(at: 0x1001, in: broken.span)
      #expect((found?.name.count ?? 0) <= file.count)
    }
    for count in 0..<file.count {
      #expect(SymbolTable.function(at: 0x1001, in: file.span.extracting(0..<count)) == nil)
    }
  }
}
