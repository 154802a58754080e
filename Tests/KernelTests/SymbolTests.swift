// Names in fault reports: found, or quietly left out when the table is damaged.

import ABI
import Testing

@testable import KernelCore

@Suite struct SymbolTests {
  /// A program with a table: `first` at 0x1000 (0x20 bytes), `second` at 0x2000 (0x10 bytes).
  private func image(_ change: (inout [UInt8]) -> Void = { _ in }) -> (World, MemoryObject, UInt64) {
    let world = World(size: 4 << 20)
    var bytes = [UInt8](repeating: 0xEE, count: 64)
    let entries: [(UInt64, UInt32, UInt32)] = [(0x1000, 0x20, 0), (0x2000, 0x10, 6)]
    for (address, size, name) in entries {
      let start = bytes.count
      bytes += [UInt8](repeating: 0, count: 16)
      bytes.put(address, at: start)
      bytes.put(size, at: start + 8)
      bytes.put(name, at: start + 12)
    }
    bytes += Array("first\0second\0".utf8)
    let footer = bytes.count
    bytes += [UInt8](repeating: 0, count: 32)
    bytes.put(SymbolTableFooter.magic, at: footer)
    bytes.put(UInt64(64), at: footer + 8)
    bytes.put(UInt32(2), at: footer + 16)
    bytes.put(UInt32(13), at: footer + 20)
    change(&bytes)
    let account = MemoryAccount(limit: .max, isService: true)
    let object = MemoryObject(anonymous: UInt64(bytes.count), frames: world.frames, account: account)
    if let frame = object.frame(at: 0, for: account) {
      world.frames.memory.write(frame, from: bytes.span, at: 0, bytes.count)
    }
    return (world, object, UInt64(bytes.count))
  }

  private func name(_ symbols: SymbolLookup?, _ address: UInt64) -> String {
    var text = TextBuffer()
    symbols?.describe(address, into: &text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test func addressesHaveNames() {
    let (world, object, length) = image()
    defer { extendLifetime(world) }
    let symbols = SymbolLookup(object, offset: 0, length: length)
    #expect(name(symbols, 0x1000) == " first + 0")
    #expect(name(symbols, 0x101F) == " first + 31")
    #expect(name(symbols, 0x1020) == "")
    #expect(name(symbols, 0x2004) == " second + 4")
    #expect(name(symbols, 0xFFF) == "" && name(symbols, .max) == "")
  }

  @Test func damageOnlyCostsTheNames() {
    var random = SeededRandom(state: 9)
    for _ in 0..<500 {
      let (world, object, length) = image { bytes in
        for _ in 0..<3 { bytes[64 + Int(random.next() % 77)] = UInt8(truncatingIfNeeded: random.next()) }
      }
      defer { extendLifetime(world) }
      let symbols = SymbolLookup(object, offset: 0, length: length)
      for address in [0, 0x1000, 0x2000, UInt64.max] { #expect(name(symbols, address).utf8.count < 200) }
    }
    let (world, object, length) = image()
    defer { extendLifetime(world) }
    #expect(SymbolLookup(object, offset: 0, length: 31) == nil)
    #expect(SymbolLookup(object, offset: 0, length: length - 1) == nil)
    #expect(SymbolLookup(object, offset: 4096, length: length) == nil)
  }
}
