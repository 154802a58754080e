// The store behind the live root: pages in chunks of memory, and memory objects for content that others map.
//
// This is the daemon's unsafe room. A chunk is one memory object, mapped here and nowhere else; it goes back to the
// kernel when its last page is freed. Pages that were used before are cleared when they are handed out again.
// Invariants: a page's address is inside its chunk's mapping, an object's pages inside its own; the core frees each
// once and asks for no byte outside (PageStore).

import ABI
import RamFileSystemCore
import System

/// Content in memory of the kernel's.
@safe struct MemoryPageStore: PageStore, ~Copyable {
  private static let pageSize = Int(AddressSpace.pageSize)
  /// 4 MiB: few mappings, and little is kept back by a few small files.
  private static let chunkPages = 1_024

  /// Memory for `chunkPages` pages; none when all of them are free.
  private final class Chunk {
    var memory: MappedMemory?
    var free: [Int] = []
    /// Pages from here on were never used, so they are zeros.
    var fresh = MemoryPageStore.chunkPages
    var used = 0
    var isListed = false
  }

  /// Content that has been mapped: the object to lend, and where it lies here. The kernel runs no object that somebody
  /// can write to, so the mapping is writable until the object is sealed, and no longer.
  private final class ContentObject {
    let object: MemoryObject
    var memory: MappedMemory?
    init(length: Int) throws(Errno) {
      guard MachineMemory.hasRoom(for: length) else { throw .outOfMemory }
      object = try MemoryObject(length: length)
      memory = try object.map(writable: true, isPresent: true)
    }
  }

  private var chunks: [Chunk] = []
  /// Chunks that may have free pages, and those that have no memory.
  private var available: [Int] = []
  private var vacant: [Int] = []
  private var objects: [ContentObject?] = []
  private var vacantObjects: [ObjectIndex] = []
  private let staging: UnsafeMutableRawPointer

  init() {
    // SAFETY: lives as long as the daemon.
    unsafe staging = .allocate(byteCount: RamFileSystemLimits.read, alignment: 16)
  }

  // MARK: - Pages

  mutating func allocatePage() -> PageIndex? {
    while let index = available.last {
      if let slot = take(from: chunks[index]) { return PageIndex(index * Self.chunkPages + slot) }
      chunks[index].isListed = false
      available.removeLast()
    }
    guard let index = makeChunk(), let slot = take(from: chunks[index]) else { return nil }
    return PageIndex(index * Self.chunkPages + slot)
  }

  mutating func freePage(_ page: PageIndex) {
    let index = Int(page) / Self.chunkPages
    let chunk = chunks[index]
    chunk.used -= 1
    if chunk.used == 0 {
      chunk.memory = nil
      chunk.free = []
      chunk.fresh = Self.chunkPages
      vacant.append(index)
      return
    }
    chunk.free.append(Int(page) % Self.chunkPages)
    if !chunk.isListed {
      chunk.isListed = true
      available.append(index)
    }
  }

  mutating func stage(_ page: PageIndex?, at offset: Int, count: Int, to target: Int) {
    // SAFETY: see the invariants; target and count lie inside the staging buffer.
    guard let page else {
      unsafe (staging + target).initializeMemory(as: UInt8.self, repeating: 0, count: count)
      return
    }
    unsafe (staging + target).copyMemory(from: address(page) + offset, byteCount: count)
  }

