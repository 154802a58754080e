// A piece of memory that can be mapped by several processes: anonymous (frames on first touch), served (a server brings
// the pages that are touched, MemoryObject+Served) or a fixed physical run (device memory, the boot image).
//
// What runs is never written: an object becomes the image of a process only while nobody can write to it, and nobody
// can from then on; a process can add code to itself (`map` with the right to execute) only from an object that nobody
// could ever write to. Both hold for the object, whoever maps it and through whatever handle. There is no copy of an
// image that is still being written: who wants to run it has to finish it first.
// Anonymous frames are found through index frames (512 addresses each), so a large object costs no heap.

import ABI

/// Memory that regions of address spaces show.
final class MemoryObject: KernelObject {
  private enum Backing {
    case anonymous
    /// A run of frames that belongs to somebody else (a device, the boot image).
    case physical(start: UInt64)
  }

  /// Bytes that programs see, not rounded.
  let length: UInt64
  let caching: Caching
  /// No mapping may write to it (the boot image).
  let isConstant: Bool
  private let backing: Backing
  let frames: FrameAllocator
  /// Who brings its pages; nil: nobody has to.
  let source: PageSource?
  /// Owns the run, where it is for a device's direct access.
  private let block: ContiguousFrames?
  /// Of the process that made it; nil for memory that belongs to nobody.
  private let account: MemoryAccount?
  var index: [UInt64]

  /// Shared mappings that may write.
  var writableMappings = 0
  private(set) var wasWritable = false
  private(set) var wasExecuted = false

  /// Anonymous memory of zeros; frames come on the first touch.
  init(anonymous length: UInt64, frames: FrameAllocator, account: MemoryAccount) {
    self.length = length
    self.frames = frames
    self.account = account
    caching = .writeBack
    isConstant = false
    backing = .anonymous
    block = nil
    source = nil
    index = Self.emptyIndex(length)
  }

  /// Memory whose pages `source` brings when they are touched. Nobody can write to it, and what is there of it counts
  /// as nobody's: it is taken back before anybody is refused.
  init(servedBy source: PageSource, length: UInt64, frames: FrameAllocator) {
    self.length = length
    self.frames = frames
    self.source = source
    account = nil
    caching = .writeBack
    isConstant = true
    backing = .anonymous
    block = nil
    index = Self.emptyIndex(length)
    super.init()
    source.served.insert(self, source)
  }

  private static func emptyIndex(_ length: UInt64) -> [UInt64] {
    Array(repeating: 0, count: Int((length + PageTables.leafSpan - 1) / PageTables.leafSpan))
  }

  /// Physical memory that stays where it is. `start` is page-aligned.
  init(physical start: UInt64, length: UInt64, caching: Caching, isConstant: Bool, frames: FrameAllocator) {
    self.length = length
    self.frames = frames
    self.caching = caching
    self.isConstant = isConstant
    account = nil
    backing = .physical(start: start)
    block = nil
    source = nil
    index = []
  }

  /// Memory in one piece that devices reach as well.
  init(_ block: ContiguousFrames, length: UInt64, frames: FrameAllocator) {
    self.length = length
    self.frames = frames
    self.block = block
    account = nil
    caching = .writeBack
    isConstant = false
    backing = .physical(start: block.start)
    source = nil
    index = []
  }

  deinit {
    let memory = frames.memory
    var released: UInt64 = 0
    var pages: Int64 = 0
    for table in index where table != 0 {
      var place: UInt64 = 0
      while let found = memory.table(at: table).firstWord(from: place, to: PageTables.entriesPerTable) {
        frames.free(memory.word(at: table + found * 8))
        place = found + 1
        released += 1
        pages += 1
      }
      frames.free(table)
      released += 1
    }
    account?.release(released)
    guard let source else { return }
    source.served.count(-pages)
    source.served.remove(source)
  }

  /// Where devices find it; nil where it is not for them.
  var deviceAddress: UInt64? { block?.start }

  /// Bytes in whole pages.
  var roundedLength: UInt64 { (length + pageSize - 1) & ~(pageSize - 1) }

  /// Counts a mapping that may write, or says that there can be none.
  func beginWritableMapping() -> Bool {
    guard !isConstant && !wasExecuted else { return false }
    writableMappings += 1
    wasWritable = true
    return true
  }

  /// From now on its contents run: nobody may write any more. False when someone still does.
  func beginExecution() -> Bool {
    guard writableMappings == 0 else { return false }
    wasExecuted = true
    return true
  }

  /// The frame at a page-aligned offset below `roundedLength`; 0: not touched yet.
  func frame(at offset: UInt64) -> UInt64 {
    precondition(offset < roundedLength)
    if case .physical(let start) = backing { return start + offset }
    let page = offset / pageSize
    let table = index[Int(page / PageTables.entriesPerTable)]
    return table == 0 ? 0 : frames.memory.word(at: table + page % PageTables.entriesPerTable * 8)
  }

  /// The frame at a page-aligned offset below `roundedLength`, a fresh one where nobody was before `toucher`; nil when
  /// memory is short. Not for a page that has to be brought.
  func frame(at offset: UInt64, for toucher: MemoryAccount) -> UInt64? {
    precondition(offset < roundedLength)
    if case .physical(let start) = backing { return start + offset }
    let memory = frames.memory
    let page = offset / pageSize
    let place = Int(page / PageTables.entriesPerTable)
    if index[place] == 0 {
      guard let table = account?.allocateZeroed(from: frames, for: toucher) else { return nil }
      index[place] = table
    }
    let slot = index[place] + page % PageTables.entriesPerTable * 8
    let known = memory.word(at: slot)
    if known != 0 { return known }
    guard let fresh = account?.allocateZeroed(from: frames, for: toucher) else { return nil }
    memory.setWord(fresh, at: slot)
    return fresh
  }

  /// Copies bytes out into kernel memory: zeros where nothing was touched. False beyond the end, and where a page has
  /// to be brought first.
  func read(at offset: UInt64, into target: inout [UInt8]) -> Bool {
    let (end, overflow) = offset.addingReportingOverflow(UInt64(target.count))
    guard !overflow && end <= length, firstMissing(offset, UInt64(target.count)) == nil else { return false }
    var done = 0
    while done < target.count {
      let position = offset + UInt64(done)
      let inPage = position & (pageSize - 1)
      let count = min(target.count - done, Int(pageSize - inPage))
      let frame = frame(at: position - inPage)
      if frame != 0 && frames.memory.contains(frame, pageSize) {
        var span = target.mutableSpan
        frames.memory.read(frame + inPage, into: &span, at: done, count)
      } else {
        for place in done..<done + count { target[place] = 0 }
      }
      done += count
    }
    return true
  }
}
