// A simple command whose words have been expanded.

/// What a simple command says after expansion.
struct PreparedCommand {
  /// The command's name and arguments.
  var fields: [Bytes]
  /// Assignments before the name, expanded.
  var assignments: [(name: Bytes, value: Bytes)]
  /// Redirections, still to be expanded: their files are opened last.
  var redirections: [Redirection]

  /// The command as syntax again, to run it in another shell: everything expanded is quoted.
  var syntax: Command {
    var command = SimpleCommand()
    command.assignments = assignments.map { Assignment(name: $0.name, value: Word([.quoted($0.value)])) }
    command.words = fields.map { Word([.quoted($0)]) }
    command.redirections = redirections
    return .simple(command)
  }
}

/// What a command's name stands for.
enum Meaning {
  case builtin(Builtin)
  case function(FunctionDefinition)
  case external
}
