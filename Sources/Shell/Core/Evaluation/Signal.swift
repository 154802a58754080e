// Signal names and numbers, as Unix users know them.
//
// Specification: POSIX.1-2017, kill and <signal.h>; numbers as on every x86 Unix.

/// A signal.
struct Signal {
  let number: Int32
  /// Its name without `SIG`.
  let name: String
  /// What a shell says about a program that it ended.
  let description: String

  /// What Ctrl+C sends.
  static var interrupt: Int32 { 2 }

  /// Whether a process that does not care is ended by it.
  var endsProcess: Bool {
    switch name.bytes {
    case "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "WINCH": false
    default: true
    }
  }

  static let table: [Signal] = [
    Signal(number: 1, name: "HUP", description: "Hangup"),
    Signal(number: 2, name: "INT", description: "Interrupt"),
    Signal(number: 3, name: "QUIT", description: "Quit"),
    Signal(number: 4, name: "ILL", description: "Illegal instruction"),
    Signal(number: 6, name: "ABRT", description: "Aborted"),
    Signal(number: 8, name: "FPE", description: "Floating point exception"),
    Signal(number: 9, name: "KILL", description: "Killed"),
    Signal(number: 10, name: "USR1", description: "User signal 1"),
    Signal(number: 11, name: "SEGV", description: "Segmentation fault"),
    Signal(number: 12, name: "USR2", description: "User signal 2"),
    Signal(number: 13, name: "PIPE", description: "Broken pipe"),
    Signal(number: 14, name: "ALRM", description: "Alarm clock"),
    Signal(number: 15, name: "TERM", description: "Terminated"),
    Signal(number: 17, name: "CHLD", description: "Child exited"),
    Signal(number: 18, name: "CONT", description: "Continued"),
    Signal(number: 19, name: "STOP", description: "Stopped"),
    Signal(number: 20, name: "TSTP", description: "Stopped"),
    Signal(number: 21, name: "TTIN", description: "Stopped (terminal input)"),
    Signal(number: 22, name: "TTOU", description: "Stopped (terminal output)"),
    Signal(number: 28, name: "WINCH", description: "Window changed"),
  ]

  /// The name under which a trap is kept for the signal, or the end of the shell, that `text` means.
  static func trapName(_ text: Bytes) -> Bytes? {
    if text.matches("0") || text.matches("EXIT") { return "EXIT".bytes }
    return Signal.named(text)?.name.bytes
  }

  /// The signal that a number or a name, with or without `SIG`, means.
  static func named(_ text: Bytes) -> Signal? {
    if let number = text.decimalValue { return table.first { $0.number == number } }
    let name = text.starts(with: "SIG".utf8) ? Bytes(text.dropFirst(3)) : text
    return table.first { name.matches($0.name) }
  }
}
