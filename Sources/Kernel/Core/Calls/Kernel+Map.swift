// `map`, `unmap`, `protect`: the address space of the caller.

import ABI

extension Kernel {
  func map(_ thread: Thread, _ a: Arguments) throws(Errno) -> Int64? {
    let number = Arguments.handle(a.a0)
    var request = MappingRequest(
      address: a.a1, length: a.a2, flags: MapFlags(rawValue: a.a4), object: nil, offset: a.a3)
    // Whoever asks for many pages at once must not find them held by pages that can be had back.
    if request.flags.contains(.populate) && frames.reclaimableCount > 0 {
      let pages = min(request.length, AddressSpace.userEnd) / pageSize
      // With page tables, and what is rounded up.
      _ = relieve(thread.memory.account, pages + pages / PageTables.entriesPerTable + 8)
    }
    guard number != noHandle else {
      request.offset = 0
      return Int64(try thread.memory.map(request))
    }
    let handle = try find(number, thread, .map)
    try checkRights(handle.rights, for: request.flags)
    switch handle.object {
    case .memory(let object):
      request.object = object.object
      return Int64(try thread.memory.map(request))
    case .resource(let resource):
      guard request.offset & (pageSize - 1) == 0, request.length > 0 else { throw .invalidArgument }
      thread.call.mapping = request
      return try begin(
        thread, .map, resource, isNonBlocking: handle.isNonBlocking, offset: request.offset, length: request.length,
        operation: UInt32(truncatingIfNeeded: request.flags.rawValue))
    default: throw .notSupported
    }
  }

  /// What a mapping does has to be allowed by the handle: writing only where it reaches the object.
  func checkRights(_ rights: Rights, for flags: MapFlags) throws(Errno) {
    guard rights.isSuperset(of: [.map, .read]) else { throw .accessDenied }
    if flags.isSuperset(of: [.write, .shared]) && !rights.contains(.write) { throw .accessDenied }
    if flags.contains(.execute) && !rights.contains(.execute) { throw .accessDenied }
  }

  func unmap(_ thread: Thread, _ address: UInt64, _ length: UInt64) throws(Errno) -> Int64? {
    try thread.memory.unmap(address, length)
    return 0
  }

  func protect(_ thread: Thread, _ address: UInt64, _ length: UInt64, _ flags: UInt64) throws(Errno) -> Int64? {
    let rights = MapFlags(rawValue: flags)
    guard rights.isSubset(of: [.read, .write, .execute]) else { throw .invalidArgument }
    guard !rights.isSuperset(of: [.write, .execute]) else { throw .accessDenied }
    try thread.memory.protect(address, length, rights)
    return 0
  }
}
