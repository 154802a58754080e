// The menu of a window: what can be done to it, for those who look for it.

import Graphics

/// The menu while it is open.
public struct WindowMenu: Equatable, Sendable {
  /// What an entry does; the compositor has the words.
  public enum Command: Equatable, Sendable {
    case restore, minimize, maximize, fullScreen, above, float, lessOpaque, moreOpaque, previousWorkspace,
      nextWorkspace, close
  }

  /// One entry.
  public struct Item: Equatable, Sendable {
    public let command: Command
    public let isEnabled: Bool
    /// It stands for something that is switched on.
    public let isOn: Bool

    init(_ command: Command, isEnabled: Bool = true, isOn: Bool = false) {
      self.command = command
      self.isEnabled = isEnabled
      self.isOn = isOn
    }
  }

  public let window: WindowID
  public let items: [Item]
  /// Where the card is wanted.
  let origin: PixelPoint
  public internal(set) var selection: Int?
}
