// less and more: show text page by page. Options and files; what stands on the screen is decided by Pager.
//
// When the output is no terminal they copy, as every pager does.

import ABI
import System
import TextCore
import UtilitySupport

private let lessOptions = [
  OptionDescription("-F --quit-if-one-screen", "end at once when all fits"),
  OptionDescription("-I --IGNORE-CASE", "search for large and small letters alike"),
  OptionDescription("-i --ignore-case", "the same, if the pattern has no large ones"),
  OptionDescription("-N --LINE-NUMBERS", "numbers of lines"),
  OptionDescription("-R --RAW-CONTROL-CHARS", "colours"), OptionDescription("-r", "as -R"),
  OptionDescription("-S --chop-long-lines", "cut long lines"),
  OptionDescription("-X --no-init", "leave the text on the screen"), OptionDescription("-e", "ignored"),
]

let lessProgram = Utility("less", "[OPTION]... [FILE]...", "Show text page by page.", lessOptions) { tool in
  runPager(tool, quitsAtEnd: false)
}

let moreProgram = Utility("more", "[OPTION]... [FILE]...", "Show text page by page, forward.", lessOptions) { tool in
  runPager(tool, quitsAtEnd: true)
}

private func runPager(_ tool: Tool, quitsAtEnd: Bool) -> Int32 {
  if tool.operands.isEmpty, Terminal.isTerminal(Streams.input) {
    tool.report("missing file name")
    return 1
  }
  guard Terminal.isTerminal(Streams.output) else {
    return tool.forEachInput { input, _ in
      while !tool.isOutputClosed {
        let chunk = input.nextChunk()
        if chunk.isEmpty { return }
        tool.output.write(chunk)
      }
    }
  }
  var options = Pager.Options()
  options.chops = tool.has("S")
  options.isRaw = tool.has("R") || tool.has("r")
  options.showsNumbers = tool.has("N")
  options.ignoresCase = tool.has("I") ? true : tool.has("i") ? false : nil
  let manners = PagerManners(
    quitsIfOneScreen: tool.has("F"), keepsScreen: tool.has("X") || quitsAtEnd, quitsAtEnd: quitsAtEnd)
  let files = tool.operands.isEmpty ? ["-"] : tool.operands
  return PagerScreen(tool, manners, count: files.count) { number in
    do throws(Errno) {
      var options = options
      options.title = files[number].isSame(as: "-") ? [] : files[number].bytes
      return PagerText(source: try openPage(files[number]), options: options)
    } catch {
      tool.report(files[number], error)
      return nil
    }
  }.run()
}

/// A file is read where it is looked at, a pipe as it comes.
private func openPage(_ path: String) throws(Errno) -> any PageSource {
  if path.isSame(as: "-") { return StreamSource() }
  let file = try Handle.open(path)
  let status = try file.status()
  if status.kind == FileKind.directory.rawValue { throw .isDirectory }
  return status.kind == FileKind.regular.rawValue ? FilePages(file) : StreamSource(file)
}

/// A file.
private final class FilePages: PageSource {
  private let file: Handle
  init(_ file: consuming Handle) { self.file = file }

  func read(at offset: Int, count: Int) -> [UInt8] {
    var buffer = Bytes(repeating: 0, count: count)
    guard let got = try? file.read(into: &buffer, at: UInt64(max(0, offset))), got > 0 else { return [] }
    return got == count ? buffer : Bytes(buffer[..<got])
  }
}

/// A pipe: what has come is kept.
private final class StreamSource: PageSource {
  private let file: Handle?
  private let raw: RawHandle
  private var text = Bytes()
  private var chunk = Bytes(repeating: 0, count: 32 * 1024)

  init() {
    file = nil
    raw = Streams.input
  }

  init(_ file: consuming Handle) {
    raw = file.raw
    self.file = consume file
  }

  func read(at offset: Int, count: Int) -> [UInt8] {
    if offset >= text.count, let got = try? Streams.read(raw, into: &chunk), got > 0 { text += chunk[..<got] }
    return offset < text.count ? Bytes(text[offset..<min(text.count, offset + count)]) : []
  }
}
