// `pipe:`: a ring of bytes with a reading and a writing end, each of which can be waited for on its own.

import ABI

/// The bytes between two ends: a ring in frames of its own, so that they are copied between programs and ring directly.
final class PipeBuffer {
  /// 64 KiB in one run; a pipe starts with one page.
  private static let maximumOrder = 4

  private let frames: FrameAllocator
  private var block: UInt64
  private var order = 0
  private var capacity = pageSize
  private var start: UInt64 = 0
  private(set) var count: UInt64 = 0
  /// False once there was no memory to grow: then what there is has to do.
  private var mayGrow = true

  /// An empty pipe; nil when memory is short.
  init?(frames: FrameAllocator) {
    guard let block = frames.allocate(order: 0) else { return nil }
    self.frames = frames
    self.block = block
  }

  deinit { frames.free(block, order: order) }

  /// No byte fits, and none would after growing.
  var isFull: Bool { count == capacity && (order == Self.maximumOrder || !mayGrow) }

  /// Makes room for `more` bytes, up to the limit, if there is memory for that.
  private func grow(by more: UInt64, for account: MemoryAccount) {
    var wanted = order
    while wanted < Self.maximumOrder && pageSize << UInt64(wanted) < count + more { wanted += 1 }
    guard wanted > order else { return }
    guard account.admits(1 << UInt64(wanted), of: frames), let larger = frames.allocate(order: wanted) else {
      mayGrow = false
      return
    }
    let head = min(count, capacity - start)
    frames.memory.copy(from: block + start, to: larger, head)
    frames.memory.copy(from: block, to: larger + head, count - head)
    frames.free(block, order: order)
    block = larger
    order = wanted
    capacity = pageSize << UInt64(wanted)
    start = 0
  }

  /// Takes bytes from a program, as many as fit: how many. An error only when there were none.
  func fill(from space: UserMemory, _ source: UserSpan) throws(Errno) -> UInt64 {
    if source.count > capacity - count {
      grow(by: min(source.count, pageSize << UInt64(Self.maximumOrder)), for: space.account)
    }
    let total = min(source.count, capacity - count)
    var done: UInt64 = 0
    while done < total {
      let place = (start + count) & (capacity - 1)
      let address = source.address + done
      let piece = min(total - done, min(capacity - place, pageSize - address & (pageSize - 1)))
      do throws(Errno) {
        frames.memory.copy(from: try space.physical(address, write: false), to: block + place, piece)
      } catch {
        guard done > 0 else { throw error }
        return done
      }
      count += piece
      done += piece
    }
    return done
  }

  /// Gives bytes to a program, as many as there are and fit: how many. An error only when there were none.
  func drain(to space: UserMemory, _ target: UserSpan) throws(Errno) -> UInt64 {
    let total = min(target.count, count)
    var done: UInt64 = 0
    while done < total {
      let address = target.address + done
      let piece = min(total - done, min(capacity - start, pageSize - address & (pageSize - 1)))
      do throws(Errno) {
        frames.memory.copy(from: block + start, to: try space.physical(address, write: true), piece)
      } catch {
        guard done > 0 else { throw error }
        return done
      }
      start = (start + piece) & (capacity - 1)
      count -= piece
      done += piece
    }
    return done
  }
}

/// One end of a pipe.
final class PipeEnd: EventSource {
  let buffer: PipeBuffer
  let isWriter: Bool
  /// The other end; nil when its last handle is gone.
  var other: Unretained<PipeEnd>?

  init(buffer: PipeBuffer, isWriter: Bool) {
    self.buffer = buffer
    self.isWriter = isWriter
  }

  /// What this end is ready for, from the state of both.
  var currentReadiness: Readiness {
    var ready: Readiness = other == nil ? .hangup : []
    if isWriter {
      if other != nil && !buffer.isFull { ready.insert(.writable) }
    } else if buffer.count > 0 {
      ready.insert(.readable)
    }
    return ready
  }
}
