// Records for somebody who follows what programs do: the system calls of a process, or samples of where threads are.
//
// A ring between the kernel and one reader. Whoever is followed never waits for it: when it is full, records are lost
// and counted. What goes in is Kernel+Tracing.swift's and Kernel+Sampling.swift's business.

import ABI

/// `proc:N/trace`, `proc:N/profile`, `sys:profile`. Readable while there are records; hung up when none will come.
final class TraceStream: EventSource {
  /// 128 KiB: 1,024 records.
  private static let order = 5

  /// Also the processes that the followed ones start.
  let followsChildren: Bool
  /// For samples: of this process, nil for all.
  let subject: Process?
  /// Processes that are followed and have not ended.
  var followed = 0
  private(set) var sampler: Deadline?

  private let frames: FrameAllocator
  private let block: UInt64
  private let capacity: UInt64
  /// Records that were written, and that were read, since the beginning.
  private var written: UInt64 = 0
  private var taken: UInt64 = 0
  private var lost: UInt64 = 0

  /// Nil when there is no memory for it.
  init?(frames: FrameAllocator, followsChildren: Bool = false, subject: Process? = nil) {
    guard let block = frames.allocate(order: Self.order) else { return nil }
    self.frames = frames
    self.block = block
    self.followsChildren = followsChildren
    self.subject = subject
    capacity = (pageSize << UInt64(Self.order)) / UInt64(TraceRecord.length)
  }

  deinit { frames.free(block, order: Self.order) }

  var isEmpty: Bool { written == taken }
  /// No further record will come.
  var isOver: Bool { followed == 0 && !(sampler?.isArmed ?? false) }

  /// The place in the kernel's heap of deadlines, made with the first use.
  func armed() -> Deadline {
    if let sampler { return sampler }
    let fresh = Deadline(.sampler(Unretained(self)))
    sampler = fresh
    return fresh
  }

  /// Enters a record, or counts it as lost.
  func append(_ record: TraceRecord) {
    let room = capacity - (written - taken)
    guard room > (lost > 0 ? 1 : 0) else {
      lost += 1
      return
    }
    if lost > 0 {
      var note = TraceRecord()
      note.time = record.time
      note.kind = TraceRecordKind.lost.rawValue
      note.words[0] = lost
      lost = 0
      store(note)
    }
    store(record)
  }

  private func store(_ record: TraceRecord) {
    frames.memory.store(record, at: block + written % capacity * UInt64(TraceRecord.length))
    written += 1
  }

  /// The oldest record, which stays until `drop`.
  var first: TraceRecord? {
    guard taken < written else { return nil }
    return frames.memory.load(TraceRecord.self, at: block + taken % capacity * UInt64(TraceRecord.length))
  }

  func drop() { taken += 1 }
}

/// `sys:trace/calls`: while it is open, the trace tells of every system call.
final class TraceSwitch: KernelObject {}
