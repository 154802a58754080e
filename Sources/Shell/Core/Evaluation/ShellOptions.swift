// The shell's options: `set -e` and its siblings.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.14, set.

/// Options that are on.
public struct ShellOptions: OptionSet, Equatable, Sendable {
  public let rawValue: UInt32

  /// Options with these bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Every assigned variable is exported.
  public static let exportAll = ShellOptions(rawValue: 1 << 0)
  /// `>` does not overwrite a file.
  public static let noClobber = ShellOptions(rawValue: 1 << 1)
  /// A failing command ends the shell.
  public static let exitOnError = ShellOptions(rawValue: 1 << 2)
  /// No file name expansion.
  public static let noGlob = ShellOptions(rawValue: 1 << 3)
  /// Commands are read and not run.
  public static let noExecution = ShellOptions(rawValue: 1 << 4)
  /// An unset variable is an error.
  public static let failOnUnset = ShellOptions(rawValue: 1 << 5)
  /// Input lines are written as they are read.
  public static let verbose = ShellOptions(rawValue: 1 << 6)
  /// Commands are written as they run.
  public static let trace = ShellOptions(rawValue: 1 << 7)
  /// A pipeline fails when any of its commands fails.
  public static let pipeFail = ShellOptions(rawValue: 1 << 8)
  /// Each pipeline is a job with a process group of its own.
  public static let monitor = ShellOptions(rawValue: 1 << 9)
  /// A person is typing.
  public static let interactive = ShellOptions(rawValue: 1 << 10)
  /// The language of POSIX alone, without this shell's own constructs.
  public static let posix = ShellOptions(rawValue: 1 << 11)
  /// A background job that ends is announced at once. Kept for scripts that set it.
  public static let notify = ShellOptions(rawValue: 1 << 12)
  /// Programs are remembered when a function is defined. Kept for scripts that set it.
  public static let hashAll = ShellOptions(rawValue: 1 << 13)
  /// Ctrl+D does not leave an interactive shell.
  public static let ignoreEnd = ShellOptions(rawValue: 1 << 16)
  /// The line editor has the keys of Emacs.
  public static let emacsKeys = ShellOptions(rawValue: 1 << 14)
  /// The line editor has the keys of vi.
  public static let viKeys = ShellOptions(rawValue: 1 << 15)

  /// Switches an option; of two that exclude each other, one is off.
  mutating func change(_ option: ShellOptions, to isOn: Bool) {
    if isOn { insert(option) } else { remove(option) }
    if isOn, option == .viKeys { remove(.emacsKeys) }
    if isOn, option == .emacsKeys { remove(.viKeys) }
  }

  /// Letter (0 when there is none) and long name of each option that `set` may change.
  static let table: [(option: ShellOptions, letter: UInt8, name: String)] = [
    (.exportAll, UInt8(ascii: "a"), "allexport"), (.exitOnError, UInt8(ascii: "e"), "errexit"),
    (.noGlob, UInt8(ascii: "f"), "noglob"), (.monitor, UInt8(ascii: "m"), "monitor"),
    (.noClobber, UInt8(ascii: "C"), "noclobber"), (.noExecution, UInt8(ascii: "n"), "noexec"),
    (.failOnUnset, UInt8(ascii: "u"), "nounset"), (.verbose, UInt8(ascii: "v"), "verbose"),
    (.trace, UInt8(ascii: "x"), "xtrace"), (.pipeFail, 0, "pipefail"), (.posix, 0, "posix"),
    (.notify, UInt8(ascii: "b"), "notify"), (.hashAll, UInt8(ascii: "h"), "hashall"), (.ignoreEnd, 0, "ignoreeof"),
    (.emacsKeys, 0, "emacs"), (.viKeys, 0, "vi"),
  ]

  /// The option that a letter stands for.
  public init?(letter: UInt8) {
    guard let entry = Self.table.first(where: { $0.letter == letter && letter != 0 }) else { return nil }
    self = entry.option
  }

  /// The option with a long name.
  public init?(name: Bytes) {
    guard let entry = Self.table.first(where: { name.matches($0.name) }) else { return nil }
    self = entry.option
  }

  /// The letters of the options that are on, as `$-` shows them.
  var letters: Bytes {
    var letters = Self.table.filter { contains($0.option) && $0.letter != 0 }.map { $0.letter }
    if contains(.interactive) { letters.append(UInt8(ascii: "i")) }
    return letters
  }
}
