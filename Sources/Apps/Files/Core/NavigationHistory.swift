// Where one has been: back, forward, up. A folder that is shown again is not stored twice in a row.

/// The folders that were visited in one view.
public struct NavigationHistory: Sendable {
  /// Steps that are kept.
  public static let limit = 200

  /// The folder that is shown.
  public private(set) var current: FilePath
  private var past: [FilePath] = []
  private var future: [FilePath] = []

  public init(_ start: FilePath) { current = start }

  public var canGoBack: Bool { !past.isEmpty }
  public var canGoForward: Bool { !future.isEmpty }
  public var canGoUp: Bool { current.parent != nil }

  /// Goes to a folder; what lay ahead is forgotten.
  public mutating func go(to path: FilePath) {
    guard path != current else { return }
    past.append(current)
    if past.count > Self.limit { past.removeFirst() }
    future = []
    current = path
  }

  public mutating func back() {
    guard let path = past.popLast() else { return }
    future.append(current)
    current = path
  }

  public mutating func forward() {
    guard let path = future.popLast() else { return }
    past.append(current)
    current = path
  }

  /// Goes to the parent; the name that was left, so that it can be selected.
  @discardableResult
  public mutating func up() -> FileName? {
    guard let parent = current.parent, let name = current.name else { return nil }
    go(to: parent)
    return name
  }
}
