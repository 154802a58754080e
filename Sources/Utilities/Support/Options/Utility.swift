// A command-line program of a multi-call image: its name, its options, and what it does.

import System

/// One program.
public struct Utility: Sendable {
  /// The name by which it is called.
  public let name: String
  /// What follows the name in the usage line.
  public let arguments: String
  /// One sentence.
  public let summary: String
  /// Its options.
  public let options: [OptionDescription]
  /// The exit status for a wrong option.
  public let usageStatus: Int32
  /// Whether the first operand ends the options (for programs that run other programs).
  public let stopsAtOperand: Bool
  /// What a word such as `-5` is.
  public enum NumberWords: Sendable {
    /// A cluster of options.
    case options
    /// The value of the option `0`: `head -5`.
    case value
    /// An operand: `seq 5 -1 1`.
    case operands
  }

  /// What a word such as `-5` is.
  public let numberWords: NumberWords
  /// Whether the words are no options at all: all are operands (`test`, `echo`).
  public let takesRawArguments: Bool
  /// Whether a first word without a dash is a cluster of options (`tar xvf FILE`).
  public let startsWithLetters: Bool
  /// Whether the remark on a wrong option shows the usage line.
  public let showsUsage: Bool
  /// Whether the hint at the help starts with the program's name, as GNU diffutils have it.
  public let hintsByName: Bool
  let body: @Sendable (Tool) -> Int32

  /// A program that `body` runs; `body` returns the exit status.
  public init(
    _ name: String, _ arguments: String, _ summary: String, _ options: [OptionDescription] = [],
    usageStatus: Int32 = 1, stopsAtOperand: Bool = false, numberWords: NumberWords = .options,
    takesRawArguments: Bool = false, startsWithLetters: Bool = false, showsUsage: Bool = false,
    hintsByName: Bool = false,
    body: @escaping @Sendable (Tool) -> Int32
  ) {
    self.name = name
    self.arguments = arguments
    self.summary = summary
    self.options = options
    self.usageStatus = usageStatus
    self.stopsAtOperand = stopsAtOperand
    self.numberWords = numberWords
    self.takesRawArguments = takesRawArguments
    self.startsWithLetters = startsWithLetters
    self.showsUsage = showsUsage
    self.hintsByName = hintsByName
    self.body = body
  }

  /// Runs the program with its arguments (the name excluded) and returns the exit status.
  public func run(_ arguments: [String]) -> Int32 {
    let parsed: ParsedOptions
    do throws(OptionError) {
      parsed = try ParsedOptions.parse(arguments, self)
    } catch {
      let usage = showsUsage ? "Usage: \(name) \(self.arguments)\n" : ""
      Tool.writeError("\(name): \(error.message)\n\(usage)\(hint)")
      return usageStatus
    }
    let tool = Tool(self, parsed)
    if parsed.asksForHelp {
      tool.output.write(help)
    } else if parsed.asksForVersion {
      tool.output.write("\(name) (Apus) 0.1\n")
    } else {
      tool.status = body(tool)
    }
    return tool.finish()
  }

  /// Where to read on after a wrong call.
  var hint: String { "\(hintsByName ? "\(name): " : "")Try '\(name) --help' for more information.\n" }

  private var help: String {
    var text = "Usage: \(name) \(arguments)\n\(summary)\n\n"
    for option in options { text += option.help }
    return text + OptionDescription("--help", "show this help").help
      + OptionDescription("--version", "show the version").help
  }
}
