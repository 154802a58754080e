// The actions of the file browser, made once and shared by menu bar, toolbar, context menus, shortcuts and palette.

import OrbToolkit

/// All actions; filled in by `FilesController.makeActions`.
struct FilesActions {
  var byName: [String: Action] = [:]
  /// In the order in which the palette lists them.
  var all: [Action] = []

  mutating func add(_ action: Action) {
    byName[action.id] = action
    all.append(action)
  }

  subscript(_ id: String) -> Action {
    byName[id] ?? Action(id, id, isEnabled: false) {}
  }
}
