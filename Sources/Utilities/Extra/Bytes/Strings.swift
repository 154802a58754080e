// strings: the printable text in files of any kind.
//
// Specification: GNU binutils 2.40, strings. Not: sections of object files; files are looked at as a whole.

import ABI
import System
import UtilitySupport

let stringsProgram = Utility(
  "strings", "[OPTION]... [FILE]...", "Show the printable text in files.",
  [
    OptionDescription("-a --all", "all of the file (always)"),
    OptionDescription("-f --print-file-name", "names of files"),
    OptionDescription("-n --bytes=NUMBER", "texts of so many characters and more (4)"),
    OptionDescription("-t --radix=RADIX", "with their places: o, d or x"), OptionDescription("-o", "as -t o"),
    OptionDescription("-w --include-all-whitespace", "line ends and the like are text, too"),
    OptionDescription("-e --encoding=ENCODING", "s: 7 bits, S: 8 bits, l and b: 16 bits"),
    OptionDescription("-s --output-separator=TEXT", "TEXT behind each instead of a line end"),
  ], numberWords: .value
) { tool in
  let text = tool.options.value("n") ?? tool.options.value("0") ?? "4".bytes
  guard let least = text.decimal else {
    tool.report("invalid integer argument \(text.text)")
    return 1
  }
  guard least > 0 else {
    tool.report("invalid minimum string length \(least)")
    return 1
  }
  var radix: Int?
  switch tool.has("o") ? "o".bytes : tool.options.value("t") {
  case nil: break
  case "o"?: radix = 8
  case "d"?: radix = 10
  case "x"?: radix = 16
  default: return tool.usageError("invalid radix")
  }
  let encodings: [UInt8] = Bytes("sSlb".utf8)
  let encoding = tool.options.value("e") ?? "s".bytes
  guard encoding.count == 1, encodings.contains(encoding[0]) else { return tool.usageError("invalid encoding") }
  return forEachText(tool, least: least, radix: radix, encoding: encoding[0])
}

private func forEachText(_ tool: Tool, least: Int, radix: Int?, encoding: UInt8) -> Int32 {
  var status: Int32 = 0
  for path in tool.operands.isEmpty ? ["-"] : tool.operands {
    let name = path.isSame(as: "-") ? "{standard input}" : path
    do throws(Errno) {
      let input = try InputFile(path)
      var finder = TextFinder(
        least: least, encoding: encoding, takesSpace: tool.has("w"),
        prefix: tool.has("f") ? "\(name): ".bytes : [], radix: radix,
        separator: tool.options.value("s") ?? [0x0a])
      while !tool.isOutputClosed {
        let chunk = input.nextChunk()
        if chunk.isEmpty { break }
        for byte in chunk { finder.take(byte, tool.output) }
      }
      finder.finish(tool.output)
      if let failure = input.failure { throw failure }
    } catch {
      switch error {
      case .isDirectory: tool.report("Warning: '\(path)' is a directory")
      case .noSuchEntry: tool.report("'\(path)': No such file")
      default: tool.report(path, error)
      }
      status = 1
    }
  }
  return status
}

/// Finds text in a stream of bytes. Of a text only the first characters are kept: once it is long enough it goes out.
private struct TextFinder {
  let least: Int
  let encoding: UInt8
  let takesSpace: Bool
  let prefix: Bytes
  let radix: Int?
  let separator: Bytes
  private var waiting = Bytes()
  private var isWriting = false
  private var offset: UInt64 = 0
  /// Of two bytes that are one character: the first.
  private var half: UInt8?

  init(least: Int, encoding: UInt8, takesSpace: Bool, prefix: Bytes, radix: Int?, separator: Bytes) {
    self.least = least
    self.encoding = encoding
    self.takesSpace = takesSpace
    self.prefix = prefix
    self.radix = radix
    self.separator = separator
  }

  private var width: UInt64 { encoding == UInt8(ascii: "l") || encoding == UInt8(ascii: "b") ? 2 : 1 }

  mutating func take(_ byte: UInt8, _ output: BufferedWriter) {
    offset += 1
    guard width == 2 else { return take(character: UInt16(byte), output) }
    guard let first = half else { return half = byte }
    half = nil
    let isLittle = encoding == UInt8(ascii: "l")
    let unit = isLittle ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
    if Self.isText(unit, takesSpace, is8Bit: false) { return take(character: unit, output) }
    take(character: unit, output)
    // The second byte may begin the next character.
    half = byte
  }

  private static func isText(_ unit: UInt16, _ takesSpace: Bool, is8Bit: Bool) -> Bool {
    unit == 0x09 || (0x20...0x7e).contains(unit) || (is8Bit && (0x80...0xff).contains(unit))
      || (takesSpace && (0x0a...0x0d).contains(unit))
  }

  private mutating func take(character unit: UInt16, _ output: BufferedWriter) {
    guard Self.isText(unit, takesSpace, is8Bit: encoding == UInt8(ascii: "S")) else { return finish(output) }
    let byte = UInt8(truncatingIfNeeded: unit)
    if isWriting { return output.write(byte: byte) }
    waiting.append(byte)
    guard waiting.count == least else { return }
    output.write(prefix)
    if let radix {
      let place = offset - UInt64(least) * width
      output.write(Bytes(String(place, radix: radix).utf8).rightAligned(7) + [0x20])
    }
    output.write(waiting)
    waiting.removeAll(keepingCapacity: true)
    isWriting = true
  }

  /// Ends a text.
  mutating func finish(_ output: BufferedWriter) {
    if isWriting { output.write(separator) }
    isWriting = false
    waiting.removeAll(keepingCapacity: true)
  }
}
