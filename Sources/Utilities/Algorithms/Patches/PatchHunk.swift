// One place that a patch changes: what stands there, and what shall.

public import UtilitySupport

/// A hunk.
public struct PatchHunk: Equatable, Sendable {
  /// What a line of a hunk is.
  public enum Kind: Sendable {
    case context, removed, added
  }

  /// A line with its newline, where it has one.
  public struct Line: Equatable, Sendable {
    public var kind: Kind
    public var text: Bytes

    public init(_ kind: Kind, _ text: Bytes) { (self.kind, self.text) = (kind, text) }
  }

  /// The first line of each side, from 1; where a side is empty, the line before which it would stand.
  public internal(set) var oldStart: Int
  public internal(set) var newStart: Int
  public internal(set) var lines: [Line]
  /// What stands behind the second `@@`, with its blank.
  public internal(set) var remark: Bytes

  public init(oldStart: Int, newStart: Int, lines: [Line], remark: Bytes = []) {
    (self.oldStart, self.newStart, self.lines, self.remark) = (oldStart, newStart, lines, remark)
  }

  /// The lines that have to be there.
  public var old: [Bytes] { lines.filter { $0.kind != .added }.map { $0.text } }
  public var oldCount: Int { lines.count { $0.kind != .added } }
  public var newCount: Int { lines.count { $0.kind != .removed } }
  /// Lines of context before the first change, and behind the last.
  public var prefixContext: Int { lines.prefix { $0.kind == .context }.count }
  public var suffixContext: Int { lines.reversed().prefix { $0.kind == .context }.count }

  /// The hunk that takes this one back.
  public var reversed: PatchHunk {
    var result = PatchHunk(oldStart: newStart, newStart: oldStart, lines: [], remark: remark)
    var index = 0
    while index < lines.count {
      if lines[index].kind == .context {
        result.lines.append(lines[index])
        index += 1
        continue
      }
      // What goes away stands before what comes.
      let end = lines[index...].firstIndex { $0.kind == .context } ?? lines.count
      result.lines += lines[index..<end].filter { $0.kind == .added }.map { Line(.removed, $0.text) }
      result.lines += lines[index..<end].filter { $0.kind == .removed }.map { Line(.added, $0.text) }
      index = end
    }
    return result
  }

  // MARK: As text

  /// As in a unified diff, `offset` lines further down.
  public func unified(offset: Int) -> Bytes {
    var text = "@@ -\(Self.span(oldStart &+ offset, oldCount)) +\(Self.span(newStart &+ offset, newCount)) @@".bytes
    text += remark + [0x0a]
    for line in lines {
      let mark = line.kind == .context ? " " : line.kind == .removed ? "-" : "+"
      text += Self.shown(mark, line.text)
    }
    return text
  }

  /// As in a diff with context of the old style, without the row of stars.
  public func context(offset: Int) -> Bytes {
    var text = "*** \(Self.lines(oldStart &+ offset, oldCount)) ****\n".bytes
    if lines.contains(where: { $0.kind == .removed }) { text += half(without: .added) }
    text += "--- \(Self.lines(newStart &+ offset, newCount)) ----\n".bytes
    if lines.contains(where: { $0.kind == .added }) { text += half(without: .removed) }
    return text
  }

  private func half(without kind: Kind) -> Bytes {
    var text = Bytes()
    var index = 0
    while index < lines.count {
      if lines[index].kind == .context {
        text += Self.shown("  ", lines[index].text)
        index += 1
        continue
      }
      let end = lines[index...].firstIndex { $0.kind == .context } ?? lines.count
      let group = lines[index..<end]
      let isChange = group.contains { $0.kind == .removed } && group.contains { $0.kind == .added }
      for line in group where line.kind != kind {
        text += Self.shown(isChange ? "! " : line.kind == .removed ? "- " : "+ ", line.text)
      }
      index = end
    }
    return text
  }

  private static func shown(_ mark: String, _ line: Bytes) -> Bytes {
    let text = mark.bytes + line
    return line.last == 0x0a ? text : text + "\n\\ No newline at end of file\n".bytes
  }

  private static func span(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start)" : "\(count == 0 ? start &- 1 : start),\(count)"
  }

  private static func lines(_ start: Int, _ count: Int) -> String {
    count < 2 ? "\(start &+ count &- 1)" : "\(start),\(start &+ count &- 1)"
  }
}
