// The lines of assets/services that these rules look at. InitCore's Manifest parses it for real.

struct ServiceList {
  let programs: [(line: Int, name: String)]
  let schemes: [(line: Int, name: String)]

  init(_ file: SourceFile) {
    programs = Self.values("program", file)
    schemes = Self.values("provides", file)
  }

  private static func values(_ key: Substring, _ file: SourceFile) -> [(line: Int, name: String)] {
    file.lines.enumerated().flatMap { index, line in
      let words = line.split(separator: " ")
      return words.first == key ? words.dropFirst(2).map { (index + 1, String($0)) } : []
    }
  }
}
