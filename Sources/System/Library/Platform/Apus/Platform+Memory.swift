// Memory of this process, shared memory, and terminals.
//
// SAFETY: an address that the kernel has mapped belongs to the caller, who gives it back with its length.

import ABI
import Protocols
import SystemEntry

extension Platform {
  /// Fresh zeroed memory of this process, or nil when there is none.
  static func mapPrivate(_ length: Int) -> UnsafeMutableRawPointer? {
    let flags: MapFlags = [.read, .write]
    let result = KernelCalls.call(.map, UInt64(noHandle), 0, UInt64(length), 0, flags.rawValue)
    return result < 0 ? nil : unsafe UnsafeMutableRawPointer(bitPattern: UInt(result))
  }

  static func makeMemoryObject(_ length: Int) throws(Errno) -> RawHandle {
    try open("memory:\(length)", [.read, .write])
  }

  static func mapShared(
    _ raw: RawHandle, _ offset: UInt64, _ length: Int, _ writable: Bool, _ isPresent: Bool
  ) throws(Errno) -> UnsafeMutableRawPointer {
    var flags: MapFlags = writable ? [.read, .write, .shared] : [.read, .shared]
    if isPresent { flags.insert(.populate) }
    let result = KernelCalls.call(.map, UInt64(raw), 0, UInt64(length), offset, flags.rawValue)
    let address = UInt(try KernelCalls.check(result))
    guard let pointer = unsafe UnsafeMutableRawPointer(bitPattern: address) else { throw .badAddress }
    return unsafe pointer
  }

  static func unmap(_ base: UnsafeMutableRawPointer, _ length: Int) {
    _ = KernelCalls.call(.unmap, unsafe KernelCalls.address(UnsafeRawPointer(base)), UInt64(length))
  }

  // MARK: Terminals

  static func terminalSize(_ raw: RawHandle) throws(Errno) -> TerminalSize {
    try onTerminal(raw, .size, returning: TerminalSize.self)
  }
  static func setTerminalSize(_ raw: RawHandle, _ size: TerminalSize) throws(Errno) {
    try onTerminal(raw, .setSize, bytes(of: size))
  }
  static func terminalMode(_ raw: RawHandle) throws(Errno) -> TerminalMode {
    try onTerminal(raw, .mode, returning: TerminalMode.self)
  }
  static func setTerminalMode(_ raw: RawHandle, _ mode: TerminalMode) throws(Errno) {
    try onTerminal(raw, .setMode, bytes(of: mode))
  }
  static func setForeground(_ raw: RawHandle, _ group: UInt32) throws(Errno) {
    try onTerminal(raw, .setForeground, bytes(of: group))
  }

  private static func onTerminal<T: BitwiseCopyable>(
    _ raw: RawHandle, _ operation: PseudoTerminalOperation, returning type: T.Type
  ) throws(Errno) -> T {
    do throws(Errno) {
      return try call(raw, operation.rawValue, returning: type)
    } catch {
      throw error == .notSupported || error == .invalidArgument ? .notTerminal : error
    }
  }

  private static func onTerminal(
    _ raw: RawHandle, _ operation: PseudoTerminalOperation, _ input: [UInt8]
  ) throws(Errno) {
    _ = try call(raw, operation.rawValue, input, capacity: 0)
  }

  static func openPseudoTerminal() throws(Errno) -> (RawHandle, RawHandle) {
    let master = try open("pty:", [.read, .write])
    do throws(Errno) {
      let path = try call(master, Operation.path.rawValue, [], capacity: 64).output
      return (master, try open(String(decoding: path, as: UTF8.self), [.read, .write]))
    } catch {
      close(master)
      throw error
    }
  }
}
