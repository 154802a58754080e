// What the arguments of some commands are: the rest takes paths.

/// What completes an argument.
enum ArgumentKind: Equatable {
  case paths
  case directories
  case commands
  case variables
  case users
  case groups
  case services
  case schemes
  case jobs
  case aliases
  case functions
  case shellOptions
  case signals
  /// Nothing that could be known.
  case nothing
  /// One of these words, each with a description behind a blank.
  case words([String])

  /// What the argument number `index` (from 0) of `command` is, behind the words `arguments`.
  init(of command: Bytes, arguments: [Bytes]) {
    let operands = arguments.filter { $0.first != ASCII.minus }
    switch command {
    case "cd", "rmdir", "pushd", "mkdir", "tree": self = .directories
    case "man", "which", "type", "hash", "sudo", "exec", "nohup", "command", "time", "strace", "watch", "xargs":
      self = .commands
    case "export", "readonly", "local", "read", "printenv", "let": self = .variables
    case "unset": self = arguments.contains { $0.matches("-f") } ? .functions : .variables
    case "su", "passwd", "id", "groups", "userdel", "usermod", "login", "finger": self = .users
    case "chown": self = operands.isEmpty ? .users : .paths
    case "chgrp": self = operands.isEmpty ? .groups : .paths
    case "groupdel", "groupmod": self = .groups
    case "fg", "bg", "jobs", "wait", "disown": self = .jobs
    case "unalias": self = .aliases
    case "set": self = arguments.last?.last == UInt8(ascii: "o") ? .shellOptions : .nothing
    case "trap": self = operands.isEmpty ? .nothing : .signals
    case "kill": self = .jobs
    case "service":
      self =
        operands.isEmpty
        ? .words([
          "list the services and their states", "status of one service", "start a service", "stop a service",
          "restart a service", "log of a service", "enable at start", "disable at start",
        ]) : operands.count == 1 ? .services : .nothing
    case "log": self = .services
    case "contain": self = arguments.contains { $0.matches("--") } ? .commands : .schemes
    default: self = .paths
    }
  }
}
