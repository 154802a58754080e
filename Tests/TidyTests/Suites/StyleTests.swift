// How sources look: first lines, line lengths, blanks, words, and how long functions and files are.

import Testing

struct StyleTests {
  @Test func theTree() {
    #expect(SourceTree.repository.swift.count > 500, "the sources were not found")
    for file in SourceTree.repository.sources {
      report(HeaderRule.complaints(about: file) + LineRule.complaints(about: file) + LengthRule.complaints(about: file))
      if file.lies(in: "Sources") || file.lies(in: "installer") { report(WordRule.house.complaints(about: file)) }
    }
  }

  private func headerComplaints(_ name: String, _ text: String) -> [String] {
    HeaderRule.complaints(about: SourceFile(name, text)).map(\.description)
  }

  @Test func headers() {
    let what = "does not open with a comment that says its job"
    #expect(headerComplaints("a.swift", "import Graphics\n") == ["a.swift:1: \(what)"])
    #expect(headerComplaints("a.swift", "//\n// Too late.\n") == ["a.swift:1: \(what)"])
    #expect(headerComplaints("a.swift", "// A.swift\n") == ["a.swift:1: \(what)"])
    #expect(headerComplaints("a.swift", "/// Of a declaration.\n") == ["a.swift:1: \(what)"])
    #expect(headerComplaints("a.swift", "") == ["a.swift:1: \(what)"])
    #expect(
      headerComplaints("Package.swift", "// swift-tools-version: 6.2\nimport P\n") == ["Package.swift:2: \(what)"])
    #expect(headerComplaints("a.py", "#!/usr/bin/env python3\nimport os\n") == ["a.py:2: \(what)"])
    #expect(headerComplaints("a.sh", "#!/bin/sh\nset -e\n") == ["a.sh:2: \(what)"])
    #expect(headerComplaints("a.h", "#pragma once\n") == ["a.h:1: \(what)"])
    #expect(headerComplaints("a.swift", "// Draws lines.\n").isEmpty)
    #expect(headerComplaints("Package.swift", "// swift-tools-version: 6.2\n// The package.\n").isEmpty)
    #expect(headerComplaints("a.py", "#!/usr/bin/env python3\n\"\"\"Boots the image.\"\"\"\n").isEmpty)
    #expect(headerComplaints("a.sh", "#!/bin/sh\n# Boots it.\n").isEmpty)
  }

  private func lineComplaints(_ text: String) -> [String] {
    LineRule.complaints(about: SourceFile("a.swift", text)).map(\.description)
  }

  @Test func lines() {
    let full = String(repeating: "é", count: 120)
    #expect(lineComplaints("// A\n\(full)\n").isEmpty)
    #expect(lineComplaints("// A\n\(full)e\n") == ["a.swift:2: 121 columns, not 120"])
    #expect(lineComplaints("let a = 1\t// one\n") == ["a.swift:1: a tab"])
    #expect(lineComplaints("a \n\nb\n \n") == [1, 4].map { "a.swift:\($0): blanks at the end of the line" })
  }

  private func wordComplaints(_ text: String, foundation: Set<String> = []) -> [String] {
    WordRule(foundation: foundation).complaints(about: SourceFile("a.swift", text)).map(\.description)
  }

  @Test func words() {
    #expect(wordComplaints("// Says \"try!\".\nlet a = try! b()\n") == ["a.swift:2: \"try!\""])
    #expect(wordComplaints("let a = \"\\(b as! C)\"\n") == ["a.swift:1: \"as!\""])
    #expect(wordComplaints("fatalError(\"no\")\nlet text = \"fatalError(\"\n") == ["a.swift:1: \"fatalError(\""])
    let remarks = "a()  // TODO: b\n/* FIXME */ // XXX\nlet a = \"TODO\" // XXXL\n"
    #expect(
      wordComplaints(remarks) == [
        "a.swift:1: \"TODO\" in a comment", "a.swift:2: \"FIXME\" in a comment", "a.swift:2: \"XXX\" in a comment",
      ])
  }

  @Test func foundation() {
    #expect(wordComplaints("import ABI\nimport Foundation\n") == ["a.swift:2: imports Foundation"])
    #expect(wordComplaints("public import struct Foundation.URL\n") == ["a.swift:1: imports Foundation"])
    #expect(wordComplaints("import Foundation\n", foundation: ["a.swift"]).isEmpty)
    #expect(
      wordComplaints("import ABI\n", foundation: ["a.swift"]) == [
        "a.swift:1: needs no exception for Foundation any more"
      ])
  }

  private func lengthComplaints(_ text: String) -> [String] {
    LengthRule.complaints(about: SourceFile("a.swift", text)).map(\.description)
  }

  @Test func lengths() {
    func statements(_ count: Int) -> String { String(repeating: "  work(\"}\") { _ in }  // }\n", count: count) }
    let fits = statements(68)
    let tooLong = statements(69)
    #expect(lengthComplaints("func a(b: [Int] = []) {\n\(fits)}\nfunc b() {\n\(fits)}\n").isEmpty)
    #expect(lengthComplaints("func a() -> B {\n\(tooLong)}\n") == ["a.swift:1: func a has 71 lines, not 70"])
    #expect(
      lengthComplaints("struct A {\n  var b: Int { 1 }\n  init(c: Int) {\n\(tooLong)  }\n}\n")
        == ["a.swift:3: init has 71 lines, not 70"])
    #expect(
      lengthComplaints("let p = Program(\"p\") { a in\n\(tooLong)}\n") == ["a.swift:1: let p has 71 lines, not 70"])
    #expect(lengthComplaints("while true {\n\(tooLong)}\n") == ["a.swift:1: a block has 71 lines, not 70"])
    #expect(lengthComplaints("extension A where B: C {\n\(statements(300))}\n").isEmpty)
    #expect(lengthComplaints(String(repeating: "let a = 1\n", count: 700)).isEmpty)
    #expect(
      lengthComplaints(String(repeating: "let a = 1\n", count: 702)) == ["a.swift:701: 702 lines in a file, not 700"])
  }
}
