// What the Makefile puts into the images, and what Package.swift builds for it.

struct BuildLists {
  /// The programs of the boot image.
  let bootImage: [String]
  /// The programs in /bin of the live root.
  let root: [String]
  /// Program → the folder of its sources (nil for apps).
  let products: [String: String?]

  init(makefile: String, package: String) {
    bootImage = Self.variable("INITFS_PROGRAMS", makefile)
    root = Self.variable("ROOT_PROGRAMS", makefile)
    var products: [String: String?] = [:]
    for match in package.matches(of: /program\(\s*"([a-z0-9]+)",\s*"([^"]+)"/) {
      products[String(match.1)] = String(match.2)
    }
    for match in package.matches(of: /(?m)^app\("([A-Za-z0-9]+)"/) {
      products.updateValue(nil, forKey: match.1.lowercased())
    }
    self.products = products
  }

  private static func variable(_ name: String, _ makefile: String) -> [String] {
    makefile.split(separator: "\n").first { $0.hasPrefix("\(name) :=") }
      .map { $0.split(separator: " ").dropFirst(2).map(String.init) } ?? []
  }
}
