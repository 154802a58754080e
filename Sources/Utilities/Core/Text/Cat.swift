// cat: writes files one behind the other.
//
// Specification: POSIX.1-2017, cat; GNU coreutils for the options.

import ABI
import System
import UtilitySupport

let catProgram = Utility(
  "cat", "[OPTION]... [FILE]...", "Write files (or the standard input, -) one behind the other.",
  [
    OptionDescription("-A --show-all", "as -vET"), OptionDescription("-b --number-nonblank", "number lines with text"),
    OptionDescription("-e", "as -vE"), OptionDescription("-E --show-ends", "show $ at the end of lines"),
    OptionDescription("-n --number", "number all lines"),
    OptionDescription("-s --squeeze-blank", "no repeated empty lines"),
    OptionDescription("-t", "as -vT"), OptionDescription("-T --show-tabs", "show tabs as ^I"),
    OptionDescription("-u", "ignored"), OptionDescription("-v --show-nonprinting", "show control characters as ^X"),
  ]
) { tool in
  let isPlain = !["A", "b", "e", "E", "n", "s", "t", "T", "v"].contains { tool.has($0) }
  var status: Int32 = 0
  var writer = NumberedWriter(tool)
  var buffer = Bytes(repeating: 0, count: 256 * 1024)
  for path in tool.operands.isEmpty ? ["-"] : tool.operands {
    do throws(Errno) {
      let raw = path.isSame(as: "-") ? Streams.input : try openInput(path).release()
      defer { if raw != Streams.input { Handle(owning: raw).close() } }
      while true {
        let count = try Streams.read(raw, into: &buffer)
        if count == 0 { break }
        if isPlain {
          guard writeAll(tool, buffer, count) else { return 1 }
        } else {
          writer.write(buffer, count)
          // A person at the other end sees each line as it comes.
          tool.output.flush()
          if tool.isOutputClosed { return 0 }
        }
      }
    } catch {
      tool.report(shown(path), error)
      status = 1
    }
  }
  return status
}

private func openInput(_ path: String) throws(Errno) -> Handle {
  let file = try Handle.open(path)
  if let status = try? file.status(), status.kind == FileKind.directory.rawValue { throw .isDirectory }
  return file
}

/// Writes without a copy; false when the output is gone (a message has been written if it is worth one).
private func writeAll(_ tool: Tool, _ buffer: Bytes, _ count: Int) -> Bool {
  var done = 0
  do throws(Errno) {
    while done < count { done += try Streams.write(Streams.output, buffer.span.extracting(done..<count)) }
    return true
  } catch {
    if error == .brokenPipe { CurrentProcess.exit(141) }
    tool.report("write error", error)
    return false
  }
}

/// Writes bytes with numbers and marks.
private struct NumberedWriter {
  private let output: BufferedWriter
  private let numbersAll: Bool
  private let numbersText: Bool
  private let showsEnds: Bool
  private let showsTabs: Bool
  private let showsControls: Bool
  private let squeezes: Bool
  private var number = 0
  private var isLineStart = true
  private var emptyLines = 0

  init(_ tool: Tool) {
    output = tool.output
    numbersText = tool.has("b")
    numbersAll = tool.has("n") && !numbersText
    showsEnds = tool.has("E") || tool.has("A") || tool.has("e")
    showsTabs = tool.has("T") || tool.has("A") || tool.has("t")
    showsControls = tool.has("v") || tool.has("A") || tool.has("e") || tool.has("t")
    squeezes = tool.has("s")
  }

  mutating func write(_ bytes: Bytes, _ count: Int) {
    var text = Bytes()
    text.reserveCapacity(count + count / 8)
    for index in 0..<count { write(bytes[index], to: &text) }
    output.write(text)
  }

  private mutating func write(_ byte: UInt8, to text: inout Bytes) {
    if isLineStart {
      emptyLines = byte == 0x0a ? emptyLines + 1 : 0
      if squeezes, emptyLines > 1 { return }
      if numbersAll || (numbersText && byte != 0x0a) {
        number += 1
        text += Bytes(decimal: number).rightAligned(6) + [0x09]
      } else if numbersText, showsEnds, byte == 0x0a {
        text += Bytes(repeating: 0x20, count: 6) + [0x09]
      }
    }
    isLineStart = byte == 0x0a
    switch byte {
    case 0x0a:
      if showsEnds { text.append(UInt8(ascii: "$")) }
      text.append(0x0a)
    case 0x09 where showsTabs: text += "^I".bytes
    case 0x09: text.append(byte)
    default: writeCharacter(byte, to: &text)
    }
  }

  private func writeCharacter(_ byte: UInt8, to text: inout Bytes) {
    guard showsControls else { return text.append(byte) }
    if byte >= 0x80 { text += "M-".bytes }
    let low = byte & 0x7f
    if low == 0x7f {
      text += "^?".bytes
    } else if low < 0x20 {
      text += [UInt8(ascii: "^"), low ^ 0x40]
    } else {
      text.append(low)
    }
  }
}
