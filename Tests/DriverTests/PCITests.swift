// The PCI bus: what is found, how large it is, how it interrupts, and what a driver may write.

import ABI
import PCICore
import Testing

struct PCITests {
  private static func at(_ bus: UInt8, _ device: UInt8, _ function: UInt8 = 0) -> FunctionAddress {
    FunctionAddress(bus: bus, device: device, function: function)
  }

  // MARK: Enumeration

  @Test func findsFunctionsBehindBridges() {
    let space = FakeConfiguration()
    space[0, 0, 0] = FakeFunction(0x8086, 0x29C0, classCode: 0x060000)
    space[0, 31, 0] = FakeFunction(0x8086, 0x2918, classCode: 0x060100, isMulti: true)
    space[0, 31, 2] = FakeFunction(0x8086, 0x2922, classCode: 0x010601)
    // Not there: the device says that it has one function only.
    space[0, 5, 0] = FakeFunction(0x1234, 0x1111, classCode: 0x030000)
    space[0, 5, 1] = FakeFunction(0x1234, 0x1111, classCode: 0x030000)
    var bridge = FakeFunction(0x1B36, 0x000C, classCode: 0x060400, header: 1)
    bridge.registers[6] = 0x0003_0300
    space[0, 2, 0] = bridge
    var inner = FakeFunction(0x1B36, 0x0001, classCode: 0x060400, header: 1)
    inner.registers[6] = 0x0004_0403
    space[3, 1, 0] = inner
    space[4, 7, 0] = FakeFunction(0x1AF4, 0x1041, classCode: 0x020000)
    let found = BusEnumerator.functions(space).map(\.address.text)
    #expect(found == ["00:00.0", "00:02.0", "00:05.0", "00:1f.0", "00:1f.2", "03:01.0", "04:07.0"])
  }

  @Test func bridgesThatLeadBackEndTheWalk() {
    let space = FakeConfiguration()
    for (bus, secondary): (UInt8, UInt32) in [(0, 1), (1, 2), (2, 1), (2, 0)] {
      var bridge = FakeFunction(0x1B36, 1, classCode: 0x060400, header: 1)
      bridge.registers[6] = secondary << 8
      space[bus, UInt8(secondary), 0] = bridge
    }
    #expect(BusEnumerator.functions(space).count == 4)
  }

