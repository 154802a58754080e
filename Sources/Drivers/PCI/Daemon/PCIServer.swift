// `pci:`: the list of functions for everyone, devices for the drivers that the manifest names (docs/schemes/pci.md).
//
// Claims come from init alone, which hands them on as the manifest says. What stands on the bus and who may have it is
// PCICore's.

import ABI
import PCICore
import SchemeServer
import System

/// Serves `pci:`.
final class PCIServer: SchemeServer {
  private enum Resource {
    case list([UInt8])
    case device(ClaimedDevice)
    case configuration(ClaimedDevice)
    case bar(RegisterBar, place: Int)
    case memory(DMAMemory, place: Int)
  }

  /// init, the first process, is the only one that may claim.
  private static let initProcess: UInt32 = 1

  private let space: MachineConfiguration
  private let hardware: Hardware
  private let remapper: Remapper?
  private let neighbours: BarNeighbours
  private var table: DeviceTable
  private var users: [DeviceUser?]
  /// Functions that firmware or an earlier pcid left running.
  private var wasRunning: [Bool]
  private var resources: [UInt64: Resource] = [:]
  private var nextID: UInt64 = 1

  /// - Parameters:
  ///   - dmar: the firmware's table of the IOMMU; empty where there is none.
  ///   - madt: that of the interrupt controllers.
  init(_ space: MachineConfiguration, _ hardware: Hardware, dmar: [UInt8], madt: [UInt8]) {
    self.space = space
    self.hardware = hardware
    let functions = BusEnumerator.functions(space)
    table = DeviceTable(functions)
    neighbours = BarNeighbours(space, functions)
    users = Array(repeating: nil, count: functions.count)
    // In this order: what is reclaimed may be memory that an earlier pcid gave to a device, or its tables.
    wasRunning = functions.map { Self.stop($0, space) }
    remapper = Remapper.start(hardware, space, functions, dmar: dmar, madt: madt)
    hardware.reclaim()
  }

  /// Readable when a device was refused something; nil where none can be.
  var faults: RawHandle? { remapper?.faults }

  func reportFaults() { remapper?.reportFaults() }

  /// Nothing reads or writes memory by itself before it has a driver. An earlier pcid may have left devices running.
  /// - Returns: whether the function was running.
  private static func stop(_ function: PCIFunction, _ space: MachineConfiguration) -> Bool {
    let wasRunning = space.command(function.address) & ConfigurationRegister.busMaster != 0
    // A bridge forwards what the functions behind it send, which are stopped themselves.
    if function.header == .bridge { space.changeCommand(function.address, set: ConfigurationRegister.busMaster) }
    guard function.header == .device, !function.isUSBController else { return wasRunning }
    space.changeCommand(function.address, clear: ConfigurationRegister.busMaster)
    MessageInterrupts.disable(space, function.address)
    return wasRunning
  }

  // MARK: Opening

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    if path.isEmpty { return add(.list(Array(table.text.utf8))) }
    let word = Array("claim/".utf8)
    let path = path.array
    guard path.starts(with: word) else { throw .noSuchEntry }
    guard caller.process == Self.initProcess else { throw .notPermitted }
    guard let selector = DeviceSelector(Array(path.dropFirst(word.count))) else { throw .invalidArgument }
    let place = try table.claim(selector)
    guard users[place]?.hasEnded ?? true else {
      table.release(place)
      throw .busy
    }
    users[place] = nil
    table.forgetUser(of: place)
    do throws(Errno) {
      let function = table.functions[place]
      let requester = RequesterAlias.requester(of: function.address, space, table.functions)
      let device = try ClaimedDevice(
        place, function, space, hardware, remapper, requester: requester, isUnknown: wasRunning[place])
      wasRunning[place] = false
      return add(.device(device))
    } catch {
      table.release(place)
      throw error
    }
  }

  private func add(_ resource: Resource) -> Answer {
    let id = nextID
    nextID += 1
    resources[id] = resource
    return .result(id)
  }

  func duplicate(_ id: UInt64, name: borrowing Span<UInt8>, caller: Caller) throws(Errno) -> Answer {
    guard case .device(let device) = resources[id] else { throw .notSupported }
    try table.use(device.place, by: caller.process)
    if users[device.place] == nil { users[device.place] = try DeviceUser(caller.process) }
    let parts = name.array.split(separator: 0x2F, omittingEmptySubsequences: false)
    let number = parts.count == 2 ? Int(String(decoding: parts[1], as: UTF8.self)) : nil
    switch (parts.first.map { String(decoding: $0, as: UTF8.self) } ?? "", parts.count, number) {
    case ("config", 1, _): return add(.configuration(device))
    case ("irq", 1, _): return Self.moved(try device.interrupt(0), [.read, .write])
    case ("irq", 2, .some(let number)): return Self.moved(try device.interrupt(number), [.read, .write])
    case ("bar", 2, .some(let number)):
      if let ports = try device.openPorts(number) { return Self.moved(ports, [.read, .write]) }
      return add(.bar(try device.openMemory(number, neighbours), place: device.place))
    case ("dma", 2, .some(let number)): return add(.memory(try device.makeMemory(number), place: device.place))
    default: throw .noSuchEntry
    }
  }

  /// Without the rights to hand it on, so that it ends with the driver; and without the one to ask where memory lies.
  private static func moved(_ handle: consuming Handle, _ rights: Rights) -> Answer {
    .handle(handle.release(), moved: true, rights: rights)
  }

  // MARK: Closing

  func close(_ id: UInt64) {
    if case .device(let device) = resources[id] {
      device.release()
      table.release(device.place)
    }
    resources[id] = nil
  }

  // MARK: Reading and writing

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    switch resources[id] {
    case .list(let text):
      let start = min(Int(clamping: offset), text.count)
      return .bytes(Array(text[start..<start + min(length, text.count - start)]))
    case .configuration(let device):
      try table.use(device.place, by: caller.process)
      guard length >= 4 else { throw .invalidArgument }
      return .bytes(recordBytes(try device.readConfiguration(Int(clamping: offset))))
    case .memory(let memory, _):
      guard length >= 8 else { throw .invalidArgument }
      return .bytes(recordBytes(memory.deviceAddress))
    case .device, .bar, nil: throw .notSupported
    }
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard case .configuration(let device) = resources[id], data.count == 4 else { throw .notSupported }
    try table.use(device.place, by: caller.process)
    try device.writeConfiguration(Int(clamping: offset), try data.record(UInt32.self))
    return .result(4)
  }

  func map(_ id: UInt64, offset: UInt64, length: UInt64, caller: Caller) throws(Errno) -> Answer {
    switch resources[id] {
    case .memory(let memory, let place):
      try table.use(place, by: caller.process)
      return .handle(memory.handle.raw, moved: false, rights: [.read, .write, .map], offset: offset)
    case .bar(let bar, let place):
      try table.use(place, by: caller.process)
      guard bar.view.admits(offset, length) else { throw .accessDenied }
      return .handle(bar.memory.raw, moved: false, rights: [.read, .write, .map], offset: offset)
    default: throw .notSupported
    }
  }

  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    guard operation == Operation.status.rawValue else { throw .notSupported }
    var status = FileStatus()
    status.kind = FileKind.characterDevice.rawValue
    status.mode = 0o600
    if case .bar(let bar, _) = resources[id] { status.size = bar.view.length }
    if case .memory(let memory, _) = resources[id] { status.size = UInt64(memory.length) }
    return .bytes(recordBytes(status))
  }
}
