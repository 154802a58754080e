// What happens when nothing happens: the sheet of a held Super key, windows that do not answer, a dialog's flash.
//
// The model says when it wants to be called next; between deadlines nobody has to wake.

import Protocols

extension DesktopModel {
  /// A tap of Super is shorter; held so long it shows the shortcuts. Nanoseconds, like all below.
  static let tapTime: UInt64 = 250_000_000
  static let sheetTime: UInt64 = 600_000_000
  /// A window that leaves input unread for so long does not respond.
  static let answerTime: UInt64 = 5_000_000_000
  static let flashTime: UInt64 = 400_000_000

  /// When `advance` has something to do; nil: as long as nothing happens, never.
  public var nextDeadline: UInt64? {
    var next: UInt64?
    func consider(_ time: UInt64?) { if let time { next = min(next ?? time, time) } }
    if overlay == nil, let superSince { consider(superSince &+ DesktopModel.sheetTime) }
    consider(flash?.until)
    for id in order {
      guard let window = windows[id], !window.isUnresponsive, let since = window.waitsSince else { continue }
      consider(since &+ DesktopModel.answerTime)
    }
    return next
  }

  /// It is so late now (monotonic nanoseconds): what is due happens.
  public mutating func advance(to time: UInt64) {
    now = max(now, time)
    if overlay == nil, let superSince, now >= superSince &+ DesktopModel.sheetTime { setOverlay(.sheet) }
    if let flash, now >= flash.until { setFlash(nil) }
    for id in order {
      guard let window = windows[id], !window.isUnresponsive, let since = window.waitsSince,
        now >= since &+ DesktopModel.answerTime
      else { continue }
      setUnresponsive(id, true)
    }
  }

  // MARK: Answers

  /// The window was sent something that its program should take soon.
  mutating func awaitAnswer(_ id: WindowID) {
    if windows[id]?.waitsSince == nil { windows[id]?.waitsSince = now }
  }

  /// The window's program took its events.
  public mutating func tookEvents(_ id: WindowID) {
    guard let window = windows[id], window.waitsSince != nil || window.isUnresponsive else { return }
    windows[id]?.waitsSince = nil
    if window.isUnresponsive { setUnresponsive(id, false) }
  }

  private mutating func setUnresponsive(_ id: WindowID, _ isUnresponsive: Bool) {
    windows[id]?.isUnresponsive = isUnresponsive
    if let window = windows[id] { damageWhole(window) }
    damageThumbnails(id)
    if !isUnresponsive, case .question(let question) = overlay, question.window == id { setOverlay(nil) }
    windowListChanged()
  }

  // MARK: Flash

  /// Makes a dialog stand out for a moment.
  mutating func setFlash(_ id: WindowID?) {
    if let old = flash { damageTitle(old.window) }
    flash = id.map { ($0, now &+ DesktopModel.flashTime) }
    if let id { damageTitle(id) }
  }
}
