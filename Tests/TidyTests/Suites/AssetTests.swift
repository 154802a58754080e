// The assets name nothing that is not built.

import Testing

struct AssetTests {
  private func lists() throws -> BuildLists {
    let tree = SourceTree.repository
    let makefile = try #require(tree.file("Makefile")), package = try #require(tree.file("Package.swift"))
    return BuildLists(
      makefile: makefile.lines.joined(separator: "\n"), package: package.lines.joined(separator: "\n"))
  }

  @Test func theTree() throws {
    let lists = try lists()
    let rule = ProgramRule(lists: lists)
    report(rule.complaints())
    report(rule.complaints(aboutServices: try #require(SourceTree.repository.file("assets/services"))))
    let commands = try #require(SourceTree.repository.file("assets/commands"))
    report(rule.complaints(aboutCommands: commands) { image in definedCommands(lists.products[image] ?? nil) })
  }

  /// The names of the `Utility` values in a folder.
  private func definedCommands(_ folder: String?) -> Set<String> {
    let files = SourceTree.repository.swift.filter { file in folder.map(file.lies) == true }
    return files.reduce(into: []) { names, file in
      names.formUnion(file.lines.joined(separator: "\n").matches(of: /Utility\(\s*"([^"]+)"/).map { String($0.1) })
    }
  }

  private let small = ProgramRule(
    lists: BuildLists(
      makefile: "A := b\nINITFS_PROGRAMS := init ramfs\nROOT_PROGRAMS := tools files gone\n",
      package: """
        program("init", "Sources/Init/Daemon", [])
        program(
          "ramfs", "Sources/RamFS", [])
        program("tools", "Sources/Tools", [], portable: true)
        app("Files", [])
        """))

  @Test func programsAreProducts() {
    #expect(small.complaints().map(\.description) == ["Makefile:1: gone is no product of Package.swift"])
    let empty = ProgramRule(lists: BuildLists(makefile: "", package: ""))
    #expect(empty.complaints().map(\.description) == ["Makefile:1: lists no programs"])
  }

  @Test func servicesArePrograms() {
    let services = SourceFile(
      "services",
      """
      # program = nothing
      [init]
      program  = initfs:init
      [tools]
      program = /bin/tools
      [files]
      program = initfs:files
      [ramfs]
      program = /bin/ramfs
      """)
    #expect(
      small.complaints(aboutServices: services).map(\.description) == [
        "services:7: initfs:files is in no list of programs of the Makefile",
        "services:9: /bin/ramfs is in no list of programs of the Makefile",
      ])
  }

  @Test func commandsAreInTheirImage() {
    let commands = SourceFile("commands", "# NAME: names\ntools: ls gone\nother: cat\n")
    let found = small.complaints(aboutCommands: commands) { $0 == "tools" ? ["ls", "rm"] : ["cat"] }
    #expect(
      found.map(\.description) == [
        "commands:2: tools has no gone", "commands:3: other is not in /bin",
        "commands:1: rm of tools has no name in /bin",
      ])
  }
}
