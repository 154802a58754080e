// All memory objects whose pages servers bring, in a ring: where pages are taken back when memory is short.
//
// A hand goes round, so what was brought long ago goes first. It does not look at who uses what: a page in use comes
// again at the cost of one call.

/// The memory that can be had back.
final class ServedPages {
  /// Pages that are taken back in one go.
  private static let run: UInt64 = 64 * pageSize

  private let frames: FrameAllocator
  private let attention: Attention
  private var objects: [Unretained<MemoryObject>] = []
  private var hand = 0
  /// Servers with an object less that still have to be told.
  private var closings: [SchemeServer] = []

  init(frames: FrameAllocator, attention: Attention) {
    self.frames = frames
    self.attention = attention
  }

  func insert(_ object: MemoryObject, _ source: PageSource) {
    source.place = objects.count
    objects.append(Unretained(object))
  }

  /// The object ends, and its pages are gone: its server will be told, as of a resource that is closed.
  func remove(_ source: PageSource) {
    if let last = objects.popLast(), source.place < objects.count {
      objects[source.place] = last
      last.with { $0.source?.place = source.place }
    }
    guard source.server.isAlive else { return }
    source.server.noteClosed(OpenResource(server: source.server, id: source.id))
    closings.append(source.server)
    attention.callForWork()
  }

  func takeClosing() -> SchemeServer? { closings.popLast() }

  /// Pages came in; with a negative number they went.
  func count(_ pages: Int64) { frames.countReclaimable(pages) }

  /// The next pages to be taken back; nil when there are none.
  func nextRun() -> (MemoryObject, Range<UInt64>)? {
    // The first one again at last: its part before the cursor.
    for _ in 0..<objects.count + 1 {
      if hand >= objects.count { hand = 0 }
      guard hand < objects.count else { return nil }
      let object = objects[hand].object
      if let source = object.source, let first = object.firstPage(from: source.cursor) {
        source.cursor = min(first + Self.run, object.roundedLength)
        return (object, first..<source.cursor)
      }
      object.source?.cursor = 0
      hand += 1
    }
    return nil
  }
}
