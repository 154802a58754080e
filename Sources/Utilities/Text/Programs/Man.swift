// man and mdless: show pages that are written in Markdown. The pages of the system are docs/man of the sources and
// /share/man on the machine; the first line of each is `# NAME: what it is`.

import ABI
import Protocols
import System
import TextCore
import UtilitySupport

let manProgram = Utility(
  "man", "[-k] NAME...", "Show the page of a program.",
  [OptionDescription("-k --apropos", "search the pages' first lines"), OptionDescription("-M --manpath=PATH", "where")]
) { tool in
  let folder = tool.options.value("M")?.text ?? Environment["MANPATH"] ?? "/share/man"
  guard !tool.operands.isEmpty else {
    Streams.printError("What manual page do you want?\nFor example, try 'man man'.")
    return 1
  }
  if tool.has("k") { return findPages(tool, folder) }
  var pages: [(name: String, text: Bytes)] = []
  var status: Int32 = 0
  for name in tool.operands {
    if let text = try? FileSystem.readFile(Paths.join(folder, "\(name).md"), limit: largestPage) {
      pages.append((name, text))
    } else {
      Streams.printError("No manual entry for \(name)")
      status = 16
    }
  }
  return pages.isEmpty ? status : max(status, showPages(tool, pages))
}

let mdlessProgram = Utility("mdless", "[FILE]...", "Show Markdown page by page.") { tool in
  var pages: [(name: String, text: Bytes)] = []
  let status = tool.forEachInput { input, name in pages.append((name.isSame(as: "-") ? "" : name, input.readAll())) }
  return pages.isEmpty ? status : max(status, showPages(tool, pages))
}

/// Bytes of a page.
private let largestPage = 4 << 20

/// Columns of a page where there are more.
private let widestPage = 100

private func showPages(_ tool: Tool, _ pages: [(name: String, text: Bytes)]) -> Int32 {
  guard Terminal.isTerminal(Streams.output) else {
    for page in pages {
      for line in MarkdownPage(page.text, width: 80).lines { tool.output.write(line.encoded(isPlain: true) + [0x0a]) }
    }
    return 0
  }
  let columns = (try? Terminal.size(Streams.output)).map { Int($0.columns) } ?? 80
  let manners = PagerManners(quitsIfOneScreen: true)
  return PagerScreen(tool, manners, count: pages.count) { number in
    var text = Bytes()
    for line in MarkdownPage(pages[number].text, width: min(columns, widestPage)).lines {
      text += line.encoded(isPlain: false) + [0x0a]
    }
    var options = Pager.Options()
    options.isRaw = true
    options.title = pages[number].name.bytes
    return PagerText(source: MemorySource(text), options: options)
  }.run()
}

/// Writes the first lines that hold one of the words.
private func findPages(_ tool: Tool, _ folder: String) -> Int32 {
  guard let items = try? FileSystem.list(folder) else {
    tool.report("no pages in \(folder)")
    return 1
  }
  var hasFound = false
  for name in items.map({ $0.name }).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  where name.utf8.reversed().starts(with: "dm.".utf8) {
    guard let text = try? FileSystem.readFile(Paths.join(folder, name), limit: largestPage) else { continue }
    let title = Bytes(text.prefix { $0 != 0x0a }.drop { $0 == UInt8(ascii: "#") || $0 == 0x20 })
    let lowered = title.map(Character8.lowered)
    let holds = tool.operands.contains { word in
      let wanted = word.bytes.map(Character8.lowered)
      return wanted.isEmpty
        || (0...max(0, lowered.count - wanted.count)).contains { lowered[$0...].starts(with: wanted) }
    }
    if holds {
      hasFound = true
      tool.output.write(title + [0x0a])
    }
  }
  if !hasFound { Streams.printError("\(tool.operands.joined(separator: " ")): nothing appropriate.") }
  return hasFound ? 0 : 16
}
