// Where the lines and columns of a page stand.

import UtilitySupport

/// The measures of pages.
struct PageLayout {
  let columns: Int
  let columnWidth: Int
  /// Where each column starts.
  let starts: [Int]
  let separator: Bytes
  let usesSeparator: Bool
  let truncates: Bool
  let inputTabs: PageStyle.Tabs?
  let outputTabs: PageStyle.Tabs?
  /// Columns that a number and what follows it take.
  let numberWidth: Int
  let hasHeads: Bool
  /// Form feeds end pages that have no heads, too.
  let keepsFormFeeds: Bool
  /// Lines of text on a page.
  let rows: Int
  /// Whether columns are filled one after another, evenly.
  let isBalanced: Bool

  /// Lines of heads and of feet.
  static let headLines = 5

  /// Nil when the columns have no room.
  init?(_ style: PageStyle, files: Int) {
    columns = style.isParallel ? files : style.columns
    var lines = style.length - 2 * Self.headLines
    hasHeads = style.hasHeads && lines > 0
    keepsFormFeeds = style.keepsFormFeeds || lines <= 0
    if !hasHeads { lines = style.length }
    rows = style.isDouble ? max(1, lines / 2) : lines
    isBalanced = columns > 1 && !style.isParallel && !style.isAcross

    var separator = style.separator ?? []
    if columns > 1 {
      if style.separator == nil {
        separator = style.joinsLines ? [0x09] : [0x20]
      } else if !style.joinsLines, separator.elementsEqual([0x09]) {
        separator = [0x20]
      }
      let isTab = separator.elementsEqual([0x09])
      inputTabs = style.inputTabs ?? (isTab ? nil : PageStyle.Tabs())
      outputTabs = style.outputTabs ?? PageStyle.Tabs()
    } else {
      (inputTabs, outputTabs) = (style.inputTabs, style.outputTabs)
    }
    self.separator = separator
    usesSeparator = columns > 1 || style.separator != nil
    truncates = (columns > 1 || style.truncates) && !style.joinsLines

    numberWidth = style.numbers.map { $0.width + ($0.character == 0x09 ? 8 - $0.width % 8 : 1) } ?? 0
    let taken = style.isParallel ? numberWidth : 0
    let (gaps, isTooWide) = (columns - 1).multipliedReportingOverflow(by: separator.count)
    guard !isTooWide else { return nil }
    columnWidth = (style.width - taken - gaps) / columns
    guard columnWidth > 0 else { return nil }
    var starts = [style.margin + separator.count]
    var next = style.margin + columnWidth + (truncates ? taken : 0)
    for _ in 1..<max(columns, 2) {
      starts.append(truncates ? next + separator.count : 0)
      next += separator.count + columnWidth
    }
    self.starts = starts
  }
}
