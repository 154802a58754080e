// Which services of the system were given up: from the lists of `service:` (docs/schemes/service.md).
//
// Not: following the scheme (ServiceWatch). A service is told once each time that it is given up.

/// Finds in each new list what is news.
public struct FailedServices: Sendable {
  /// A service that is not started any more.
  public struct Service: Equatable, Sendable {
    public let name: String
    /// How it ended the last time, in words that follow its name.
    public let lastEnd: String
  }

  private var known: [String] = []

  public init() {}

  /// Takes a list; the services that were given up since the one before.
  public mutating func update(_ list: [UInt8]) -> [Service] {
    let failed = list.split(separator: 0x0A).compactMap(FailedServices.parse)
    let news = failed.filter { service in !known.contains { $0.utf8.elementsEqual(service.name.utf8) } }
    known = failed.map { $0.name }
    return news
  }

  private static func parse(_ line: ArraySlice<UInt8>) -> Service? {
    let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
    guard fields.count == 5, fields[1].elementsEqual("failed".utf8) else { return nil }
    return Service(
      name: String(decoding: fields[0], as: UTF8.self), lastEnd: String(decoding: fields[4], as: UTF8.self))
  }
}
