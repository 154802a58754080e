// Which pages hold a file's content: two levels of tables that are only as long as the file needs.
//
// A page that was never written is a hole: it takes no storage and reads as zeros. Pages are those of a PageStore,
// which the map does not know: whoever removes pages from it frees them there.

/// The table of one file's pages.
struct PageMap {
  /// Entries of one table of the second level.
  private static let tableLength = 512
  /// A page number plus one; 0 is a hole.
  private var tables: [[UInt32]] = []
  /// Pages that are not holes.
  private(set) var count = 0

  /// The page at `index`, nil for a hole.
  func page(_ index: Int) -> PageIndex? {
    let table = index / Self.tableLength
    guard table < tables.count else { return nil }
    let slot = index % Self.tableLength
    guard slot < tables[table].count else { return nil }
    let value = tables[table][slot]
    return value == 0 ? nil : value - 1
  }

  /// Enters a page where a hole was.
  mutating func insert(_ page: PageIndex, at index: Int) {
    let table = index / Self.tableLength
    let slot = index % Self.tableLength
    while tables.count <= table { tables.append([]) }
    while tables[table].count <= slot { tables[table].append(0) }
    tables[table][slot] = page + 1
    count += 1
  }

  /// Removes one page from the end of the range `first...`; nil when there is none.
  mutating func removeLast(from first: Int) -> PageIndex? {
    while !tables.isEmpty {
      // The last table is not copied into a variable: that would make the removal copy it.
      let table = tables.count - 1
      if tables[table].isEmpty {
        if tables.count * Self.tableLength <= first { return nil }
        tables.removeLast()
        continue
      }
      guard table * Self.tableLength + tables[table].count > first else { return nil }
      let value = tables[table].removeLast()
      if value != 0 {
        count -= 1
        return value - 1
      }
    }
    return nil
  }
}
