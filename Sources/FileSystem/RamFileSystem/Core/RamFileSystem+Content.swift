// Reading and writing files, their size, and handing their content to another process.

public import ABI

/// Where the bytes of a read lie, so that the daemon sends them without another copy.
public enum ReadResult: Equatable, Sendable {
  /// The end of the file.
  case nothing
  /// In one page of the store.
  case page(PageIndex, offset: Int, count: Int)
  /// In one memory object of the store.
  case object(ObjectIndex, offset: Int, count: Int)
  /// At the start of the store's staging buffer.
  case staged(count: Int)
}

/// A file's content as a memory object.
public struct ExportedContent: Equatable, Sendable {
  public var object: ObjectIndex
  /// Bytes.
  public var size: Int
  /// Whether who opened the file may execute it.
  public var isExecutable: Bool
}

extension RamFileSystem where Store: ~Copyable {
  // MARK: - Reading

  /// At most `length` bytes from `offset` of an open file. May be short; `nothing` means its end.
  public mutating func read(_ id: UInt64, offset: UInt64, length: Int) throws(Errno) -> ReadResult {
    let file = try openFile(id)
    guard file.flags.contains(.read) else { throw .badHandle }
    let node = file.node
    guard nodes[node].kind == .regular else { throw .isDirectory }
    let size = nodes[node].size
    guard offset < UInt64(size), length > 0 else { return .nothing }
    let start = Int(offset)
    let count = min(length, size - start, RamFileSystemLimits.read)
    if let object = nodes[node].object { return .object(object, offset: start, count: count) }
    let inPage = start % pageSize
    if inPage + count <= pageSize, let page = nodes[node].pages.page(start / pageSize) {
      return .page(page, offset: inPage, count: count)
    }
    stage(node, start, count)
    return .staged(count: count)
  }

  /// Copies a part of a file, holes as zeros, to the start of the staging buffer.
  private mutating func stage(_ node: NodeIndex, _ start: Int, _ count: Int) {
    var done = 0
    while done < count {
      let inPage = (start + done) % pageSize
      let part = min(count - done, pageSize - inPage)
      store.stage(nodes[node].pages.page((start + done) / pageSize), at: inPage, count: part, to: done)
      done += part
    }
  }

  // MARK: - Writing

  /// Writes to an open file at `offset`, or at its end if it was opened with `append`.
  ///
  /// The result is the number of bytes written; it is less than asked for when the room runs out on the way. Throws
  /// `.noSpace` when there is no room for the first of them.
  public mutating func write(
    _ id: UInt64, offset: UInt64, _ bytes: Span<UInt8>, now: UInt64
  ) throws(Errno) -> Int {
    let file = try openFile(id)
    guard file.flags.contains(.write) else { throw .badHandle }
    let node = file.node
    let start = file.flags.contains(.append) ? UInt64(nodes[node].size) : offset
    if bytes.isEmpty { return 0 }
    guard start < UInt64(RamFileSystemLimits.fileSize) else { throw .fileTooLarge }
    let count = try writeContent(node, at: Int(start), bytes)
    dropSetBits(node)
    touch(node, now: now)
    return count
  }

  /// Who may write to a program must not thereby run code as its owner or with its group.
  func setBitsDropped(_ mode: UInt16) -> UInt16 {
    let dropped = mode & ModeBits.groupExecute != 0 ? ModeBits.setUser | ModeBits.setGroup : ModeBits.setUser
    return mode & ~dropped
  }

  private mutating func dropSetBits(_ node: NodeIndex) { nodes[node].mode = setBitsDropped(nodes[node].mode) }

  mutating func writeContent(_ node: NodeIndex, at start: Int, _ bytes: Span<UInt8>) throws(Errno) -> Int {
    try takeBackContent(node)
    let count = min(bytes.count, RamFileSystemLimits.fileSize - start)
    var done = 0
    while done < count {
      let inPage = (start + done) % pageSize
      let part = min(count - done, pageSize - inPage)
      guard let page = pageForWriting(node, (start + done) / pageSize) else {
        if done == 0 { throw .noSpace }
        break
      }
      store.write(bytes.extracting(done..<(done + part)), to: page, at: inPage)
      done += part
    }
    nodes[node].size = max(nodes[node].size, start + done)
    return done
  }

