// `pipe:`: a ring of bytes with a reading and a writing end, each of which can be waited for on its own.

import ABI

/// The bytes between two ends.
final class PipeBuffer {
  private var ring = Array<UInt8>(repeating: 0, count: 4096)
  private var start = 0
  private(set) var count = 0

  var isFull: Bool { count == KernelLimits.pipe }
  var room: Int { KernelLimits.pipe - count }

  /// Room in one piece for writing, as large as possible up to `wanted`: grows the ring when that is needed.
  func reserve(_ wanted: Int) {
    let needed = min(count + wanted, KernelLimits.pipe)
    guard needed > ring.count else { return }
    var size = ring.count
    while size < needed { size *= 2 }
    var larger = Array<UInt8>(repeating: 0, count: size)
    for place in 0..<count { larger[place] = ring[(start + place) & (ring.count - 1)] }
    ring = larger
    start = 0
  }

  /// Fills free space by `fill(bytes, place, count)`, which may throw; at most two pieces.
  func write(
    _ wanted: Int, _ fill: (inout [UInt8], _ place: Int, _ count: Int, _ done: Int) throws(Errno) -> Void
  ) throws(Errno) -> Int {
    reserve(wanted)
    let total = min(wanted, ring.count - count)
    var done = 0
    while done < total {
      let place = (start + count) & (ring.count - 1)
      let piece = min(total - done, ring.count - place)
      try fill(&ring, place, piece, done)
      count += piece
      done += piece
    }
    return done
  }

  /// Empties by `take(bytes, place, count)`.
  func read(
    _ wanted: Int, _ take: ([UInt8], _ place: Int, _ count: Int, _ done: Int) throws(Errno) -> Void
  ) throws(Errno) -> Int {
    let total = min(wanted, count)
    var done = 0
    while done < total {
      let piece = min(total - done, ring.count - start)
      try take(ring, start, piece, done)
      start = (start + piece) & (ring.count - 1)
      count -= piece
      done += piece
    }
    if count == 0 { start = 0 }
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
