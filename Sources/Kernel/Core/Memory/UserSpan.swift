// Memory that a program named: an allegation until it is walked, page by page, while bytes are copied.

import ABI

/// A run of bytes in a program's address space; it ends below the user limit, nothing else is known.
struct UserSpan {
  let address: UInt64
  let count: UInt64

  /// Refuses runs that wrap around or reach beyond what programs may have. Empty ones may lie anywhere.
  @inline(__always)
  init(_ address: UInt64, _ count: UInt64) throws(Errno) {
    guard count == 0 || (address < AddressSpace.userEnd && count <= AddressSpace.userEnd - address) else {
      throw .badAddress
    }
    self.address = address
    self.count = count
  }

  /// The first `limit` bytes.
  func prefix(_ limit: UInt64) -> UserSpan { UserSpan(trusted: address, min(count, limit)) }

  func dropFirst(_ bytes: UInt64) -> UserSpan {
    let skipped = min(bytes, count)
    return UserSpan(trusted: address + skipped, count - skipped)
  }

  /// A run that was checked when it was made.
  init(trusted address: UInt64, _ count: UInt64) {
    self.address = address
    self.count = count
  }

}

extension UserMemory {
  /// The value at `address`, which need not be aligned.
  @inline(__always)
  func load<T: BitwiseCopyable>(_ type: T.Type, at address: UInt64) throws(Errno) -> T {
    let size = UInt64(MemoryLayout<T>.size)
    let crosses = address & (pageSize - 1) > pageSize - size
    return memory.load(type, at: crosses ? try gather(address, size) : try physical(address, write: false))
  }

  /// Stores a value at `address`, which need not be aligned.
  @inline(__always)
  func store<T: BitwiseCopyable>(_ value: T, at address: UInt64) throws(Errno) {
    let size = UInt64(MemoryLayout<T>.size)
    let crosses = address & (pageSize - 1) > pageSize - size
    memory.store(value, at: crosses ? frames.scratch : try physical(address, write: true))
    if crosses { try scatter(address, size) }
  }

  /// Puts a record together that lies in two pages: where it stands until the next one is.
  @inline(never)
  private func gather(_ address: UInt64, _ size: UInt64) throws(Errno) -> UInt64 {
    let head = pageSize - (address & (pageSize - 1))
    memory.copy(from: try physical(address, write: false), to: frames.scratch, head)
    memory.copy(from: try physical(address + head, write: false), to: frames.scratch + head, size - head)
    return frames.scratch
  }

  /// Copies the record in the scratch frame to the two pages that it lies in; neither is written when one cannot be.
  @inline(never)
  private func scatter(_ address: UInt64, _ size: UInt64) throws(Errno) {
    let head = pageSize - (address & (pageSize - 1))
    let first = try physical(address, write: true)
    let second = try physical(address + head, write: true)
    memory.copy(from: frames.scratch, to: first, head)
    memory.copy(from: frames.scratch + head, to: second, size - head)
  }

  /// Copies a program's bytes into kernel memory.
  func read(_ source: UserSpan, into target: inout [UInt8], at start: Int = 0) throws(Errno) {
    var done: UInt64 = 0
    while done < source.count {
      let address = source.address + done
      let piece = min(source.count - done, pageSize - (address & (pageSize - 1)))
      let origin = try physical(address, write: false)
      var span = target.mutableSpan
      memory.read(origin, into: &span, at: start + Int(done), Int(piece))
      done += piece
    }
  }

  /// Copies a program's bytes, at most a page of them, to the start of a frame.
  func read(_ source: UserSpan, toFrame frame: UInt64) throws(Errno) {
    var done: UInt64 = 0
    while done < source.count {
      let address = source.address + done
      let piece = min(source.count - done, pageSize - (address & (pageSize - 1)))
      memory.copy(from: try physical(address, write: false), to: frame + done, piece)
      done += piece
    }
  }

  /// Copies kernel memory out to a program.
  func write(_ source: [UInt8], at start: Int = 0, to target: UserSpan) throws(Errno) {
    var done: UInt64 = 0
    while done < target.count {
      let address = target.address + done
      let piece = min(target.count - done, pageSize - (address & (pageSize - 1)))
      memory.write(try physical(address, write: true), from: source.span, at: start + Int(done), Int(piece))
      done += piece
    }
  }

  /// Copies from this process to another, page by page, each byte once.
  func copy(_ source: UserSpan, to target: UserMemory, at start: UInt64) throws(Errno) {
    var done: UInt64 = 0
    while done < source.count {
      let from = source.address + done
      let to = start + done
      let room = pageSize - max(from & (pageSize - 1), to & (pageSize - 1))
      let piece = min(source.count - done, room)
      let origin = try physical(from, write: false)
      memory.copy(from: origin, to: try target.physical(to, write: true), piece)
      done += piece
    }
  }
}
