// The syntax tree of a script.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.9 and 2.10.

/// Commands one after the other, each with what ends it.
public struct CommandList: Equatable {
  /// One and-or list, and whether `&` sends it to the background.
  public struct Item: Equatable {
    /// The commands.
    public var chain: Chain
    /// Whether it ends in `&`.
    public var isBackground: Bool
  }

  /// The items, in order.
  public var items: [Item]

  /// A list of items.
  public init(_ items: [Item] = []) { self.items = items }
}

/// Pipelines joined by `&&` and `||`.
public struct Chain: Equatable {
  /// A pipeline behind an operator.
  public struct Link: Equatable {
    /// True for `&&` (run after success), false for `||` (run after failure).
    public var runsAfterSuccess: Bool
    /// The pipeline.
    public var pipeline: Pipeline
  }

  /// The first pipeline.
  public var first: Pipeline
  /// The others.
  public var rest: [Link] = []
}

/// Commands joined by `|`.
public struct Pipeline: Equatable {
  /// Whether `!` inverts the status.
  public var isNegated: Bool
  /// At least one command.
  public var commands: [Command]

  /// Whether this is a compound command, inside of which failures have been looked at already (`set -e`).
  var isCheckedInside: Bool {
    guard commands.count == 1, case .compound(let compound, _) = commands[0] else { return false }
    if case .subshell = compound { return false }
    return true
  }
}

/// A command with everything that belongs to it.
public indirect enum Command: Equatable {
  case simple(SimpleCommand)
  case compound(CompoundCommand, redirections: [Redirection])
  case function(FunctionDefinition)
  /// `let …`: not in POSIX.
  case letStatement(LetStatement)
}

/// Assignments, words and redirections.
public struct SimpleCommand: Equatable {
  /// `name=value` before the command's name.
  public var assignments: [Assignment] = []
  /// The name and the arguments.
  public var words: [Word] = []
  /// In the order in which they were written.
  public var redirections: [Redirection] = []
  /// Its line in the script, from 1, for messages.
  public var line = 1

  /// Whether both say the same, wherever they stand.
  public static func == (left: SimpleCommand, right: SimpleCommand) -> Bool {
    left.assignments == right.assignments && left.words == right.words && left.redirections == right.redirections
  }
}

/// `name=value`.
public struct Assignment: Equatable {
  /// The variable.
  public var name: Bytes
  /// The value, to be expanded without splitting.
  public var value: Word
}

/// The commands with a grammar of their own.
public indirect enum CompoundCommand: Equatable {
  /// `{ …; }`.
  case group(CommandList)
  /// `( … )`.
  case subshell(CommandList)
  /// `if … then … elif … then … else … fi`.
  case conditional([ConditionalBranch], otherwise: CommandList?)
  /// `while … do … done`, or `until`.
  case loop(isUntil: Bool, condition: CommandList, body: CommandList)
  /// `for name in words; do … done`; nil words stand for `"$@"`.
  case forEach(name: Bytes, words: [Word]?, body: CommandList)
  /// `case word in … esac`.
  case select(Word, [SelectBranch])
  /// `match word … end`: not in POSIX.
  case match(Word, [MatchBranch])
}

/// One `if` or `elif`.
public struct ConditionalBranch: Equatable {
  /// The commands whose last status decides.
  public var condition: CommandList
  /// What to run then.
  public var body: CommandList
}

/// One `pattern | pattern) … ;;`.
public struct SelectBranch: Equatable {
  /// The patterns.
  public var patterns: [Word]
  /// What to run when one matches.
  public var body: CommandList
}

/// `name() command`, or `fn name parameter … -- description`.
public struct FunctionDefinition: Equatable {
  /// The function's name.
  public var name: Bytes
  /// Its body, with the redirections of each call.
  public var body: Command
  /// The parameters that have names, in `fn`.
  public var parameters: [FunctionParameter] = []
  /// What the function is for, in `fn`.
  public var summary: Bytes?

  /// Whether it was defined with `fn`, or says what only that can say.
  var isTyped: Bool { !parameters.isEmpty || summary != nil }
}
