// The pages of a memory object that a server brings: which are there, and how they come and go.

extension MemoryObject {
  private func slot(_ offset: UInt64) -> UInt64? {
    let page = offset / pageSize
    let table = index[Int(page / PageTables.entriesPerTable)]
    return table == 0 ? nil : table + page % PageTables.entriesPerTable * 8
  }

  /// The page at `offset` and those behind it that are missing too, as far as one message carries them: the server may
  /// read ahead.
  func missingRun(from offset: UInt64) -> Range<UInt64> {
    let limit = min((offset | (UserMemory.neighbourhood - 1)) + 1, roundedLength)
    var end = offset + pageSize
    while end < limit && frame(at: end) == 0 && source?.request(for: end) == nil { end += pageSize }
    return offset..<end
  }

  /// The first page that is missing among those with bytes `offset ..< offset + count`; nil: all are there, or none has
  /// to be brought.
  func firstMissing(_ offset: UInt64, _ count: UInt64) -> UInt64? {
    guard source != nil, count > 0, offset < length, count <= length - offset else { return nil }
    var page = offset & ~(pageSize - 1)
    while page < offset + count {
      if frame(at: page) == 0 { return page }
      page += pageSize
    }
    return nil
  }

  /// The first page at or behind `offset` that is there.
  func firstPage(from offset: UInt64) -> UInt64? {
    var page = offset / pageSize
    while page * pageSize < roundedLength {
      let place = page / PageTables.entriesPerTable
      let table = index[Int(place)]
      if table != 0,
        let found = frames.memory.table(at: table).firstWord(
          from: page % PageTables.entriesPerTable, to: PageTables.entriesPerTable)
      {
        return (place * PageTables.entriesPerTable + found) * pageSize
      }
      page = (place + 1) * PageTables.entriesPerTable
    }
    return nil
  }

  /// Enters the frame of a page that was missing; false when there is no memory for the index.
  func enter(_ frame: UInt64, at offset: UInt64) -> Bool {
    let place = Int(offset / PageTables.leafSpan)
    if index[place] == 0 {
      guard let table = frames.allocateZeroed() else { return false }
      index[place] = table
    }
    guard let slot = slot(offset) else { return false }
    precondition(frames.memory.word(at: slot) == 0, "a page is never brought twice")
    frames.memory.setWord(frame, at: slot)
    source?.served.count(1)
    return true
  }

  /// Frees the pages in a range, which no address space shows any more: how many.
  func takeBack(_ range: Range<UInt64>) -> UInt64 {
    var taken: UInt64 = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      if let slot = slot(offset), frames.memory.word(at: slot) != 0 {
        frames.free(frames.memory.word(at: slot))
        frames.memory.setWord(0, at: slot)
        taken += 1
      }
      offset += pageSize
    }
    source?.served.count(-Int64(taken))
    return taken
  }
}
