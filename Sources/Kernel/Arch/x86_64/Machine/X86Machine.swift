// The real machine behind Core's seam: each requirement in terms of this folder's devices.

import ABI
import KernelCore
import KernelEntry

/// The PC that the kernel runs on.
public final class X86Machine: Machine {
  public typealias Registers = TrapFrame

  let processor: Processor
  let clock: MonotonicClock
  let serial: SerialPort
  private let interrupts: InterruptRouter
  public let bootTime: UInt64
  private var entropy: UInt64
  /// The other CPUs, once they have been started; by number, so this one is in it.
  private var peers: [Peer] = []
  public let cpuCount: Int

  private struct Peer {
    let identity: UInt32
    /// Address of its CPUBlock.
    let block: UInt64
  }

  init(
    processor: Processor, clock: MonotonicClock, serial: SerialPort, interrupts: InterruptRouter, bootTime: UInt64,
    cpuCount: Int
  ) {
    self.processor = processor
    self.clock = clock
    self.serial = serial
    self.interrupts = interrupts
    self.bootTime = bootTime
    self.cpuCount = cpuCount
    entropy = cpu_timestamp() ^ bootTime
  }

  @inline(__always) public func now() -> UInt64 { clock.now }

  public var clockPatience: UInt64? { clock.patience }

  // MARK: Timer

  public func setTimer(_ deadline: UInt64) {
    let now = clock.now
    interrupts.armTimer(nanoseconds: deadline > now ? deadline - now : 0)
  }

  // MARK: CPUs

  /// CPU `number` is there from now on.
  func join(_ number: Int, identity: UInt32, block: UInt64) {
    while peers.count < number { peers.append(Peer(identity: .max, block: 0)) }
    peers.append(Peer(identity: identity, block: block))
    if number > 0 { interrupts.join(number, identity: identity) }
  }

  public func interrupt(_ number: Int) { interrupts.local?.sendWake(to: peers[number].identity) }

  public func bringIn(_ cpus: UInt64) {
    for number in peers.indices where cpus >> UInt64(number) & 1 != 0 && apus_is_inside(peers[number].block) == 0 {
      interrupt(number)
    }
    for number in peers.indices where cpus >> UInt64(number) & 1 != 0 {
      while apus_is_inside(peers[number].block) == 0 { cpu_pause() }
    }
  }

  // MARK: Address spaces

  @inline(__always) public func switchAddressSpace(root: UInt64) { cpu_write_cr3(root) }
  @inline(__always) public func invalidatePage(_ address: UInt64) { cpu_invalidate_page(address) }
  public func invalidateAll() { cpu_write_cr3(cpu_read_cr3()) }

  // MARK: Devices

  public func maskInterrupt(_ line: UInt32) { interrupts.setMasked(line, true) }
  public func unmaskInterrupt(_ line: UInt32) { interrupts.setMasked(line, false) }

  public var messageLines: Range<UInt32> { interrupts.messageLines }
  public func message(ofLine line: UInt32) -> InterruptMessage { interrupts.message(ofLine: line) }

  public func lineMessages() -> [InterruptMessage] { interrupts.lineMessages() }
  public func remapLines() { interrupts.remapLines() }

  /// What an interrupt's vector means, after the controller was told.
  func takeInterrupt(_ vector: UInt8) -> InterruptRouter.Source { interrupts.take(vector) }

  public func readPort(_ port: UInt16, width: UInt8) -> UInt32 {
    switch width {
    case 1: UInt32(cpu_in8(port))
    case 2: UInt32(cpu_in16(port))
    default: cpu_in32(port)
    }
  }

  public func writePort(_ port: UInt16, width: UInt8, _ value: UInt32) {
    switch width {
    case 1: cpu_out8(port, UInt8(truncatingIfNeeded: value))
    case 2: cpu_out16(port, UInt16(truncatingIfNeeded: value))
    default: cpu_out32(port, value)
    }
  }

  public func writeConsole(_ bytes: borrowing Span<UInt8>) {
    for index in bytes.indices { serial.write(bytes[index]) }
  }

  // MARK: Threads

  /// Bytes that `fxsave` writes. Wider vector registers stay off: they would have to be saved, too.
  public var extendedStateLength: Int { 512 }

  public func prepareExtendedState(at area: UnsafeMutableRawPointer) {
    // SAFETY: Core passes `extendedStateLength` bytes. The control words of the two units, with every exception masked.
    unsafe area.storeBytes(of: 0x037f, as: UInt16.self)
    unsafe area.storeBytes(of: 0x1f80, toByteOffset: 24, as: UInt32.self)
  }

  @inline(__always) public func saveExtendedState(to area: UnsafeMutableRawPointer) {
    // SAFETY: Core passes the 512 bytes, aligned to 16, that each thread keeps for this.
    unsafe cpu_save_vectors(area)
  }

  @inline(__always) public func restoreExtendedState(from area: UnsafeMutableRawPointer) {
    // SAFETY: as above; the bytes are those of a save, or the initial state that Core copies.
    unsafe cpu_restore_vectors(area)
  }

  public func setThreadPointer(_ address: UInt64) {
    // Above the user's part the address may be one that the instruction refuses.
    cpu_write_msr(0xC000_0100, address < 1 << 46 ? address : 0)
  }

  public func random() -> UInt64 {
    let hardware = processor.random()
    if hardware != 0 { return hardware }
    // Without a generator: the counter's jitter, stirred (splitmix64). randd adds the noise of interrupts.
    entropy = entropy &+ 0x9e37_79b9_7f4a_7c15 &+ cpu_timestamp()
    var value = entropy
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
