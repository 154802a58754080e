// Where the content of files lies: single pages, and whole memory objects that can be handed to another process.
//
// The file system's core is generic over it: the daemon's store owns memory of the kernel, the host's is made of
// arrays. The core never asks for bytes outside of a page or object, and frees each exactly once.

/// A page of content, as its store numbers it.
public typealias PageIndex = UInt32

/// A memory object, as its store numbers it.
public typealias ObjectIndex = Int

/// Storage in pages of `pageSize` bytes.
public protocol PageStore: ~Copyable {
  /// A new page of zeros; nil when memory has run out.
  mutating func allocatePage() -> PageIndex?
  mutating func freePage(_ page: PageIndex)
  /// Copies `count` bytes from `offset` of a page (nil: zeros) to `target` of the staging buffer, which holds
  /// `RamFileSystemLimits.read` bytes: a read that spans pages is put together there.
  mutating func stage(_ page: PageIndex?, at offset: Int, count: Int, to target: Int)
  /// Copies `bytes` to `offset` of a page.
  mutating func write(_ bytes: Span<UInt8>, to page: PageIndex, at offset: Int)
  /// Sets a part of a page to zero.
  mutating func clear(_ page: PageIndex, _ range: Range<Int>)

  /// A new memory object of so many pages of zeros; nil when memory or handles have run out.
  mutating func makeObject(pageCount: Int) -> ObjectIndex?
  /// Ends writing to an object, so that it may be executed. False, and nothing done, when memory has run out.
  mutating func sealObject(_ object: ObjectIndex) -> Bool
  /// Gives up the file system's share; whoever has mapped the object keeps it.
  mutating func dropObject(_ object: ObjectIndex)
  /// Copies a page to a page-aligned offset of an object that is not sealed yet.
  mutating func copy(page: PageIndex, toObject object: ObjectIndex, at offset: Int)
  /// Copies a page-aligned part of a sealed object to a page.
  mutating func copy(object: ObjectIndex, at offset: Int, toPage page: PageIndex)
}

/// Bytes of a page.
let pageSize = 4_096
