// The frames of one piece of DMA memory: zeros at first, in quarantine at the end.

/// A run of frames that a device is told the address of.
final class ContiguousFrames {
  /// What every device reaches.
  private static let limit: UInt64 = 1 << 32

  /// Physical address.
  let start: UInt64
  private let order: Int
  private let quarantine: FrameQuarantine

  /// Nil when memory has no such piece.
  init?(length: UInt64, _ quarantine: FrameQuarantine) {
    var order = 0
    while pageSize << UInt64(order) < length { order += 1 }
    let count: UInt64 = 1 << UInt64(order)
    let frames = quarantine.frames
    guard order <= FrameAllocator.maximumOrder, frames.freeCount > KernelLimits.frameReserve + count,
      let start = frames.allocate(order: order, below: Self.limit)
    else { return nil }
    frames.memory.zero(start, count * pageSize)
    self.start = start
    self.order = order
    self.quarantine = quarantine
  }

  deinit { quarantine.hold(start, order: order) }
}
