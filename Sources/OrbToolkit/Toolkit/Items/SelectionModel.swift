// Which items of a list are selected, and where the keyboard is in it.

/// The selection of a list, table or grid.
public final class SelectionModel {
  public enum Mode: UInt8, Sendable {
    case none
    case single
    case multiple
  }

  public let mode: Mode
  public private(set) var indices: Set<Int> = []
  /// Where the keyboard is; nil before anything was chosen.
  public private(set) var current: Int?
  /// The fixed end of a range that Shift extends.
  private var anchor = 0

  public init(_ mode: Mode = .single) {
    self.mode = mode
  }

  public func contains(_ index: Int) -> Bool { indices.contains(index) }

  /// The selected indices in order.
  public var sorted: [Int] { indices.sorted() }

  /// Selects one and nothing else.
  public func select(_ index: Int) {
    current = index
    anchor = index
    indices = mode == .none ? [] : [index]
  }

  /// Adds or removes one.
  public func toggle(_ index: Int) {
    guard mode == .multiple else { return select(index) }
    current = index
    anchor = index
    if indices.contains(index) { indices.remove(index) } else { indices.insert(index) }
  }

  /// Selects from where the range began up to here.
  public func extend(to index: Int) {
    guard mode == .multiple else { return select(index) }
    current = index
    indices = Set(min(anchor, index)...max(anchor, index))
  }

  /// Moves the keyboard without selecting.
  public func moveCurrent(to index: Int) { current = index }

  public func selectAll(count: Int) {
    guard mode == .multiple, count > 0 else { return }
    indices = Set(0..<count)
    if current == nil { current = 0 }
  }

  /// Exactly these; the keyboard goes to the first.
  public func set(_ selection: [Int]) {
    indices = mode == .multiple ? Set(selection) : Set(selection.prefix(1))
    current = selection.first ?? current
    anchor = current ?? 0
  }

  public func clear() {
    indices.removeAll()
    anchor = current ?? 0
  }

  /// There are only `count` items now: those beyond are forgotten.
  public func limit(to count: Int) {
    indices = indices.filter { $0 < count }
    if let at = current, at >= count { current = count > 0 ? count - 1 : nil }
    anchor = min(anchor, max(0, count - 1))
  }
}
