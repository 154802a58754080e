// The hunks that did not fit, in the form of the patch, for whoever has to see to them.

import System
import UtilityAlgorithms
import UtilitySupport

/// Collects rejected hunks.
struct PatchRejects {
  private let header: PatchHeader
  private let names: [Bytes?]
  private let isUnified: Bool
  private(set) var text = Bytes()
  private(set) var count = 0

  init(_ header: PatchHeader, _ plan: PatchPlan, strip: (PatchHeader.Side) -> Bytes?) {
    self.header = header
    names = [strip(header.old), strip(header.new)]
    isUnified = plan.rejectsAsUnified ?? (header.form == .unified)
  }

  mutating func add(_ hunk: PatchHunk, _ offset: Int, isReversed: Bool) {
    if count == 0 { addHeader(isReversed) }
    count += 1
    if isUnified {
      text += hunk.unified(offset: offset)
    } else {
      text += "***************".bytes + hunk.remark + [0x0a] + hunk.context(offset: offset)
    }
  }

  private mutating func addHeader(_ isReversed: Bool) {
    if let index = header.index { text += "Index: ".bytes + index + [0x0a] }
    let times = [header.old.time, header.new.time]
    for (mark, side) in zip(isUnified ? ["---", "+++"] : ["***", "---"], isReversed ? [1, 0] : [0, 1]) {
      text += "\(mark) ".bytes + (names[side] ?? "/dev/null".bytes)
      if let time = times[side] { text += [0x09] + time }
      text.append(0x0a)
    }
  }
}
