// What a patch says about the file that it changes, before its first hunk.

public import UtilitySupport

/// The head of the changes of one file.
public struct PatchHeader: Equatable, Sendable {
  /// The form of the hunks.
  public enum Form: Sendable {
    case unified, context, normal
    /// Of git's, with no hunks: a change of the name or the mode.
    case none
    /// Of git's, for a file that is no text.
    case binary
  }

  /// A name as the patch has it, and the time behind it.
  public struct Side: Equatable, Sendable {
    /// Nil for `/dev/null`, and where there is none.
    public var name: Bytes?
    /// What stands behind the tab.
    public var time: Bytes?
    /// Whether the patch says that the file was, or shall be, nothing: its name is `/dev/null`, or its time the
    /// start of all times.
    public var isNothing = false
    /// The permissions that git gives.
    public var mode: UInt16?

    public init() {}
  }

  public var form = Form.unified
  public var old = Side()
  public var new = Side()
  /// The name of an `Index:` line.
  public var index: Bytes?
  /// Git says that the file has another name from now on, or that a copy of it is changed.
  public var isRename = false
  public var isCopy = false
  /// Whether git's own lines say it.
  public var isGit = false
  /// How sure the patch is that the file is not there before, or afterwards: 0 not, 1 by its lines, 2 by its time too.
  public var oldAbsence = 0
  public var newAbsence = 0
  /// The line of the first hunk, from 1.
  public var line = 0
  /// The lines before it, for those who have to find the file themselves.
  public var leading: [Bytes] = []
  /// Whether lines of the patch end with a carriage return that does not count.
  public var stripsReturns = false

  public init() {}
}
