// How many frames a process has taken, and whether it may have one more: so that who asks for too much is refused, and
// nobody else.
//
// Charged are a process's private pages and the contents of the memory objects that it made, wherever they are mapped,
// as long as they exist. Not charged are kernel objects: their number is bounded for each process (ProcessLimits). Nor
// are pages that servers brought, which are taken back before anybody is refused (Kernel+ServedPages).
//
// The rule: a program of a user may hold at most four times what is still free. So one that takes all that it can get
// ends at four fifths of the memory, a second one at four fifths of the rest, and a small program is never refused
// because of a large one. Nothing has to be set, and on an idle machine a program may use nearly all of it. Services
// (user 0) are asked by everybody: they have a reserve besides that no program of a user gets at.

/// What one process holds of the machine's memory.
final class MemoryAccount {
  /// So many times what is free a program of a user may hold.
  private static let share: UInt64 = 4

  /// Frames on the account.
  private(set) var used: UInt64 = 0
  /// Most of them, by order of whoever started the process.
  let limit: UInt64
  /// Of a service: only the limit counts, and the kernel's own reserve.
  var isService: Bool

  init(limit: UInt64, isService: Bool) {
    self.limit = limit
    self.isService = isService
  }

  /// Whether there are `count` frames more for this process.
  @inline(__always)
  func admits(_ count: UInt64, of frames: FrameAllocator) -> Bool { admits(count, of: frames, frames.freeCount) }

  @inline(__always)
  private func admits(_ count: UInt64, of frames: FrameAllocator, _ free: UInt64) -> Bool {
    guard used + count <= limit, free > KernelLimits.frameReserve + count else { return false }
    return isService || used + count <= (free - count) * Self.share && free - count > frames.serviceReserve
  }

  /// A frame for this process with undefined contents; nil when it gets none.
  @inline(__always)
  func allocate(from frames: FrameAllocator) -> UInt64? {
    guard admits(1, of: frames), let frame = frames.allocate() else { return nil }
    used += 1
    return frame
  }

  /// A frame of zeros for an object of this process that `toucher` has touched: a service is not refused for what
  /// others have made it map.
  func allocateZeroed(from frames: FrameAllocator, for toucher: MemoryAccount) -> UInt64? {
    let isAdmitted = admits(1, of: frames) || toucher.isService && frames.freeCount > KernelLimits.frameReserve
    guard isAdmitted, let frame = frames.allocateZeroed() else { return nil }
    used += 1
    return frame
  }

  /// A limit of its own, and not a lack of memory, refuses it `count` frames more.
  func isAtLimit(_ count: UInt64) -> Bool { used + count > limit }

  /// Whether private memory of so many frames may be promised. Services take what they need of it, and no more than
  /// there is.
  func mayMap(_ count: UInt64, of frames: FrameAllocator) -> Bool {
    isService ? count <= frames.totalCount : admits(count, of: frames, frames.freeCount + frames.reclaimableCount)
  }

  /// So many frames have gone back.
  @inline(__always)
  func release(_ count: UInt64) { used -= count }
}
