// The host's shared memory and terminals.
//
// SAFETY: Linux writes into local variables and arrays whose length is passed along, and keeps no address; a mapping
// belongs to the caller, who gives it back with its length.

import ABI
import Glibc
import HostEntry
import Protocols

extension Platform {
  static func makeMemoryObject(_ length: Int) throws(Errno) -> RawHandle {
    RawHandle(try checkNegated(apus_host_memory_object(UInt64(clamping: length))))
  }

  static func mapShared(
    _ raw: RawHandle, _ offset: UInt64, _ length: Int, _ writable: Bool, _ isPresent: Bool
  ) throws(Errno) -> UnsafeMutableRawPointer {
    let protection = writable ? PROT_READ | PROT_WRITE : PROT_READ
    let flags = isPresent ? MAP_SHARED | MAP_POPULATE : MAP_SHARED
    let address = unsafe mmap(nil, length, protection, flags, descriptor(raw), Int(clamping: offset))
    guard let address = unsafe address, unsafe address != MAP_FAILED else { throw lastError }
    return unsafe address
  }

  static func unmap(_ base: UnsafeMutableRawPointer, _ length: Int) { unsafe munmap(base, length) }

  static func terminalSize(_ raw: RawHandle) throws(Errno) -> TerminalSize {
    var columns: UInt16 = 0
    var rows: UInt16 = 0
    _ = try checkNegated(unsafe apus_host_terminal_size(descriptor(raw), &columns, &rows))
    return TerminalSize(columns: columns, rows: rows)
  }
  static func setTerminalSize(_ raw: RawHandle, _ size: TerminalSize) throws(Errno) {
    _ = try checkNegated(apus_host_set_terminal_size(descriptor(raw), size.columns, size.rows))
  }
  static func terminalMode(_ raw: RawHandle) throws(Errno) -> TerminalMode {
    var flags: UInt32 = 0
    _ = try checkNegated(unsafe apus_host_terminal_mode(descriptor(raw), &flags))
    return TerminalMode(TerminalMode.Flags(rawValue: flags))
  }
  static func setTerminalMode(_ raw: RawHandle, _ mode: TerminalMode) throws(Errno) {
    _ = try checkNegated(apus_host_set_terminal_mode(descriptor(raw), mode.flags.rawValue))
  }
  static func setForeground(_ raw: RawHandle, _ group: UInt32) throws(Errno) {
    // The caller is in the background for a moment: without this it would be stopped for touching its terminal.
    var set = sigset_t()
    var old = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, SIGTTOU)
    unsafe sigprocmask(SIG_BLOCK, &set, &old)
    let result = tcsetpgrp(descriptor(raw), Int32(truncatingIfNeeded: group))
    let error = lastError
    unsafe sigprocmask(SIG_SETMASK, &old, nil)
    if result != 0 { throw error }
  }

  static func openPseudoTerminal() throws(Errno) -> (RawHandle, RawHandle) {
    var master: Int32 = 0
    var slave: Int32 = 0
    var name = [CChar](repeating: 0, count: 64)
    _ = try checkNegated(unsafe apus_host_open_pty(&master, &slave, &name, 64))
    return (handle(Int(master)), handle(Int(slave)))
  }
}
