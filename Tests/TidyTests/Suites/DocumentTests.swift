// The documents: their links lead somewhere, and no scheme is missing.

import Testing

struct DocumentTests {
  private static let tree = SourceTree.repository

  @Test func linksOfTheTree() {
    #expect(Self.tree.documents.contains { $0.path == "README.md" })
    for document in Self.tree.documents { report(LinkRule.complaints(about: document, Self.tree.holds)) }
  }

  @Test func schemesOfTheTree() throws {
    let rule = SchemeRule(pages: Self.tree.documents.filter { $0.lies(in: "docs/schemes") })
    let services = try #require(Self.tree.file("assets/services"))
    let served = ServiceList(services).schemes
    #expect(served.contains { $0.name == "file" })
    report(rule.complaints(served, servedBy: services))
    let kernel = try #require(Self.tree.file("Sources/Kernel/Core/Objects/Scheme.swift"))
    let kernelSchemes = SchemeRule.kernelSchemes(in: kernel)
    #expect(kernelSchemes.contains { $0.name == "irq" })
    report(rule.complaints(kernelSchemes, servedBy: kernel))
  }

  @Test func linksLeadToFiles() {
    let text = """
      [a](a.md), [b](../README.md#part), ![c](images/c.png "A picture")
      [d](https://example.org/d.md) [e](#part) [f](/docs/./a.md)
      [g](gone.md#part) and [h](../../out.md)
      """
    let there: Set<String> = ["docs/a.md", "README.md", "docs/images/c.png"]
    let found = LinkRule.complaints(about: SourceFile("docs/index.md", text), there.contains)
    #expect(
      found.map(\.description) == [
        "docs/index.md:3: a link to gone.md, which is not there",
        "docs/index.md:3: a link to ../../out.md, which is not there",
      ])
  }

  @Test func schemesAreDescribed() {
    let rule = SchemeRule(pages: [
      SourceFile("docs/schemes/file.md", "# file\n"), SourceFile("docs/schemes/null.md", "`null:` and `zero:PATH`\n"),
    ])
    let services = SourceFile("services", "[a]\nprovides = file zero\n[b]\nprovides  = log\n")
    #expect(
      rule.complaints(ServiceList(services).schemes, servedBy: services).map(\.description)
        == ["services:4: docs/schemes says nothing of log:"])
    let kernel = SourceFile("Scheme.swift", "switch self {\ncase .irq: \"irq\"\ncase .zero: \"zero\"\n}\n")
    #expect(
      rule.complaints(SchemeRule.kernelSchemes(in: kernel), servedBy: kernel).map(\.description)
        == ["Scheme.swift:2: docs/schemes says nothing of irq:"])
  }
}
