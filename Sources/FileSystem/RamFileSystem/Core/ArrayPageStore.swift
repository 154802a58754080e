// A page store made of arrays, for tests and tools on the host.

/// Pages and objects in ordinary memory, at most `capacity` pages together.
public struct ArrayPageStore: PageStore, ~Copyable {
  private let capacity: Int
  private var pages: [[UInt8]] = []
  private var freePages: [PageIndex] = []
  private var objects: [[UInt8]?] = []
  /// What the last read put together.
  public private(set) var staging = [UInt8](repeating: 0, count: RamFileSystemLimits.read)

  /// How many pages are in use, those of objects included.
  public private(set) var usedPages = 0

  public init(capacity: Int) { self.capacity = capacity }

  public mutating func allocatePage() -> PageIndex? {
    guard usedPages < capacity else { return nil }
    usedPages += 1
    let zeros = [UInt8](repeating: 0, count: pageSize)
    if let page = freePages.popLast() {
      pages[Int(page)] = zeros
      return page
    }
    pages.append(zeros)
    return PageIndex(pages.count - 1)
  }

  public mutating func freePage(_ page: PageIndex) {
    precondition(pages[Int(page)].count == pageSize, "a page is freed once")
    pages[Int(page)] = []
    freePages.append(page)
    usedPages -= 1
  }

  public mutating func stage(_ page: PageIndex?, at offset: Int, count: Int, to target: Int) {
    for index in 0..<count { staging[target + index] = page.map { pages[Int($0)][offset + index] } ?? 0 }
  }

  public mutating func write(_ bytes: Span<UInt8>, to page: PageIndex, at offset: Int) {
    for index in bytes.indices { pages[Int(page)][offset + index] = bytes[index] }
  }

  public mutating func clear(_ page: PageIndex, _ range: Range<Int>) {
    for index in range { pages[Int(page)][index] = 0 }
  }

  public mutating func makeObject(pageCount: Int) -> ObjectIndex? {
    guard usedPages + pageCount <= capacity else { return nil }
    usedPages += pageCount
    objects.append([UInt8](repeating: 0, count: pageCount * pageSize))
    return objects.count - 1
  }

  public mutating func sealObject(_ object: ObjectIndex) -> Bool { true }

  public mutating func dropObject(_ object: ObjectIndex) {
    usedPages -= content(ofObject: object).count / pageSize
    objects[object] = nil
  }

  public mutating func copy(page: PageIndex, toObject object: ObjectIndex, at offset: Int) {
    for index in 0..<pageSize { objects[object]?[offset + index] = pages[Int(page)][index] }
  }

  public mutating func copy(object: ObjectIndex, at offset: Int, toPage page: PageIndex) {
    for index in 0..<pageSize { pages[Int(page)][index] = objects[object]?[offset + index] ?? 0 }
  }

  /// The bytes of a page or object, for those who test what was handed out.
  public func content(ofPage page: PageIndex) -> [UInt8] { pages[Int(page)] }
  public func content(ofObject object: ObjectIndex) -> [UInt8] { objects[object] ?? [] }
}
