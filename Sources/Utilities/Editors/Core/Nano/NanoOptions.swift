// What can be switched in nano, on its command line and by keys.

/// The options of nano.
public struct NanoOptions: Equatable, Sendable {
  public var showsNumbers = false
  public var autoIndents = false
  public var expandsTabs = false
  public var wraps = false
  public var tabSize = 8
  /// The width of justified paragraphs; negative: so many columns less than the screen has.
  public var fill = -8
  public var isViewOnly = false
  public var showsPosition = false
  public var showsInvisible = false
  public var cutsToEnd = false
  public var syntax = true

  public init() {}
}
