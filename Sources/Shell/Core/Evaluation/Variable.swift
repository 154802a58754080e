// A shell variable.

/// A variable with its attributes.
public struct Variable: Equatable, Sendable {
  private var text: Bytes?
  /// An array or map in the place of the text.
  public var collection: ValueCollection?
  /// Whether commands find it in their environment.
  public var isExported = false
  /// Whether it may not change.
  public var isReadOnly = false

  /// A variable with a text, or (nil) one that is exported or local but not set.
  init(value: Bytes? = nil, isExported: Bool = false) {
    text = value
    self.isExported = isExported
  }

  /// The value as one text; nil for a variable that is not set.
  public var value: Bytes? {
    get { collection?.text ?? text }
    set {
      text = newValue
      collection = nil
    }
  }
}
