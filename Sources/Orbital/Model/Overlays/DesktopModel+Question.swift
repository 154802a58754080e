// “Does not respond”: wait, or end the program. Asked by the desktop, since the program cannot.

import Graphics
import Protocols

extension DesktopModel {
  /// Asks the window's program to close it, or the user what to do if it does not answer.
  mutating func requestClose(_ id: WindowID) {
    guard let window = windows[id], !window.flags.contains(.unclosable) else { return }
    if window.isUnresponsive {
      dismissPopups()
      endGrab()
      setOverlay(.question(HungQuestion(window: id, ends: false)))
    } else {
      send(id, WindowEvent(window: .close))
      awaitAnswer(id)
    }
  }

  /// The card: two lines of text, and the choices below each other.
  public func questionLayout(_ question: HungQuestion) -> CardRows {
    let width = min(metrics.pixels(360), screen.width)
    let size = CardRows(
      origin: .zero, width: width, count: HungQuestion.rows, rowHeight: metrics.pixels(36), padding: metrics.pixels(16)
    ).frame.size
    let over = windows[question.window]?.frame ?? screen
    let frame = inside(
      screen,
      PixelRect(
        x: over.minX + (over.width - size.width) / 2, y: over.minY + (over.height - size.height) / 2,
        width: size.width, height: size.height))
    return CardRows(
      origin: frame.origin, width: width, count: HungQuestion.rows, rowHeight: metrics.pixels(36),
      padding: metrics.pixels(16))
  }

  mutating func questionKey(_ key: UInt16, _ question: HungQuestion) {
    switch key {
    case KeyUsage.up, KeyUsage.down, KeyUsage.left, KeyUsage.right, KeyUsage.tab:
      setOverlay(.question(HungQuestion(window: question.window, ends: !question.ends)))
    case KeyUsage.escape: setOverlay(nil)
    case KeyUsage.enter: answer(question, ends: question.ends)
    default: break
    }
  }

  mutating func pressInQuestion(_ question: HungQuestion) {
    switch questionLayout(question).index(at: pointer) {
    case HungQuestion.waitRow: answer(question, ends: false)
    case HungQuestion.endRow: answer(question, ends: true)
    default: break
    }
  }

  private mutating func answer(_ question: HungQuestion, ends: Bool) {
    setOverlay(nil)
    if ends, let window = windows[question.window] { actions.append(.end(client: window.client)) }
  }
}

extension HungQuestion {
  /// The rows of the card: a text, then the two choices.
  static let rows = 3
  public static let waitRow = 1
  public static let endRow = 2

  /// The row of the choice that Enter takes.
  public var selectedRow: Int { ends ? HungQuestion.endRow : HungQuestion.waitRow }
}
