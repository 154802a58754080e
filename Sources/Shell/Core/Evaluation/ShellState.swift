// Everything of a shell that a subshell gets as a copy.
//
// A value on purpose: where other shells fork, this one copies the state, runs the commands, and puts the copy back.

/// Variables, functions, options, handles.
public struct ShellState {
  /// All variables by name.
  public internal(set) var variables: [Bytes: Variable] = [:]
  /// Functions by name.
  public internal(set) var functions: [Bytes: FunctionDefinition] = [:]
  /// Aliases by name.
  public internal(set) var aliases: [Bytes: Bytes] = [:]
  /// `$1` and so on.
  public internal(set) var positional: [Bytes] = []
  /// `$0`.
  public internal(set) var name: Bytes
  /// What `set` switched on.
  public var options: ShellOptions = []
  /// `$?`.
  public internal(set) var lastStatus: Int32 = 0
  /// `$!`.
  var lastBackground: ProcessNumber?
  /// Where commands read and write.
  var handles = HandleTable()
  /// Handles that `exec` opened and that belong to this shell.
  var ownedHandles: [HostHandle] = []
  /// For each running function, the variables that `local` hides.
  var localScopes: [[(name: Bytes, hidden: Variable?)]] = []
  /// What `trap` set, by signal name; EXIT is the end of the shell.
  var traps: [Bytes: Bytes] = [:]
  /// In a subshell that has not changed them: the traps around it, which `trap` then lists.
  var outerTraps: [Bytes: Bytes] = [:]
  /// While a trap runs: the status before it, with which `exit` in it ends the shell.
  var trapStatus: Int32?
  /// Bytes of memory that started programs may have (`ulimit -v`); nil: any number.
  var memoryLimit: UInt64?
  /// Where programs were found, for `hash`.
  var knownPrograms: [Bytes: Bytes] = [:]
  /// Whether this state belongs to a subshell, which has no jobs of its own.
  var isSubshell = false
  /// Where `getopts` stands inside a cluster of options.
  var optionOffset = 0

  init(name: Bytes) { self.name = name }

  /// A variable's value; nil when it is not set.
  public func value(_ name: Bytes) -> Bytes? { variables[name]?.value }

  /// A variable's value; nil when it is not set.
  public func value(_ name: String) -> Bytes? { variables[name.bytes]?.value }

  /// The bytes that separate fields.
  var separators: Bytes { value("IFS") ?? [ASCII.space, ASCII.tab, ASCII.newline] }

  /// `NAME=value` of every exported variable, in order of their names.
  var environment: [Bytes] {
    var entries: [Bytes] = []
    for (name, variable) in variables where variable.isExported {
      if let value = variable.value { entries.append(name + [ASCII.equals] + value) }
    }
    return entries.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The part of a prelude that comes last: the options, which must not act on the rest of it.
  var optionPrelude: Bytes {
    var script = Bytes()
    for entry in ShellOptions.table where options.contains(entry.option) {
      if entry.option == .monitor || entry.option == .posix || entry.option == .verbose { continue }
      script += "set -o ".bytes + entry.name.bytes + [ASCII.newline]
    }
    if lastStatus != 0 { script += "(exit ".bytes + Bytes(decimal: Int(lastStatus)) + ") && :\n".bytes }
    return script
  }

  /// A script that gives another shell this state: what the environment does not carry.
  var prelude: Bytes {
    var script = options.contains(.posix) ? Bytes() : "set +o posix\n".bytes
    for name in variables.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let variable = variables[name] else { continue }
      if let collection = variable.collection {
        script += collection.declaration(of: name)
      } else if let value = variable.value, !variable.isExported || variable.isReadOnly {
        script += name + [ASCII.equals] + SyntaxPrinter.quote(value) + [ASCII.newline]
      }
      if variable.isReadOnly { script += "readonly ".bytes + name + [ASCII.newline] }
    }
    for definition in functions.values { script += SyntaxPrinter.text(of: .function(definition)) }
    for (name, action) in traps where action.isEmpty { script += "trap '' ".bytes + name + [ASCII.newline] }
    return script
  }
}