  @Test func anEmptyBusIsEmpty() { #expect(BusEnumerator.functions(FakeConfiguration()).isEmpty) }

  @Test(arguments: ["00:1f.2", "ff:00.7"])
  func addressesAreWrittenAndRead(text: String) {
    let address = FunctionAddress(Array(text.utf8))
    #expect(address?.text == text)
    #expect(address.map { FunctionAddress(requester: $0.requester) } == address)
  }

  @Test(arguments: ["", "00:20.0", "00:1f.8", "0:1f.2", "00:1f:2", "00.1f.2", "00:1g.2"])
  func whatIsNoAddress(text: String) { #expect(FunctionAddress(Array(text.utf8)) == nil) }

  // MARK: Configuration access

  private final class Ports: ConfigurationPorts {
    var address: UInt32 = 0
    var data: [UInt32: UInt32] = [:]
    func writeAddress(_ value: UInt32) { address = value }
    func readData() -> UInt32 { data[address] ?? .max }
    func writeData(_ value: UInt32) { data[address] = value }
  }

  @Test func thePortsSelectAFunction() {
    let ports = Ports()
    let space = PortConfiguration(ports)
    space.write(Self.at(2, 3, 1), 0x44, 7)
    #expect(ports.data == [0x8002_1944: 7])
    #expect(space.read(Self.at(2, 3, 1), 0x44) == 7)
    // What they do not reach is not another register.
    #expect(space.read(Self.at(2, 3, 1), 0x144) == .max)
    #expect(space.read(Self.at(2, 3, 1), 0x45) == .max)
    space.write(Self.at(2, 3, 1), 0x144, 9)
    #expect(ports.data.count == 1)
  }

  private static func mcfg(_ entries: [(start: UInt64, segment: UInt8, first: UInt8, last: UInt8)]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 44)
    for entry in entries {
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: entry.start >> ($0 * 8)) }
      bytes += [entry.segment, 0, entry.first, entry.last, 0, 0, 0, 0]
    }
    return bytes
  }

  @Test func theWindowIsTheFirstSegments() throws {
    let table = Self.mcfg([(0xC000_0000, 1, 0, 255), (0xB000_0000, 0, 0, 63)])
    let window = try #require(ConfigurationWindow(mcfg: table))
    #expect(window.start == 0xB000_0000 && window.length == 64 << 20)
    #expect(window.offset(of: Self.at(1, 2, 3), 0x104) == 1 << 20 | 2 << 15 | 3 << 12 | 0x104)
    #expect(window.offset(of: Self.at(64, 0), 0) == nil)
    #expect(window.offset(of: Self.at(0, 0), 4096) == nil)
    #expect(window.offset(of: Self.at(0, 0), 2) == nil)
    #expect(window.offset(of: Self.at(0, 0), -4) == nil)
    for cut in 0..<table.count { #expect(cut >= 76 || ConfigurationWindow(mcfg: Array(table[0..<cut])) == nil) }
    #expect(ConfigurationWindow(mcfg: Self.mcfg([(0xB000_0000, 0, 9, 3), (0x1234, 0, 0, 255)])) == nil)
  }

  // MARK: Bars

  @Test func barsHaveTheirSize() throws {
    let space = FakeConfiguration()
    var function = FakeFunction(0x1234, 1, classCode: 0x010802)
    function.registers[1] |= 7
    function.addBar(0, 0x0, at: 0xFEB0_0000, length: 1 << 20)
    function.addBar(1, 0x1, at: 0xC040, length: 64)
    function.addBar(2, 0xC, at: 0x38_0000_0000, length: 1 << 33)
    function.addBar(4, 0x8, at: 0xFE00_0000, length: 4096)
    space[0, 4, 0] = function
    let before = function.registers
    let bases = BaseAddress.all(space, try #require(PCIFunction(space, Self.at(0, 4))))
    #expect(
      bases == [
        BaseAddress(
          number: 0, kind: .memory(isWide: false, isPrefetchable: false), address: 0xFEB0_0000, length: 1 << 20),
        BaseAddress(number: 1, kind: .ports, address: 0xC040, length: 64),
        BaseAddress(
          number: 2, kind: .memory(isWide: true, isPrefetchable: true), address: 0x38_0000_0000, length: 1 << 33),
        BaseAddress(number: 4, kind: .memory(isWide: false, isPrefetchable: true), address: 0xFE00_0000, length: 4096),
      ])
    // Everything is as before, and meanwhile nobody answered at a wrong place.
    #expect(space[0, 4, 0]?.registers == before)
    #expect(!space.movedWhileDecoding)
  }

  @Test func barsWithoutAPlaceOrWithHolesAreNone() throws {
    let space = FakeConfiguration()
    var function = FakeFunction(0x1234, 1, classCode: 0x010802)
    function.addBar(0, 0, at: 0, length: 4096)
    function.addBar(1, 0, at: 0xFEB0_0000, length: 4096)
    function.writable[5] = 0xFF0F_F000
    function.addBar(5, 4, at: 0xFEC0_0000, length: 4096)
    space[0, 4, 0] = function
    // The last is the lower half of a pair without its upper half: it has 32 bits.
    let bases = BaseAddress.all(space, try #require(PCIFunction(space, Self.at(0, 4))))
    #expect(bases.map(\.number) == [5])
  }

  @Test func smallBarsAreMappedOnlyWhereTheyAreAlone() throws {
    let space = FakeConfiguration()
    var one = FakeFunction(0x1234, 1, classCode: 0x010802)
    one.addBar(0, 0, at: 0xFEB0_0000, length: 256)
    one.addBar(1, 0, at: 0xFEB0_1000, length: 256)
    var two = FakeFunction(0x1234, 2, classCode: 0x010802)
    two.addBar(0, 0, at: 0xFEB0_0100, length: 256)
    two.addBar(1, 0, at: 0xFEB0_2000, length: 8192)
    (space[0, 4, 0], space[0, 5, 0]) = (one, two)
    let functions = BusEnumerator.functions(space)
    let neighbours = BarNeighbours(space, functions)
    let alone = functions.flatMap { function in
      BaseAddress.all(space, function).map { neighbours.isAlone($0) }
    }
    #expect(alone == [false, true, false, true])
  }

  // MARK: Capabilities and messages

  @Test func aListThatComesBackEnds() {
    let space = FakeConfiguration()
    var function = FakeFunction(0x1234, 1, classCode: 0x010802)
    function.addCapability(0x01, at: 0x40, next: 0x50, [0])
    function.addCapability(0x05, at: 0x50, next: 0x40, [0])
    space[0, 4, 0] = function
    #expect(Capability.all(space, Self.at(0, 4)).map(\.offset) == [0x40, 0x50])
    function.registers[0x50 / 4] = 0x05 | 0x20 << 8
    space[0, 4, 0] = function
    #expect(Capability.all(space, Self.at(0, 4)).map(\.identity) == [1, 5])
    function.registers[1] = 0
    space[0, 4, 0] = function
    #expect(Capability.all(space, Self.at(0, 4)).isEmpty)
  }

  @Test func aSingleMessageIsWritten() throws {
    let space = FakeConfiguration()
    var function = FakeFunction(0x1234, 0x11E8, classCode: 0x00FF00)
    function.addCapability(0x05, at: 0x40, next: 0, [0x0080_0000 | 3 << 17])
    for place in 16..<20 { function.writable[place] = place == 16 ? 0x0071_0000 : .max }
    space[0, 4, 0] = function
    let messages = try #require(MessageInterrupts(space, Self.at(0, 4), bases: []))
    #expect(messages == .single(offset: 0x40, isWide: true, hasMask: false) && messages.count == 1)
    messages.enable(space, Self.at(0, 4), messageAddress: 0x1_FEE0_1000, data: 0x95)
    let after = try #require(space[0, 4, 0]).registers
    #expect(after[17] == 0xFEE0_1000 && after[18] == 1 && after[19] == 0x95)
    // On, one message, and the pin off.
    #expect(after[16] >> 16 & 0x71 == 0x01 && after[1] & 1 << 10 != 0)
    MessageInterrupts.disable(space, Self.at(0, 4))
    #expect(try #require(space[0, 4, 0]).registers[16] >> 16 & 1 == 0)
  }

  @Test func aTableHasToLieInTheFunctionsMemory() {
    let space = FakeConfiguration()
    var function = FakeFunction(0x1B36, 0x10, classCode: 0x010802)
    function.addBar(0, 0, at: 0xFEB0_0000, length: 16384)
    function.addCapability(0x11, at: 0x40, next: 0x60, [64 << 16, 0x2000])
    function.addCapability(0x05, at: 0x60, next: 0, [0])
    function.writable[16] = 0xC000_0000
    space[0, 4, 0] = function
    let bases = BusEnumerator.functions(space).flatMap { BaseAddress.all(space, $0) }
    let messages = MessageInterrupts(space, Self.at(0, 4), bases: bases)
    #expect(messages == .table(offset: 0x40, count: 65, bar: 0, tableOffset: 0x2000))
    messages?.enable(space, Self.at(0, 4), messageAddress: 0, data: 0)
    #expect(space[0, 4, 0].map { $0.registers[16] >> 30 } == 2)
    // Too far up, or in no memory: the other kind is taken.
    let other = MessageInterrupts.single(offset: 0x60, isWide: false, hasMask: false)
    for place: UInt32 in [0x3C00, 0x2001, 0x2007] {
      function.registers[17] = place
      space[0, 4, 0] = function
      #expect(MessageInterrupts(space, Self.at(0, 4), bases: bases) == other)
    }
  }

  @Test func theTableIsNotForTheDriver() {
    let base = BaseAddress(
      number: 0, kind: .memory(isWide: true, isPrefetchable: false), address: 0xFEB0_0000, length: 16384)
    let view = BarView(base, .table(offset: 0x40, count: 65, bar: 0, tableOffset: 0x1800))
    #expect(view.admits(0, 4096) && view.admits(0, 1) && view.admits(0x2000, 8192) && view.admits(0x3000, 4096))
    for (offset, count): (UInt64, UInt64) in [
      (0, 4097), (0, 16384), (0x1000, 1), (0x1000, 4096), (0x3000, 4097), (0x4000, 1), (8, 8), (0, 0), (0, .max),
      (0x2000, .max), (.max - 4095, 4096),
    ] {
      #expect(!view.admits(offset, count), "\(offset) \(count)")
    }
    // In another bar, or where the function has none, everything is the driver's.
    #expect(BarView(base, .table(offset: 0x40, count: 65, bar: 2, tableOffset: 0x1800)).admits(0, 16384))
    #expect(BarView(base, nil).admits(0, 16384))
  }

  // MARK: Reset

  @Test func aResetForgetsNothingOfTheFirmwares() throws {
    let space = FakeConfiguration()
    var function = FakeFunction(0x1B36, 0x10, classCode: 0x010802)
    function.addBar(0, 4, at: 0x38_FEB0_0000, length: 16384)
    function.addCapability(0x10, at: 0x40, next: 0, [2 << 16, 1 << 28, 0x0009_2810])
    for place in [3, 18, 20, 26] { function.writable[place] = 0xFFFF }
    function.registers[1] |= 2
    space[0, 4, 0] = function
    let before = function.registers
    let disk = try #require(PCIFunction(space, Self.at(0, 4)))
    let reset = try #require(FunctionReset(space, disk))
    reset.begin(space)
    #expect(space.writes.last?.offset == 0x48 && space.writes.last?.value == 0xA810)
    // What a reset does.
    for place in [1, 4, 5, 15, 18] { space[0, 4, 0]?.registers[place] &= ~function.writable[place] }
    reset.end(space)
    var after = try #require(space[0, 4, 0]).registers
    // The status above the control is not the reset's.
    after[18] |= 0x0009_0000
    #expect(after == before)
    function.registers[17] = 0
    space[0, 4, 0] = function
    #expect(FunctionReset(space, disk) == nil)
  }

  // MARK: Drivers

  @Test func aDriverWritesWhatConcernsItsDeviceAlone() {
    let space = FakeConfiguration()
    var function = FakeFunction(0x1AF4, 0x1041, classCode: 0x020000)
    function.addCapability(0x09, at: 0x40, next: 0x60, [0x0010_0000])
    function.addCapability(0x05, at: 0x60, next: 0, [0])
    space[0, 4, 0] = function
    let writes = ConfigurationGuard(space, Self.at(0, 4))
    let offsets = stride(from: 0, to: 256, by: 4).filter { writes.admitted($0, 0x0102_0304) != nil }
    #expect(offsets == [0x0C, 0x44, 0x48, 0x4C])
    #expect(writes.admitted(0x0C, 0x0102_0304) == 0x0304 && writes.admitted(0x48, 0x0102_0304) == 0x0102_0304)
    #expect(writes.admitted(0x46, 0) == nil && writes.admitted(-4, 0) == nil)
  }

  @Test func aDeviceHasOneOwner() throws {
    let space = FakeConfiguration()
    space[0, 0, 0] = FakeFunction(0x8086, 0x29C0, classCode: 0x060000)
    for device: UInt8 in 4...5 { space[0, device, 0] = FakeFunction(0x1234, 0x11E8, classCode: 0x00FF00) }
    var table = DeviceTable(BusEnumerator.functions(space))
    let selector = try #require(DeviceSelector(Array("1234:11e8".utf8)))
    #expect(try table.claim(selector) == 1)
    #expect(try table.claim(selector) == 2)
    #expect(throws: Errno.busy) { try table.claim(selector) }
    table.release(1)
    let place = try #require(DeviceSelector(Array("00:05.0".utf8)))
    #expect(throws: Errno.busy) { try table.claim(place) }
    #expect(try table.claim(try #require(DeviceSelector(Array("class/00ff".utf8)))) == 1)
    // Bridges are nobody's, and what is not there has a code of its own.
    for text in ["8086:29c0", "00:00.0", "1234:5678", "class/0c0330"] {
      let selector = try #require(DeviceSelector(Array(text.utf8)))
      #expect(throws: Errno.noSuchAddress) { try table.claim(selector) }
    }
    #expect(table.text.hasPrefix("00:00.0\t8086:29c0\t060000\t03\t-\t-\n00:04.0\t1234:11e8\t00ff00\t03\t-\tused\n"))
  }

  @Test func aDeviceHasOneUser() throws {
    let space = FakeConfiguration()
    for device: UInt8 in 4...5 { space[0, device, 0] = FakeFunction(0x1234, 0x11E8, classCode: 0x00FF00) }
    var table = DeviceTable(BusEnumerator.functions(space))
    try table.use(0, by: 7)
    try table.use(0, by: 7)
    try table.use(1, by: 8)
    // Whoever was given the handles, and even when the claim has ended, as long as the first one lives.
    #expect(throws: Errno.notPermitted) { try table.use(0, by: 8) }
    table.release(0)
    #expect(throws: Errno.notPermitted) { try table.use(0, by: 8) }
    table.forgetUser(of: 0)
    try table.use(0, by: 8)
  }

  @Test(arguments: ["", "class/", "class/1", "class/00ff0", "1234:", "1234:11e8x", "class/00fg", "12345678"])
  func whatSelectsNothing(text: String) { #expect(DeviceSelector(Array(text.utf8)) == nil) }
}