  /// The page at `position`, made if it is a hole; nil when there is no room.
  private mutating func pageForWriting(_ node: NodeIndex, _ position: Int) -> PageIndex? {
    if let page = nodes[node].pages.page(position) { return page }
    guard usedPages < pageQuota, let page = store.allocatePage() else { return nil }
    usedPages += 1
    nodes[node].pages.insert(page, at: position)
    return page
  }

  /// Sets the length of an open file. What is cut off is gone; what is added reads as zeros.
  public mutating func truncate(_ id: UInt64, _ size: UInt64, now: UInt64) throws(Errno) {
    let file = try openFile(id)
    guard file.flags.contains(.write) else { throw .badHandle }
    guard size <= UInt64(RamFileSystemLimits.fileSize) else { throw .fileTooLarge }
    try setSize(file.node, Int(size), now: now)
  }

  mutating func setSize(_ node: NodeIndex, _ size: Int, now: UInt64) throws(Errno) {
    if size == 0 {
      dropContent(node)
    } else if size != nodes[node].size {
      try takeBackContent(node)
    }
    if size < nodes[node].size {
      while let page = nodes[node].pages.removeLast(from: Node.pages(for: size)) {
        store.freePage(page)
        usedPages -= 1
      }
      // What lies behind the end must be zeros when the file grows again.
      if size % pageSize > 0, let page = nodes[node].pages.page(size / pageSize) {
        store.clear(page, (size % pageSize)..<pageSize)
      }
    }
    nodes[node].size = size
    dropSetBits(node)
    touch(node, now: now)
  }

  /// Frees all content. The size is the caller's business.
  mutating func dropContent(_ node: NodeIndex) {
    usedPages -= nodes[node].pageCount
    if let object = nodes[node].object {
      store.dropObject(object)
      nodes[node].object = nil
    }
    while let page = nodes[node].pages.removeLast(from: 0) { store.freePage(page) }
  }

  // MARK: - Memory objects

  /// The whole content of an open regular file as a memory object, for `map`.
  ///
  /// The object becomes the file's content, so that a program that is started a hundred times lies in memory once. When
  /// the file is changed later it gets pages of its own again: who mapped the object keeps what was in it.
  public mutating func export(_ id: UInt64) throws(Errno) -> ExportedContent {
    let file = try openFile(id)
    guard file.flags.contains(.read) else { throw .accessDenied }
    let node = file.node
    guard nodes[node].kind == .regular else { throw .isDirectory }
    guard nodes[node].size > 0 else { throw .invalidArgument }
    let object = try objectWithContent(node)
    return ExportedContent(object: object, size: nodes[node].size, isExecutable: file.canExecute)
  }

  private mutating func objectWithContent(_ node: NodeIndex) throws(Errno) -> ObjectIndex {
    if let object = nodes[node].object { return object }
    // Holes become pages. The pages that are freed make up for the others, so they need no room of their own.
    let pageCount = Node.pages(for: nodes[node].size)
    guard usedPages - nodes[node].pages.count + pageCount <= pageQuota else { throw .noSpace }
    guard let object = store.makeObject(pageCount: pageCount) else { throw .outOfMemory }
    for position in 0..<pageCount {
      if let page = nodes[node].pages.page(position) {
        store.copy(page: page, toObject: object, at: position * pageSize)
      }
    }
    guard store.sealObject(object) else {
      store.dropObject(object)
      throw .outOfMemory
    }
    usedPages += pageCount - nodes[node].pages.count
    while let page = nodes[node].pages.removeLast(from: 0) { store.freePage(page) }
    nodes[node].object = object
    return object
  }

  /// Moves content that lies in a memory object back to pages, before it changes.
  private mutating func takeBackContent(_ node: NodeIndex) throws(Errno) {
    guard let object = nodes[node].object else { return }
    let pageCount = Node.pages(for: nodes[node].size)
    var pages: [PageIndex] = []
    pages.reserveCapacity(pageCount)
    while pages.count < pageCount {
      guard let page = store.allocatePage() else {
        for page in pages { store.freePage(page) }
        throw .noSpace
      }
      pages.append(page)
    }
    for (position, page) in pages.enumerated() {
      store.copy(object: object, at: position * pageSize, toPage: page)
      nodes[node].pages.insert(page, at: position)
    }
    store.dropObject(object)
    nodes[node].object = nil
  }
}