  mutating func write(_ bytes: Span<UInt8>, to page: PageIndex, at offset: Int) {
    // SAFETY: see the invariants.
    let target = unsafe address(page) + offset
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe target.copyMemory(from: start, byteCount: source.count)
    }
  }

  mutating func clear(_ page: PageIndex, _ range: Range<Int>) {
    // SAFETY: see the invariants.
    unsafe (address(page) + range.lowerBound).initializeMemory(as: UInt8.self, repeating: 0, count: range.count)
  }

  private mutating func makeChunk() -> Int? {
    // The mapping keeps the object alive; its handle is not needed any more.
    // All of its pages come now: whoever writes hears that memory is short. One that could not be had on its first
    // touch would end the daemon.
    let length = Self.chunkPages * Self.pageSize
    guard MachineMemory.hasRoom(for: length), let object = try? MemoryObject(length: length),
      let memory = try? object.map(writable: true, isPresent: true)
    else { return nil }
    let index = vacant.popLast() ?? chunks.count
    if index == chunks.count { chunks.append(Chunk()) }
    chunks[index].memory = consume memory
    chunks[index].fresh = 0
    if !chunks[index].isListed { available.append(index) }
    chunks[index].isListed = true
    return index
  }

  /// A free page of a chunk, cleared.
  private mutating func take(from chunk: Chunk) -> Int? {
    if chunk.fresh < Self.chunkPages {
      chunk.fresh += 1
      chunk.used += 1
      return chunk.fresh - 1
    }
    guard let slot = chunk.free.popLast() else { return nil }
    chunk.used += 1
    // SAFETY: see the invariants.
    let start = unsafe base(of: chunk) + slot * Self.pageSize
    unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: Self.pageSize)
    return slot
  }

  private func address(_ page: PageIndex) -> UnsafeMutableRawPointer {
    // SAFETY: see the invariants.
    unsafe base(of: chunks[Int(page) / Self.chunkPages]) + Int(page) % Self.chunkPages * Self.pageSize
  }

  private func base(of chunk: Chunk) -> UnsafeMutableRawPointer {
    guard let base = unsafe chunk.memory?.base else { preconditionFailure("a page of a chunk without memory") }
    return unsafe base
  }

  // MARK: - Objects

  mutating func makeObject(pageCount: Int) -> ObjectIndex? {
    guard let content = try? ContentObject(length: pageCount * Self.pageSize) else { return nil }
    if let index = vacantObjects.popLast() {
      objects[index] = content
      return index
    }
    objects.append(content)
    return objects.count - 1
  }

  mutating func sealObject(_ object: ObjectIndex) -> Bool {
    guard let content = objects[object], let memory = try? content.object.map(writable: false) else { return false }
    content.memory = consume memory
    return true
  }

  mutating func dropObject(_ object: ObjectIndex) {
    objects[object] = nil
    vacantObjects.append(object)
  }

  mutating func copy(page: PageIndex, toObject object: ObjectIndex, at offset: Int) {
    // SAFETY: see the invariants.
    unsafe (base(ofObject: object) + offset).copyMemory(from: address(page), byteCount: Self.pageSize)
  }

  mutating func copy(object: ObjectIndex, at offset: Int, toPage page: PageIndex) {
    // SAFETY: see the invariants.
    unsafe address(page).copyMemory(from: base(ofObject: object) + offset, byteCount: Self.pageSize)
  }

  private func base(ofObject object: ObjectIndex) -> UnsafeMutableRawPointer {
    guard let base = unsafe objects[object]?.memory?.base else { preconditionFailure("an object that was dropped") }
    return unsafe base
  }

  // MARK: - For replies

  /// The bytes of a read, valid until the file system is changed.
  @unsafe func bytes(_ result: ReadResult) -> UnsafeRawBufferPointer {
    // SAFETY: the core gives places inside of what it allocated.
    switch result {
    case .nothing: unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    case .page(let page, let offset, let count):
      unsafe UnsafeRawBufferPointer(start: address(page) + offset, count: count)
    case .object(let object, let offset, let count):
      unsafe UnsafeRawBufferPointer(start: base(ofObject: object) + offset, count: count)
    case .staged(let count): unsafe UnsafeRawBufferPointer(start: staging, count: count)
    }
  }

  /// The handle of an object, to be lent.
  func handle(of object: ObjectIndex) -> RawHandle { objects[object]?.object.handle.raw ?? noHandle }
}
