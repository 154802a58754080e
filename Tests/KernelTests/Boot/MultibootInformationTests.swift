// What the kernel makes of a boot loader's information, intact and damaged.

import ABI
import Testing

@testable import KernelCore

struct MultibootInformationTests {
  static func tag(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
    var tag = Bytes()
    tag.add(type)
    tag.add(UInt32(8 + body.count))
    tag.bytes += body
    while tag.bytes.count % 8 != 0 { tag.bytes.append(0) }
    return tag.bytes
  }

  static func memoryMap(_ regions: [(UInt64, UInt64, UInt32)]) -> [UInt8] {
    var body = Bytes()
    body.add(UInt32(24))
    body.add(UInt32(0))
    for (start, length, kind) in regions {
      body.add(start)
      body.add(length)
      body.add(kind)
      body.add(UInt32(0))
    }
    return tag(6, body.bytes)
  }

  static func framebuffer(
    address: UInt64 = 0xfd00_0000, stride: UInt32 = 5120, width: UInt32 = 1280, height: UInt32 = 800, depth: UInt8 = 32
  ) -> [UInt8] {
    var body = Bytes()
    body.add(address)
    body.add(stride)
    body.add(width)
    body.add(height)
    body.bytes += [depth, 1, 0, 0, 16, 8, 8, 8, 0, 8]
    return tag(8, body.bytes)
  }

  static func information(_ tags: [[UInt8]]) -> [UInt8] {
    var all = Bytes()
    all.add(UInt32(0))
    all.add(UInt32(0))
    for tag in tags { all.bytes += tag }
    all.bytes += tag(0, [])
    all.set(UInt32(all.bytes.count), at: 0)
    return all.bytes
  }

  static let map = memoryMap([(0, 0x9fc00, 1), (0x10_0000, 0x1000_0000, 1), (0xfeff_c000, 0x4000, 2)])

  static let module: [UInt8] = {
    var body = Bytes()
    body.add(UInt32(0x20_0000))
    body.add(UInt32(0x30_0123))
    body.bytes += Array("initfs\0".utf8)
    return tag(3, body.bytes)
  }()

  @Test func everythingIsFound() throws {
    let parsed = try MultibootInformation(
      Self.information([Self.tag(1, Array("console\0".utf8)), Self.module, Self.map, Self.framebuffer()]))
    #expect(parsed.commandLine == Array("console".utf8))
    #expect(parsed.modules.count == 1)
    #expect(parsed.modules.first?.range == PhysicalRange(start: 0x20_0000, end: 0x30_0123))
    #expect(parsed.modules.first?.name == Array("initfs".utf8))
    #expect(parsed.memoryMap.regions.count == 3)
    #expect(parsed.framebuffer?.width == 1280)
    #expect(parsed.framebuffer?.stride == 5120)
    #expect(parsed.framebuffer?.redShift == 16)
  }

  @Test func unknownTagsAreSkipped() throws {
    let parsed = try MultibootInformation(Self.information([Self.tag(77, [1, 2, 3]), Self.map]))
    #expect(parsed.memoryMap.regions.count == 3)
  }

  @Test func aMemoryMapIsNeeded() {
    #expect(throws: BootError.noMemoryMap) { try MultibootInformation(Self.information([Self.module])) }
  }

  @Test(arguments: [(UInt32(5119), UInt8(32)), (1 << 20, 32), (5120, 24)])
  func framebuffersThatCannotBeDrawnToAreLeftOut(stride: UInt32, depth: UInt8) throws {
    let tag = Self.framebuffer(stride: stride, depth: depth)
    #expect(try MultibootInformation(Self.information([Self.map, tag])).framebuffer == nil)
  }

  @Test func aFramebufferBeyondTheWindowIsLeftOut() throws {
    let tag = Self.framebuffer(address: .max - 10)
    #expect(try MultibootInformation(Self.information([Self.map, tag])).framebuffer == nil)
  }

  @Test func aRegionThatWrapsAroundIsCutOff() throws {
    let parsed = try MultibootInformation(Self.information([Self.memoryMap([(.max - 0xfff, 0x1_0000, 1)])]))
    #expect(parsed.memoryMap.regions.first?.range.end == .max)
  }

  @Test func truncationAndDamageAreRefusedAtEveryByte() {
    let whole = Self.information([Self.tag(1, Array("x\0".utf8)), Self.module, Self.map, Self.framebuffer()])
    for length in 0..<whole.count {
      #expect(throws: BootError.self) { try MultibootInformation(Array(whole[..<length])) }
    }
    // A damaged byte may pass or not, but never trap and never hang.
    for offset in 0..<whole.count {
      for value: UInt8 in [0, 1, 0x7f, 0xff] {
        var damaged = whole
        damaged[offset] = value
        _ = try? MultibootInformation(damaged)
      }
    }
  }
}
