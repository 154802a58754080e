// The builtins by name.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.14 (special builtins), 2.9.1.1.

/// A command that the shell runs itself.
enum Builtin: CaseIterable {
  case colon, dot, source, breakLoop, continueLoop, eval, exec, exit, export, readonly, returnFrom, set, shift, times
  case trap, unset
  case alias, bg, cd, command, echo, falseValue, fc, fg, getopts, hash, help, history, jobs, kill, local, printf, pwd
  case read, test, bracket, trueValue, type, ulimit, umask, unalias, wait

  private static let byName: [Bytes: Builtin] = {
    var byName: [Bytes: Builtin] = [:]
    for builtin in allCases { byName[builtin.name] = builtin }
    return byName
  }()

  init?(_ name: Bytes) {
    guard let builtin = Self.byName[name] else { return nil }
    self = builtin
  }

  /// Special builtins: found before functions, and their assignments stay.
  var isSpecial: Bool {
    switch self {
    case .colon, .dot, .breakLoop, .continueLoop, .eval, .exec, .exit, .export, .readonly, .returnFrom, .set, .shift,
      .times, .trap, .unset:
      true
    default: false
    }
  }

  /// Whether arguments that spell assignments are expanded as such.
  var isDeclaration: Bool {
    switch self {
    case .export, .readonly, .local, .alias: true
    default: false
    }
  }

  /// The command's name.
  var name: Bytes { Bytes(usage.utf8.prefix { $0 != ASCII.space }) }

  /// Name and arguments, for `help`.
  var usage: String {
    switch self {
    case .colon: ":"
    case .dot: ". FILE"
    case .source: "source FILE"
    case .breakLoop: "break [COUNT]"
    case .continueLoop: "continue [COUNT]"
    case .eval: "eval [WORD…]"
    case .exec: "exec [COMMAND [ARGUMENT…]]"
    case .exit: "exit [STATUS]"
    case .export: "export [-p] [NAME[=VALUE]…]"
    case .readonly: "readonly [-p] [NAME[=VALUE]…]"
    case .returnFrom: "return [STATUS]"
    case .set: "set [-abCefhmnuvx] [-o OPTION] [--] [ARGUMENT…]"
    case .shift: "shift [COUNT]"
    case .times: "times"
    case .trap: "trap [-p] [ACTION|- SIGNAL…]"
    case .unset: "unset [-fv] NAME…"
    case .alias: "alias [NAME[=TEXT]…]"
    case .bg: "bg [%JOB…]"
    case .cd: "cd [-LP] [DIRECTORY|-]"
    case .command: "command [-pvV] COMMAND [ARGUMENT…]"
    case .echo: "echo [-neE] [TEXT…]"
    case .falseValue: "false"
    case .fc: "fc [-lnr] [FIRST [LAST]] | fc -s [OLD=NEW] [FIRST] | fc [-r] [-e EDITOR] [FIRST [LAST]]"
    case .fg: "fg [%JOB]"
    case .getopts: "getopts OPTIONS NAME [ARGUMENT…]"
    case .hash: "hash [-r] [NAME…]"
    case .help: "help"
    case .history: "history [-c] [COUNT]"
    case .jobs: "jobs [-lp]"
    case .kill: "kill [-s SIGNAL|-SIGNAL] PROCESS|%JOB… | -l"
    case .local: "local NAME[=VALUE]…"
    case .printf: "printf FORMAT [ARGUMENT…]"
    case .pwd: "pwd [-LP]"
    case .read: "read [-r] [-p PROMPT] NAME…"
    case .test: "test EXPRESSION"
    case .bracket: "[ EXPRESSION ]"
    case .trueValue: "true"
    case .type: "type NAME…"
    case .ulimit: "ulimit [-HSa] [-cdfnstuv] [LIMIT]"
    case .umask: "umask [-S] [MODE]"
    case .unalias: "unalias [-a] NAME…"
    case .wait: "wait [-n] [PROCESS|%JOB…]"
    }
  }
}
