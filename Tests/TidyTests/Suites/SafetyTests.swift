// Unsafe code: with a reason, and in few files.

import Testing

struct SafetyTests {
  /// The rooms of unsafe code. Numbers go down only: a file more needs a very good reason.
  static let budget = UnsafeBudget([
    "Sources/Kernel/Core": 7,
    "Sources/Kernel/Arch": 7,
    "Sources/System/Library": 2,
    "Sources/System/Library/Platform": 14,
    "Sources/System/SchemeServer": 2,
    "Sources/System/Compression": 6,
    "Sources/Graphics": 17,
    "Sources/FileSystem/RamFileSystem/Daemon": 3,
    "Sources/Init/Daemon": 1,
    "Sources/Orbital/Server": 2,
    "Sources/OrbToolkit/Toolkit": 11,
    "Sources/OrbToolkit/Backends": 4,
    "Sources/Apps/Files/Views": 6,
    "Tests/Benchmarks": 5,
    "Tests/GraphicsTests": 6,
    "Tests/KernelTests": 3,
    "Tests/OnTarget": 8,
    "Tests/TextTests": 1,
  ])

  @Test func theTree() {
    let files = SourceTree.repository.swift.filter { !UnsafeRule.lines(of: $0).isEmpty }
    #expect(!files.isEmpty, "the rule finds nothing")
    report(files.flatMap(UnsafeRule.complaints) + Self.budget.complaints(about: files))
  }

  private func complaints(_ text: String) -> [String] {
    UnsafeRule.complaints(about: SourceFile("a.swift", text)).map(\.description)
  }

  @Test(arguments: [
    "let a = unsafe b()", "@unsafe func a() {}", "unowned(unsafe) let a: B", "nonisolated(unsafe) var a = 1",
    "final class A: @unchecked Sendable {}", "print(\"\\(unsafe a)\")",
  ])
  func wantsAReason(line: String) {
    #expect(complaints("import A\n\(line)\n") == ["a.swift:2: unsafe code in a file without a SAFETY comment"])
    #expect(complaints("import A\n// SAFETY: one thread.\n\(line)\n").isEmpty)
    #expect(complaints("let reason = \"SAFETY\"\n\(line)\n").count == 1)
  }

  @Test(arguments: ["// unsafe", "let a = \"unsafe\"", "withUnsafeBytes { a($0) }", "@safe struct A {}"])
  func whatIsNotUnsafe(line: String) { #expect(complaints(line).isEmpty) }

  @Test func theBudgetIsExact() {
    let files = ["A/a.swift", "A/B/b.swift", "A/B/c.swift"].map { SourceFile($0, "let a = unsafe b()\n") }
    func complaints(_ budget: [String: Int]) -> [String] {
      UnsafeBudget(budget).complaints(about: files).map(\.description)
    }
    #expect(complaints(["A": 3]).isEmpty)
    #expect(complaints(["A": 1, "A/B": 2]).isEmpty)
    #expect(complaints(["A": 2]) == ["A:1: 3 files with unsafe code, the budget is 2"])
    #expect(complaints(["A": 4]) == ["A:1: lower the budget to 3 (it is 4)"])
    #expect(complaints(["A": 3, "C": 1]) == ["C:1: lower the budget to 0 (it is 1)"])
    #expect(complaints(["A/B": 2]) == ["A/a.swift:1: unsafe code in a folder without a budget"])
  }
}
