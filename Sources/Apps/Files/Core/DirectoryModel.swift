// The contents of a folder as they are listed: sorted, hidden files left out or not, filtered, with a selection that
// survives a refresh because it goes by name, and with type-ahead.

/// By what a folder is sorted.
public struct SortOrder: Equatable, Sendable {
  /// A column.
  public enum Key: Sendable {
    case name, size, kind, modified
  }

  public var key: Key
  public var isAscending: Bool
  /// Folders before files, whatever the key.
  public var foldersFirst: Bool

  public init(key: Key = .name, isAscending: Bool = true, foldersFirst: Bool = true) {
    self.key = key
    self.isAscending = isAscending
    self.foldersFirst = foldersFirst
  }

  /// Whether one entry comes before another; equal keys are ordered by name.
  public func isBefore(_ left: FileEntry, _ right: FileEntry) -> Bool {
    if foldersFirst && left.isFolder != right.isFolder { return left.isFolder }
    let order = compare(left, right)
    if order != 0 { return isAscending ? order < 0 : order > 0 }
    let names = FileName.compare(left.name.bytes, right.name.bytes)
    return key == .name && !isAscending ? names > 0 : names < 0
  }

  private func compare(_ left: FileEntry, _ right: FileEntry) -> Int {
    switch key {
    case .name: return FileName.compare(left.name.bytes, right.name.bytes)
    case .size: return left.size < right.size ? -1 : left.size > right.size ? 1 : 0
    case .modified: return left.modified < right.modified ? -1 : left.modified > right.modified ? 1 : 0
    case .kind:
      let one = Array(FileType.of(left).name.utf8)
      let other = Array(FileType.of(right).name.utf8)
      return one == other ? 0 : one.lexicographicallyPrecedes(other) ? -1 : 1
    }
  }
}

/// The listed contents of a folder.
public struct DirectoryModel: Sendable {
  private var all: [FileEntry] = []
  /// What is shown, in order.
  public private(set) var entries: [FileEntry] = []
  public private(set) var order = SortOrder()
  public private(set) var showsHidden = false
  /// Text that names must contain; empty shows all.
  public private(set) var filter: [UInt8] = []

  private var selectedNames: Set<FileName> = []
  private var anchor: FileName?
  private var focused: FileName?
  private var typed: [UInt8] = []
  private var typedAt: UInt64 = 0

  /// After this pause typing begins a new word, in milliseconds.
  public static let typeAheadPause: UInt64 = 1000

  public init() {}

  /// Takes the folder's contents; what is selected stays selected if it is still there.
  public mutating func update(_ entries: [FileEntry]) {
    all = entries
    rebuild()
  }

  public mutating func sort(by order: SortOrder) {
    self.order = order
    rebuild()
  }

  /// A click on a column's head: sorts by it, or turns the order round.
  public mutating func toggleSort(_ key: SortOrder.Key) {
    let ascending = order.key == key ? !order.isAscending : true
    sort(by: SortOrder(key: key, isAscending: ascending, foldersFirst: order.foldersFirst))
  }

  public mutating func setShowsHidden(_ value: Bool) {
    showsHidden = value
    rebuild()
  }

  public mutating func setFilter(_ text: String) {
    filter = DirectoryModel.fold(Array(text.utf8))
    rebuild()
  }

  private mutating func rebuild() {
    entries = all.filter { entry in
      (showsHidden || !entry.name.isHidden)
        && (filter.isEmpty || DirectoryModel.contains(DirectoryModel.fold(entry.name.bytes), filter))
    }
    let order = order
    entries.sort { order.isBefore($0, $1) }
    let shown = Set(entries.map { $0.name })
    selectedNames.formIntersection(shown)
    if let name = anchor, !shown.contains(name) { anchor = nil }
    if let name = focused, !shown.contains(name) { focused = nil }
  }

  private static func fold(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
  }

  private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard bytes.count >= part.count else { return false }
    return (0...bytes.count - part.count).contains { bytes[$0..<$0 + part.count].elementsEqual(part) }
  }

  // MARK: - Selection

  /// Where an entry of this name is listed.
  public func index(of name: FileName) -> Int? { entries.firstIndex { $0.name == name } }
  public func isSelected(_ index: Int) -> Bool {
    entries.indices.contains(index) && selectedNames.contains(entries[index].name)
  }
  /// The selected entries, in order.
  public var selection: [FileEntry] { entries.filter { selectedNames.contains($0.name) } }
  /// The entry that the keyboard is at.
  public var focusedIndex: Int? { focused.flatMap(index(of:)) }

  /// A plain click or arrow key: selects this entry only. Out of range selects nothing.
  public mutating func select(_ index: Int) {
    selectedNames = []
    guard entries.indices.contains(index) else { return }
    focused = entries[index].name
    anchor = focused
    selectedNames = [entries[index].name]
  }

  /// Selects entries by name, for instance what was just pasted.
  public mutating func select(names: [FileName]) {
    selectedNames = Set(names).intersection(entries.map { $0.name })
    focused = entries.first { selectedNames.contains($0.name) }?.name
    anchor = focused
  }

  /// Ctrl+click or Ctrl+Space: adds or removes one entry.
  public mutating func toggle(_ index: Int) {
    guard entries.indices.contains(index) else { return }
    let name = entries[index].name
    if selectedNames.remove(name) == nil { selectedNames.insert(name) }
    focused = name
    anchor = name
  }

  /// Shift+click or Shift+arrow: everything from where the selection began.
  public mutating func extend(to index: Int) {
    guard entries.indices.contains(index) else { return }
    let start = anchor.flatMap(self.index(of:)) ?? focusedIndex ?? index
    selectedNames = Set(entries[min(start, index)...max(start, index)].map { $0.name })
    anchor = entries[start].name
    focused = entries[index].name
  }

  public mutating func selectAll() { selectedNames = Set(entries.map { $0.name }) }
  public mutating func selectNone() { selectedNames = [] }
  public mutating func invertSelection() {
    selectedNames = Set(entries.map { $0.name }).subtracting(selectedNames)
  }

  // MARK: - Type-ahead

  /// Handles typed text: selects the next entry that begins with what was typed, or at least contains it; its index.
  /// `now` is any clock in milliseconds.
  public mutating func type(_ text: String, now: UInt64) -> Int? {
    if now &- typedAt > DirectoryModel.typeAheadPause { typed = [] }
    typedAt = now
    let new = DirectoryModel.fold(Array(text.utf8))
    // The same letter again goes on to the next entry that begins with it.
    let repeats = typed == new
    if !repeats { typed += new }
    let start = focusedIndex.map { repeats || typed.count == new.count ? $0 + 1 : $0 } ?? 0
    let places = entries.indices.map { ($0 + start) % max(1, entries.count) }
    let found =
      places.first { DirectoryModel.fold(entries[$0].name.bytes).starts(with: typed) }
      ?? places.first { DirectoryModel.contains(DirectoryModel.fold(entries[$0].name.bytes), typed) }
    if let found { select(found) }
    return found
  }
}
