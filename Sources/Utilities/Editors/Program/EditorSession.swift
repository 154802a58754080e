// One editor on one terminal: keys in, screen out, and the effects that it asks for.

import ABI
import Protocols
import System
import TextEditors

/// Runs an editor until it quits.
final class EditorSession<Editor: TextEditor> {
  private let editor: Editor
  private var store: FileStore
  private var clipboard = ClipboardAccess()
  private var decoder = KeyDecoder()
  private var writer = ScreenWriter()
  private var events: EventQueue
  private var signals: SignalQueue?
  private var programMode = TerminalMode.cooked
  private var status: Int32?

  /// How long an escape byte waits for the rest of a sequence.
  private static var escapeDelay: UInt64 { 40_000_000 }
  private static var signalMark: UInt64 { 1 }

  init(_ editor: Editor, _ store: FileStore) throws(Errno) {
    self.editor = editor
    self.store = store
    events = try EventQueue()
  }

  /// Runs with these keys as if they had been typed; the exit status.
  func run(_ keys: [Key]) -> Int32 {
    begin()
    resize()
    if !keys.isEmpty { perform(editor.press(keys)) }
    defer { end() }
    var buffer = [UInt8](repeating: 0, count: 4096)
    do throws(Errno) {
      try events.subscribe(Streams.input, .readable, userData: 0)
      while status == nil {
        draw()
        let deadline = decoder.isWaiting ? SystemClock.monotonic &+ Self.escapeDelay : nil
        let happened = try events.wait(deadline: deadline)
        if happened.isEmpty { perform(editor.press(decoder.flush())) }
        for event in happened where status == nil {
          if event.userData == Self.signalMark {
            takeSignals()
          } else {
            let count = try Streams.read(Streams.input, into: &buffer)
            guard count > 0 else { return hangUp() }
            perform(editor.press(decoder.feed(buffer[0..<count])))
          }
        }
      }
    } catch {
      return hangUp()
    }
    return status ?? 0
  }

  // MARK: - The terminal

  private func begin() {
    programMode = (try? Terminal.mode(Streams.input)) ?? .cooked
    try? Terminal.setMode(Streams.input, .raw)
    signals = try? SignalQueue([.terminate, .hangup, .windowChange, .interrupt, .quit])
    if let raw = signals?.handle.raw { try? events.subscribe(raw, .readable, userData: Self.signalMark) }
    try? Streams.writeAll(Streams.output, ScreenWriter.begin)
    writer.forget()
  }

  private func end() {
    try? Streams.writeAll(Streams.output, ScreenWriter.end)
    try? Terminal.setMode(Streams.input, programMode)
    if let raw = signals?.handle.raw { events.unsubscribe(raw) }
    signals = nil
  }

  private func size() -> (width: Int, height: Int) {
    guard let size = try? Terminal.size(Streams.output), size.columns > 1, size.rows > 1 else { return (80, 24) }
    return (Int(size.columns), Int(size.rows))
  }

  private func resize() {
    let size = size()
    editor.resize(width: size.width, height: size.height)
  }

  private func draw() {
    let size = size()
    let output = writer.update(to: editor.render(width: size.width, height: size.height))
    if !output.isEmpty { try? Streams.writeAll(Streams.output, output) }
  }

  private func takeSignals() {
    while let signal = try? signals?.next() {
      switch signal {
      case .windowChange: resize()
      case .interrupt: perform(editor.press([.control(3)]))
      case .terminate, .hangup: status = hangUp()
      default: break
      }
    }
  }

  /// The terminal is gone, or somebody ends the program: what was not saved is put beside the file.
  private func hangUp() -> Int32 {
    guard editor.text.isModified else { return 129 }
    let name = editor.path.isEmpty ? Array("unnamed".utf8) : editor.path
    try? FileSystem.writeFile(String(decoding: name, as: UTF8.self) + ".save", editor.text.fileBytes, mode: 0o600)
    return 129
  }

  // MARK: - Effects

  private func perform(_ actions: [EditorAction]) {
    for action in actions where status == nil {
      switch action {
      case .write(let request): perform(editor.answer(write(request)))
      case .read(let path, let purpose): perform(editor.answer(read(path, purpose)))
      case .run(let command, let input, let purpose): perform(editor.answer(run(command, input, purpose)))
      case .names(let path): perform(editor.answer(.names(store.names(path))))
      case .readClipboard: perform(editor.answer(.clipboard(clipboard.read())))
      case .setClipboard(let text): clipboard.write(text)
      case .suspend: suspend()
      case .redraw: writer.forget()
      case .bell: try? Streams.writeAll(Streams.output, [7])
      case .quit(let code): status = code
      }
    }
  }

  private func write(_ request: WriteRequest) -> EditorAnswer {
    let path = String(decoding: request.path, as: UTF8.self)
    do throws(Errno) {
      if request.appends {
        try store.append(request.bytes, to: path)
        return .written(request)
      }
      if !request.isForced, let why = store.objection(to: path, isOwn: request.isOwn) {
        return .notWritten(request, message: Array(why.utf8), mayForce: true)
      }
      try store.write(request.bytes, to: path)
      return .written(request)
    } catch {
      return .notWritten(request, message: Array("\(path): \(error.message)".utf8), mayForce: false)
    }
  }

  private func read(_ path: [UInt8], _ purpose: ReadPurpose) -> EditorAnswer {
    let name = String(decoding: path, as: UTF8.self)
    do throws(Errno) {
      if case .insert = purpose {
        guard FileSystem.exists(name) else { return .file(path: path, nil, isReadOnly: false, purpose) }
        return .file(path: path, try FileSystem.readFile(name), isReadOnly: false, purpose)
      }
      let content = try store.read(name)
      return .file(path: path, content.bytes, isReadOnly: content.isReadOnly, purpose)
    } catch {
      return .failed(message: Array("\(name): \(error.message)".utf8))
    }
  }

  private func run(_ command: [UInt8], _ input: [UInt8]?, _ purpose: RunPurpose) -> EditorAnswer {
    do throws(Errno) {
      guard case .show = purpose else {
        let (output, status) = try CommandRunner.run(command, input: input ?? [])
        return .output(output, status: status, purpose)
      }
      end()
      defer { begin() }
      let status = try CommandRunner.show(command, input: input)
      try? Streams.writeAll(Streams.output, Array("\nPress ENTER to continue".utf8))
      var buffer = [UInt8](repeating: 0, count: 64)
      _ = try? Streams.read(Streams.input, into: &buffer)
      return .output([], status: status, purpose)
    } catch {
      return .failed(message: Array("sh: \(error.message)".utf8))
    }
  }

  private func suspend() {
    end()
    try? Processes.kill(-Int64(CurrentProcess.processGroup), .terminalStop)
    begin()
    resize()
  }
}
