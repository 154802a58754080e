// Frames that a device may still write to although no program has them any more.
//
// A driver's end does not stop its device. Whoever governs the devices (pcid) says when nothing reaches these frames
// any more; until then nobody gets them. So the end of pcid itself does no harm either: its successor stops all devices
// first.

/// Runs of frames between their last user and the frame allocator.
final class FrameQuarantine {
  let frames: FrameAllocator
  private var waiting: [(start: UInt64, order: Int)] = []

  init(_ frames: FrameAllocator) { self.frames = frames }

  func hold(_ start: UInt64, order: Int) { waiting.append((start, order)) }

  /// Gives everything back.
  func release() {
    for block in waiting { frames.free(block.start, order: block.order) }
    waiting.removeAll()
  }
}
