// A whole command of normal mode, as the parser hands it over.

/// A command with what stands before it.
struct NormalCommand: Equatable, Sendable {
  var register: UInt8?
  var count: Int?
  var verb: NormalVerb

  /// Whether `.` repeats it.
  var isChange: Bool {
    switch verb {
    case .operate(let action, _): action != .yank
    case .insert, .overwrite, .replaceCharacter, .toggleCharacter, .put, .join, .increment, .repeatSubstitution: true
    default: false
    }
  }

  /// Whether visual mode has it as it is.
  var isForSelection: Bool {
    switch verb {
    case .move, .scroll, .setMark, .record, .play, .showPlace, .showCharacter, .redraw, .suspend, .cancel, .jump: true
    default: false
    }
  }
}
