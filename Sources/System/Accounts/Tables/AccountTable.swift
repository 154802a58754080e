// One of the account files: lines with fields between colons, the first of them a name.
//
// Lines that are not understood (comments, empty ones, too few fields) are kept where they stand.

/// A file that can be asked and edited by name.
public struct AccountTable: Equatable, Sendable {
  private var lines: [[UInt8]]
  /// Fields of a line that is understood.
  private let width: Int

  public init(_ text: [UInt8], fields width: Int) {
    self.width = width
    lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last?.isEmpty ?? false { lines.removeLast() }
  }

  /// The whole file.
  public var text: [UInt8] { lines.flatMap { $0 + [0x0A] } }

  /// The fields of every line that is understood.
  public var records: [[[UInt8]]] { lines.compactMap { fields($0) } }

  public var count: Int { lines.count }

  private func fields(_ line: [UInt8]) -> [[UInt8]]? {
    guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ":") else { return nil }
    let parts = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return parts.count == width ? parts.map { Array($0) } : nil
  }

  /// The first line of that name counts.
  private func place(_ name: [UInt8]) -> Int? {
    lines.firstIndex { $0.starts(with: name) && fields($0)?.first == name }
  }

  public func record(_ name: [UInt8]) -> [[UInt8]]? { place(name).flatMap { fields(lines[$0]) } }

  /// Puts a line in the place of the one of that name, or at the end.
  public mutating func set(_ name: [UInt8], _ fields: [[UInt8]]) {
    let line = Array(fields.joined(separator: [UInt8(ascii: ":")]))
    if let place = place(name) { lines[place] = line } else { lines.append(line) }
  }

  public mutating func remove(_ name: [UInt8]) {
    if let place = place(name) { lines.remove(at: place) }
  }
}
