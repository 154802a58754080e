// Which files a search takes, by --include and --exclude: the last wish that fits a name decides.

/// Wishes about names of files, in the order of the command line.
public struct NameFilter {
  private let wishes: [(isIncluded: Bool, matches: ([UInt8]) -> Bool)]

  public init(_ wishes: [(isIncluded: Bool, matches: ([UInt8]) -> Bool)]) { self.wishes = wishes }

  /// - Parameter names: forms of one name: the whole path, its last part.
  public func takes(_ names: [[UInt8]]) -> Bool {
    for wish in wishes.reversed() where names.contains(where: wish.matches) { return wish.isIncluded }
    return !(wishes.first?.isIncluded ?? false)
  }
}
