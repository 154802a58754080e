// The terminal of a pager: raw mode, size, keys, and several texts one after the other.

import ABI
import Protocols
import System
import TextCore
import UtilitySupport

/// A text and how it is shown.
struct PagerText {
  var source: any PageSource
  var options: Pager.Options
}

/// How a pager ends and looks.
struct PagerManners {
  /// End at once when all fits.
  var quitsIfOneScreen = false
  /// The terminal's other screen is left alone.
  var keepsScreen = false
  /// End at the end of the text, as `more` does.
  var quitsAtEnd = false
}

/// Shows texts on the terminal.
final class PagerScreen {
  private let tool: Tool
  private let manners: PagerManners
  private let keyboard: RawHandle
  private var keys: KeyReader
  private let open: (Int) -> PagerText?
  private let count: Int
  private var signals: SignalQueue?
  private var events: EventQueue?

  private static let keyMark: UInt64 = 1

  /// - Parameter open: opens the text of a number below `count`; nil when it cannot be read.
  init(_ tool: Tool, _ manners: PagerManners, count: Int, open: @escaping (Int) -> PagerText?) {
    self.tool = tool
    self.manners = manners
    self.count = count
    self.open = open
    // The text may come from a pipe: keys are read from the terminal that shows it.
    keyboard = Terminal.isTerminal(Streams.input) ? Streams.input : Streams.error
    keys = KeyReader(keyboard)
  }

  func run() -> Int32 {
    guard var (number, pager) = start(at: 0, step: 1) else { return 1 }
    resize(&pager)
    if manners.quitsIfOneScreen, count == 1, pager.fitsOnScreen() {
      tool.output.write(pager.wholeText())
      return 0
    }
    let mode = (try? Terminal.mode(keyboard)) ?? .cooked
    try? Terminal.setMode(keyboard, .raw)
    if !manners.keepsScreen { tool.output.write("\u{1b}[?1049h") }
    listen()
    draw(&pager)
    loop: while let key = nextKey(&pager) {
      switch pager.press(key) {
      case .quit: break loop
      case .none, .follow: break
      case .help: showHelp()
      case .nextFile: if let (next, other) = start(at: number + 1, step: 1) { (number, pager) = (next, other) }
      case .previousFile: if let (next, other) = start(at: number - 1, step: -1) { (number, pager) = (next, other) }
      }
      resize(&pager)
      if manners.quitsAtEnd, pager.isAtTextEnd {
        draw(&pager)
        break
      }
      draw(&pager)
    }
    tool.output.write(manners.keepsScreen ? "\r\u{1b}[K" : "\u{1b}[?1049l")
    tool.output.flush()
    try? Terminal.setMode(keyboard, mode)
    return 0
  }

  private func start(at first: Int, step: Int) -> (Int, Pager)? {
    var number = first
    while number >= 0, number < count {
      if let text = open(number) {
        var pager = Pager(text.source, text.options)
        resize(&pager, isNew: true)
        return (number, pager)
      }
      number += step
    }
    return nil
  }

  // MARK: Terminal

  private var size = TerminalSize(columns: 0, rows: 0)

  private func resize(_ pager: inout Pager, isNew: Bool = false) {
    let now = (try? Terminal.size(Streams.output)) ?? size
    guard isNew || now != size else { return }
    size = now
    let isKnown = now.columns > 1 && now.rows > 1
    pager.resize(columns: isKnown ? Int(now.columns) : 80, rows: isKnown ? Int(now.rows) : 24)
  }

  private func draw(_ pager: inout Pager) {
    tool.output.write(pager.screen())
    tool.output.flush()
  }

  /// Waits for keys and for changes of the size at once, where that can be had.
  private func listen() {
    do throws(Errno) {
      let signals = try SignalQueue([.windowChange])
      let events = try EventQueue()
      try events.subscribe(keyboard, .readable, userData: Self.keyMark)
      try events.subscribe(signals.handle.raw, .readable, userData: 0)
      self.signals = consume signals
      self.events = consume events
    } catch {
      events = nil
    }
  }

  /// The next key. Meanwhile the screen follows its size, and a text that grows.
  private func nextKey(_ pager: inout Pager) -> PagerKey? {
    while !keys.hasWaiting {
      let deadline = pager.isFollowing ? SystemClock.monotonic + 1_000_000_000 : nil
      guard let happened = try? events?.wait(deadline: deadline) else { break }
      if happened.contains(where: { $0.userData == Self.keyMark }) { break }
      while (try? signals?.next()) ?? nil != nil {}
      resize(&pager)
      if pager.isFollowing { pager.follow() }
      draw(&pager)
    }
    return keys.next()
  }

  private func showHelp() {
    var options = Pager.Options()
    options.title = "HELP: q to leave".bytes
    var help = Pager(MemorySource(pagerHelp.bytes), options)
    resize(&help, isNew: true)
    draw(&help)
    while let key = nextKey(&help), help.press(key) != .quit { draw(&help) }
    size = TerminalSize(columns: 0, rows: 0)
  }
}

private let pagerHelp = """
  Moving
    j e Down Enter      a line forward         k y Up     a line back
    f Space PageDown    a screen forward       b PageUp   a screen back
    d                   half a screen forward  u          half a screen back
    g < Home            the start, or line N   G > End    the end, or line N
    N%                  N percent of the text
    Left Right          sideways
    m x   ' x           set a mark, go there   '^ '$      start, end

  Searching
    /pattern  ?pattern  forward, back          n N        again, the other way
    &pattern            only lines that match; empty: all

  Options, typed behind -
    S  cut long lines    N  numbers of lines    R  colours    i I  ignore case in searches

  Files
    :n :p               next, previous         =          where this is
    F                   show what comes        q          leave

  A number may be typed in front of most commands.
  """
