// nano: the editor without modes.

import ABI
import System
import TextEditors
import UtilitySupport

let nanoProgram = Utility(
  "nano", "[OPTION]... [+LINE[,COLUMN]] [FILE]", "Edit text, with the keys of GNU nano.",
  [
    OptionDescription("-l --linenumbers", "show the numbers of lines"),
    OptionDescription("-i --autoindent", "indent new lines as the one before"),
    OptionDescription("-E --tabstospaces", "a typed tab becomes blanks"),
    OptionDescription("-S --softwrap", "show long lines in several rows"),
    OptionDescription("-T --tabsize=COLUMNS", "the width of a tab"),
    OptionDescription("-r --fill=COLUMNS", "the width of justified text"),
    OptionDescription("-k --cutfromcursor", "cut from the cursor to the end of the line"),
    OptionDescription("-c --constantshow", "always show where the cursor is"),
    OptionDescription("-v --view", "the file is not to be changed"),
  ]
) { tool in
  var options = NanoOptions()
  options.showsNumbers = tool.has("l")
  options.autoIndents = tool.has("i")
  options.expandsTabs = tool.has("E")
  options.wraps = tool.has("S")
  options.cutsToEnd = tool.has("k")
  options.showsPosition = tool.has("c")
  options.isViewOnly = tool.has("v")
  if let width = tool.options.value("T") {
    guard let columns = width.decimal, (1...100).contains(columns) else {
      return tool.usageError("requested tab size '\(width.text)' is invalid")
    }
    options.tabSize = columns
  }
  if let width = tool.options.value("r") {
    guard let columns = width.decimal, (-10_000...10_000).contains(columns) else {
      return tool.usageError("requested fill size '\(width.text)' is invalid")
    }
    options.fill = columns
  }
  return edit(tool, options)
}

/// Opens the file that is named, and runs the editor.
private func edit(_ tool: Tool, _ options: NanoOptions) -> Int32 {
  var path = ""
  var place: [Int] = []
  for word in tool.operands {
    if word.utf8.first == UInt8(ascii: "+") {
      place = word.utf8.dropFirst().split(separator: UInt8(ascii: ",")).compactMap { Array($0).decimal }
    } else {
      path = word
    }
  }
  guard Terminal.isTerminal(Streams.input), Terminal.isTerminal(Streams.output) else {
    tool.report("the standard input and output have to be a terminal")
    return 1
  }
  do throws(Errno) {
    var store = FileStore()
    let content = path.utf8.isEmpty ? FileStore.Content(bytes: nil) : try store.read(path)
    var message = ""
    if content.bytes == nil {
      message = path.utf8.isEmpty ? "Welcome to nano. For help, type ^G." : "New File"
    } else if content.isReadOnly {
      message = "File '\(path)' is unwritable"
    }
    let editor = Nano(
      path: Array(path.utf8), bytes: content.bytes ?? [], message: Array(message.utf8), options: options)
    if let line = place.first { editor.go(line: line, column: place.count > 1 ? place[1] : 1) }
    return try EditorSession(editor, store).run([])
  } catch {
    tool.report(path, error)
    return 1
  }
}
