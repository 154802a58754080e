// `sudo:` as served by sudod: programs as another user, and what people may change of their own account.
//
// A handle is one request: `begin`, `password` where one is wanted, `stream` for each of the three, `run`. Texts and
// lists in the payloads are SudoCore's (SudoMessage).

/// Operations of a `sudo:` handle.
public enum SudoOperation: UInt32, Sendable {
  /// In: a `SudoRequest`; the caller's terminal as a handle, if there is one. Result: a `SudoVerdict`. Out: a text.
  case begin = 0x1000
  /// In: the password. Result: a `SudoVerdict`; a wrong one is answered late.
  case password = 0x1001
  /// In: UInt32 0, 1 or 2; the handle that the program gets as that stream.
  case stream = 0x1002
  /// In: the caller's namespace as a handle. Out: the process as a handle.
  case run = 0x1003
  /// In: UInt32 signal for the program that was started.
  case signal = 0x1004
  /// In: the old password and the new one. Result: a `SudoVerdict`. Out: a text.
  case changePassword = 0x1010
  /// In: the password and the path of a shell. Result: a `SudoVerdict`. Out: a text.
  case changeShell = 0x1011
}

/// What the daemon says.
public enum SudoVerdict: UInt64, Sendable {
  /// Go on. The text is what was asked for (`sudo -l`), if anything.
  case granted = 0
  /// A password is wanted: the text is the name of the user whose.
  case passwordWanted = 1
  /// It was the wrong one.
  case wrongPassword = 2
  /// No; the text says why.
  case denied = 3
}
