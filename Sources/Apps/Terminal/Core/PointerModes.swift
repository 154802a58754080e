// The two small choices among modes: what the mouse reports, and how the cursor looks.

/// Which mouse events the program asked for.
public enum MouseTracking: UInt8, Sendable {
  case off
  /// ?9: presses only (X10).
  case x10
  /// ?1000: presses and releases.
  case normal
  /// ?1002: and motion while a button is held.
  case buttonMotion
  /// ?1003: and all motion.
  case anyMotion
}

/// The shape of the cursor (DECSCUSR).
public enum CursorShape: UInt8, Sendable {
  case block, underline, bar
}
