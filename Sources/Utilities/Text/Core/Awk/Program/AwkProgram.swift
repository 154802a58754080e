// A compiled awk program.

import RegularExpressions

/// A program that can be run.
public struct AwkProgram {
  /// A function of the program.
  struct Function {
    var entry = 0
    /// For each parameter whether it is an array.
    var arrays: [Bool] = []
    /// The numbers of parameters among those of their kind.
    var scalarCount = 0
    var arrayCount = 0
  }

  var code: [AwkInstruction] = []
  var strings: [[UInt8]] = []
  var expressions: [RegularExpression] = []
  var functions: [Function] = []
  var globals: [[UInt8]: Int] = [:]
  var arrays: [[UInt8]: Int] = [:]
  var rangeCount = 0
  var beginEntry = 0
  var mainEntry = 0
  var endEntry = 0
  var hasMain = false
  var hasEnd = false
  let usesBytes: Bool

  private init(usesBytes: Bool) { self.usesBytes = usesBytes }

  /// Parses and compiles a program.
  public init(_ text: [UInt8], usesBytes: Bool) throws(AwkError) {
    var parser = AwkParser(text)
    try parser.parse()
    var compiler = AwkCompiler(AwkProgram(usesBytes: usesBytes), parser.rules, parser.functions)
    try compiler.compile()
    self = compiler.program
  }

  /// Compiles an expression as awk writes it.
  static func compile(
    _ pattern: [UInt8], usesBytes: Bool, ignoresCase: Bool = false
  ) throws(AwkError) -> RegularExpression {
    var options = PatternOptions()
    options.usesBytes = usesBytes
    options.ignoresCase = ignoresCase
    do throws(PatternError) {
      return try RegularExpression([translate(pattern)], .extended, options)
    } catch {
      throw AwkError("\(error.message): /\(String(decoding: pattern, as: UTF8.self))/")
    }
  }

  /// Resolves the escapes that the engine does not know; `\y` is a word's edge.
  private static func translate(_ pattern: [UInt8]) -> [UInt8] {
    guard pattern.contains(UInt8(ascii: "\\")) else { return pattern }
    var result: [UInt8] = []
    var index = 0
    var isInSet = false
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      if byte == UInt8(ascii: "[") { isInSet = true } else if byte == UInt8(ascii: "]") { isInSet = false }
      guard byte == UInt8(ascii: "\\"), index < pattern.count else {
        result += byte == UInt8(ascii: "\\") ? [byte, byte] : [byte]
        continue
      }
      let letter = pattern[index]
      switch letter {
      case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "a"), UInt8(ascii: "f"),
        UInt8(ascii: "v"), 0x30...0x37, UInt8(ascii: "x"), UInt8(ascii: "b"):
        var end = index + 1
        while end < pattern.count, end < index + 3, letter < 0x38 || letter == UInt8(ascii: "x"),
          let digit = AwkEscapes.hexadecimal(pattern[end]), letter == UInt8(ascii: "x") || digit < 8
        {
          end += 1
        }
        let produced = AwkEscapes.resolve([byte] + pattern[index..<end])
        index = end
        if !isInSet, produced.count == 1, "^$.[]|()*+?{}\\".utf8.contains(produced[0]) { result.append(byte) }
        result += produced
      case UInt8(ascii: "y"):
        result += "\\b".utf8
        index += 1
      case UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "-"), UInt8(ascii: "%"):
        result.append(letter)
        index += 1
      default:
        // In brackets a backslash is one of the characters for the engine, and an escape for awk.
        result += isInSet ? [letter] : [byte, letter]
        index += 1
      }
    }
    return result
  }
}
