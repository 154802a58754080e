// What belongs to one workspace beside its windows, which know theirs themselves.

/// One workspace.
struct Workspace {
  /// What "show desktop" minimised, for the way back.
  var shownDesktop: [WindowID] = []
  /// How it lays out its windows; nil: they lie where the user puts them.
  var tiles: TileTree?
}
