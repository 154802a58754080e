// The shell's table of handles: what commands find as 0, 1, 2 and so on.
//
// A value: a redirection makes a changed copy, and the end of the redirected command puts the old one back. The handles
// of the shell's own process never change.

/// What a handle number leads to.
enum HandleTarget {
  case host(HostHandle)
  /// Output that a command substitution collects.
  case capture(Capture)
}

/// Output being collected. A reference: copies of a table collect into the same place.
final class Capture {
  var output = Bytes()
  /// Pipes of background commands, to be emptied at the end.
  var pending: [Plumbing] = []
}

/// Handle numbers and what they lead to.
struct HandleTable {
  private(set) var entries: [(number: Int, target: HandleTarget)] = []

  /// The target of a number; nil when it is closed.
  subscript(number: Int) -> HandleTarget? {
    get { entries.first { $0.number == number }?.target }
    set {
      entries.removeAll { $0.number == number }
      if let newValue { entries.append((number, newValue)) }
    }
  }

  /// The captures in the table, each once.
  var captures: [Capture] {
    var captures: [Capture] = []
    for entry in entries {
      if case .capture(let capture) = entry.target, !captures.contains(where: { $0 === capture }) {
        captures.append(capture)
      }
    }
    return captures
  }

  /// Whether a number leads to `handle`.
  func contains(_ handle: HostHandle) -> Bool {
    entries.contains {
      if case .host(handle) = $0.target { true } else { false }
    }
  }
}
