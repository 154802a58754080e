// A map that keeps the order in which its keys came.

/// Texts by key.
public struct OrderedMap: Equatable, Sendable {
  /// The keys, oldest first.
  public private(set) var keys: [Bytes] = []
  private var values: [Bytes: Bytes] = [:]

  /// An empty map.
  init() {}

  /// The value of a key; setting nil removes it.
  public subscript(key: Bytes) -> Bytes? {
    get { values[key] }
    set {
      if values.updateValue(newValue ?? [], forKey: key) == nil { keys.append(key) }
      guard newValue == nil else { return }
      values[key] = nil
      keys.removeAll { $0 == key }
    }
  }
}
