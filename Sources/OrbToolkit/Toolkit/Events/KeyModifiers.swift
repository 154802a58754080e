// Modifier keys that are held while something happens. The bits are those of the ABI's `Modifiers`.

/// Modifier keys held with an event.
public struct KeyModifiers: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  public static let shift = KeyModifiers(rawValue: 1 << 0)
  public static let control = KeyModifiers(rawValue: 1 << 1)
  public static let alt = KeyModifiers(rawValue: 1 << 2)
  public static let superKey = KeyModifiers(rawValue: 1 << 3)
  public static let altGraph = KeyModifiers(rawValue: 1 << 4)
  public static let capsLock = KeyModifiers(rawValue: 1 << 5)
  public static let numLock = KeyModifiers(rawValue: 1 << 6)

  /// Only those that take part in shortcuts: locks and AltGr (which makes characters) are left out.
  public var forShortcut: KeyModifiers { intersection([.shift, .control, .alt, .superKey]) }
}
