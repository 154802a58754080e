// sodium, vi, view: the editor with modes.

import ABI
import System
import TextEditors
import UtilitySupport

private let options = [
  OptionDescription("-R --readonly", "the file is not to be changed"),
  OptionDescription("-c COMMAND", "do a command of the command line first"),
]

let sodiumProgram = Utility("sodium", "[OPTION]... [+LINE] [FILE]", "Edit text, as vi does.", options) { tool in
  edit(tool, isReadOnly: tool.has("R"))
}

let viProgram = Utility("vi", "[OPTION]... [+LINE] [FILE]", "Edit text with sodium.", options) { tool in
  edit(tool, isReadOnly: tool.has("R"))
}

let viewProgram = Utility("view", "[OPTION]... [+LINE] [FILE]", "Look at text with sodium.", options) { tool in
  edit(tool, isReadOnly: true)
}

/// Opens the file that is named, and runs the editor.
private func edit(_ tool: Tool, isReadOnly: Bool) -> Int32 {
  var commands: [[UInt8]] = []
  var path = ""
  for word in tool.operands {
    if word.utf8.first == UInt8(ascii: "+") {
      let rest = Array(word.utf8.dropFirst())
      commands.append(rest.isEmpty ? [UInt8(ascii: "$")] : rest)
    } else {
      path = word
    }
  }
  if let command = tool.options.value("c") { commands.append(command) }
  guard Terminal.isTerminal(Streams.input), Terminal.isTerminal(Streams.output) else {
    tool.report("the standard input and output have to be a terminal")
    return 1
  }
  do throws(Errno) {
    var store = FileStore()
    let content = path.utf8.isEmpty ? FileStore.Content(bytes: nil) : try store.read(path)
    let name = Array(path.utf8)
    let text = EditedText(content.bytes ?? [])
    let editor = Sodium(
      path: name, bytes: content.bytes ?? [], isReadOnly: isReadOnly || content.isReadOnly,
      message: path.utf8.isEmpty
        ? [] : Sodium.describe(name, text, isNew: content.bytes == nil, isReadOnly: isReadOnly || content.isReadOnly))
    let session = try EditorSession(editor, store)
    return session.run(
      commands.flatMap { command in
        [.character(UInt32(UInt8(ascii: ":")))] + command.map { .character(UInt32($0)) } + [.enter]
      })
  } catch {
    tool.report(path, error)
    return 1
  }
}
