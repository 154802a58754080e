// What a patch wants with one file: where the text comes from, where it goes, and what else changes.

import UtilityAlgorithms

/// A change of one file.
struct PatchChange {
  let header: PatchHeader
  let input: String
  let output: String
  private(set) var isReversed: Bool

  init(_ header: PatchHeader, input: String, output: String, isReversed: Bool) {
    (self.header, self.input, self.output, self.isReversed) = (header, input, output, isReversed)
  }

  func with(isReversed: Bool) -> PatchChange {
    var change = self
    change.isReversed = isReversed
    return change
  }

  /// The side that the file has afterwards.
  var after: PatchHeader.Side { isReversed ? header.old : header.new }
  var before: PatchHeader.Side { isReversed ? header.new : header.old }
  /// Whether the patch says that there is no file afterwards.
  var removesFile: Bool { (isReversed ? header.oldAbsence : header.newAbsence) == 2 }
}
