// The editor: opens 100 MB of source text and types in its middle, in the real window on the headless platform.
//
// A key counts from the event to the last pixel of the repaint: document, line index, wrapping, colours, drawing.

import EditorApp
import EditorCore
import Graphics
import OrbToolkit
import System

extension Meter {
  func editorRows() {
    guard wants("editor_open_100MB_ms", "editor_key_to_painted_us") else { return }
    let path = "/tmp/apus-bench-\(CurrentProcess.id).swift"
    defer { try? FileSystem.unlink(path) }
    guard (try? FileSystem.writeFile(path, Self.source(bytes: 100_000_000))) != nil else {
      return Swift.print("editor: no room for 100 MB in /tmp")
    }
    var harness: TestHarness?
    let opening = seconds {
      harness = TestHarness(EditorWindow.make([path]), size: Size(width: 1000, height: 700), fonts: File.fonts())
    }
    guard let harness, let view = (harness.window.content as? EditorPane)?.current else { return }
    precondition(view.file.document.buffer.byteCount >= 100_000_000)
    if wants("editor_open_100MB_ms") { print("editor_open_100MB_ms", opening * 1e3) }
    view.file.document.goTo(LineColumn(line: view.file.document.buffer.lineCount / 2, column: 12))
    // The first key brings the caret into view, and with it the whole window anew.
    harness.type("x")
    let before = view.file.document.revision
    let times = (0..<201).map { _ in seconds { harness.type("x") } }.sorted()
    precondition(view.file.document.revision - before == times.count, "a key was lost")
    if wants("editor_key_to_painted_us") { print("editor_key_to_painted_us", times[times.count / 2] * 1e6) }
  }

  /// Lines that look like source text.
  private static func source(bytes: Int) -> [UInt8] {
    var block: [UInt8] = []
    for line in 0..<1000 {
      block += Array(
        "  let value\(line) = compute(\"text \(line)\", from: \(line * 31), limit: 0x\(line))  // why\n".utf8)
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes + block.count)
    while text.count < bytes { text += block }
    return text
  }
}
