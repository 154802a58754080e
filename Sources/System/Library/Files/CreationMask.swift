// The permission bits that new files and directories of this process do not get (umask). Children inherit it.

/// What is taken off the mode of whatever the process creates.
public enum CreationMask {
  /// Of the nine permission bits.
  public static var current: UInt16 {
    get { Platform.creationMask }
    set { Platform.creationMask = newValue }
  }
}
