// Paths, names, folder listings, history and words for people.

import FilesCore
import Testing

@Suite struct FilesModelTests {
  @Test func paths() {
    #expect(FilePath("/a/b/../c/./d").text == "/a/c/d" && FilePath("/..").text == "/" && FilePath("").text == "/")
    #expect(FilePath("usb:/x").text == "usb:/x" && FilePath("sys:").text == "sys:/" && FilePath("file:/x").text == "/x")
    let base = FilePath("/home/user")
    #expect(FilePath("docs", base: base).text == "/home/user/docs" && FilePath("..", base: base).text == "/home")
    #expect(FilePath("~/x", home: base).text == "/home/user/x" && FilePath("~", home: base) == base)
    #expect(FilePath("~x", base: base, home: base).text == "/home/user/~x")
    #expect(FilePath("/a/b:c").text == "/a/b:c" && FilePath("/", base: FilePath("usb:/q")).text == "usb:/")
    #expect(FilePath.root.parent == nil && FilePath("/a").parent == .root && base.name == FileName("user"))
    #expect(
      base.contains(FilePath("/home/user/x")) && base.contains(base) && !base.contains(FilePath("/home/username")))
    #expect(FilePath("/home/user/a/b").crumbs(home: base).map { $0.title } == ["Home", "a", "b"])
    #expect(FilePath("usb:/a").crumbs(home: base).map { $0.path.text } == ["usb:/", "usb:/a"])
  }

  @Test func names() {
    #expect(
      FileName("a.tar.gz").pathExtension == Array("tar.gz".utf8) && FileName("A.JPG").pathExtension == Array("jpg".utf8)
    )
    #expect(FileName(".bashrc").pathExtension.isEmpty && FileName("x.").pathExtension.isEmpty)
    #expect(Array(FileName("photo.old.jpg").stem) == Array("photo.old".utf8))
    #expect(FileName("a.tar.gz").numbered(2).text == "a (2).tar.gz" && FileName("x").numbered(3).text == "x (3)")
    let long = FileName(String(repeating: "ä", count: 125) + ".txt").numbered(9999)
    #expect(long.bytes.count <= 255 && !long.text.contains("\u{FFFD}") && long.text.hasSuffix(" (9999).txt"))
    for bad in ["", ".", "..", "a/b", "a\nb", String(repeating: "x", count: 256)] {
      #expect(FileName(bad).problem != nil)
    }
    #expect(FileName("Ünïcode name.txt").problem == nil && FileName([0x61, 0xFF]).text == "a\u{FFFD}")
  }

  @Test func naturalOrder() {
    let names = ["file 10", "File 9", "file 2", "a", "B", "file 002", "10", "9", "file", "9a"]
    let sorted = names.map { FileName($0) }.sorted(by: FileName.isBefore).map { $0.text }
    #expect(sorted == ["9", "9a", "10", "a", "B", "file", "file 002", "file 2", "File 9", "file 10"])
    let huge = FileName(String(repeating: "9", count: 200))
    #expect(FileName.isBefore(huge, FileName("1" + String(repeating: "0", count: 200))))
    #expect(!FileName.isBefore(huge, huge))
  }

  private func entry(_ name: String, _ kind: FileKind = .file, size: UInt64 = 0, modified: Int64 = 0) -> FileEntry {
    FileEntry(name: FileName(name), kind: kind, size: size, modified: modified)
  }

  private func model() -> DirectoryModel {
    var model = DirectoryModel()
    model.update([
      entry("b.txt", size: 5, modified: 3), entry("a.png", size: 9, modified: 1), entry(".hidden"),
      entry("zoo", .directory), entry("c.txt", size: 1, modified: 2),
    ])
    return model
  }

  private func names(_ model: DirectoryModel) -> [String] { model.entries.map { $0.name.text } }

  @Test func sortingAndHiding() {
    var model = model()
    #expect(names(model) == ["zoo", "a.png", "b.txt", "c.txt"])
    model.toggleSort(.name)
    #expect(names(model) == ["zoo", "c.txt", "b.txt", "a.png"])
    model.toggleSort(.size)
    #expect(names(model) == ["zoo", "c.txt", "b.txt", "a.png"])
    model.toggleSort(.modified)
    #expect(names(model) == ["zoo", "a.png", "c.txt", "b.txt"])
    model.toggleSort(.kind)
    #expect(names(model) == ["zoo", "a.png", "b.txt", "c.txt"])
    model.sort(by: SortOrder(foldersFirst: false))
    model.setShowsHidden(true)
    #expect(names(model) == [".hidden", "a.png", "b.txt", "c.txt", "zoo"])
    model.setFilter("TXT")
    #expect(names(model) == ["b.txt", "c.txt"])
  }

  @Test func selecting() {
    var model = model()
    func selected() -> [String] { model.selection.map { $0.name.text } }
    model.select(1)
    model.extend(to: 3)
    #expect(selected() == ["a.png", "b.txt", "c.txt"])
    model.extend(to: 0)
    #expect(selected() == ["zoo", "a.png"])
    model.toggle(3)
    model.toggle(0)
    #expect(selected() == ["a.png", "c.txt"] && model.focusedIndex == 0)
    model.toggleSort(.name)
    #expect(selected() == ["c.txt", "a.png"])
    model.update([entry("a.png"), entry("new")])
    #expect(selected() == ["a.png"] && model.focusedIndex == nil)
    model.invertSelection()
    #expect(selected() == ["new"])
    model.selectAll()
    model.select(99)
    #expect(selected() == [])
    model.toggle(-1)
    model.extend(to: 99)
    model.select(names: [FileName("new"), FileName("gone")])
    #expect(selected() == ["new"])
  }

  @Test func typeAhead() {
    var model = DirectoryModel()
    model.update(["apple", "apricot", "banana", "cap"].map { entry($0) })
    #expect(model.type("a", now: 0) == 0 && model.focusedIndex == 0)
    #expect(model.type("p", now: 100) == 0)
    #expect(model.type("r", now: 200) == 1)
    #expect(model.type("b", now: 5000) == 2)
    #expect(model.type("p", now: 10_000) == 3)
    #expect(model.type("a", now: 20_000) == 0)
    #expect(model.type("a", now: 20_100) == 1)
    #expect(model.type("z", now: 30_000) == nil && model.focusedIndex == 1)
    var empty = DirectoryModel()
    #expect(empty.type("a", now: 0) == nil)
  }

  @Test func history() {
    var history = NavigationHistory(FilePath("/a"))
    history.go(to: FilePath("/a/b"))
    history.go(to: FilePath("/a/b"))
    #expect(history.canGoBack && !history.canGoForward)
    history.back()
    #expect(history.current.text == "/a" && history.canGoForward && !history.canGoBack)
    history.forward()
    #expect(history.current.text == "/a/b")
    let left = history.up()
    #expect(left == FileName("b") && history.current.text == "/a")
    history.back()
    history.go(to: FilePath("/c"))
    history.forward()
    #expect(history.current.text == "/c")
    history.go(to: .root)
    let none = history.up()
    #expect(none == nil)
  }

  @Test func sizes() {
    let sizes: [(UInt64, String)] = [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1250, "1.3 kB"), (99_949, "99.9 kB"),
      (99_950, "100 kB"), (999_499, "999 kB"), (999_500, "1 MB"), (1_000_000, "1 MB"), (1_500_000_000, "1.5 GB"),
      (UInt64.max, "18.4 EB"),
    ]
    for (bytes, text) in sizes { #expect(HumanText.size(bytes) == text) }
  }

  @Test func dates() {
    let now: Int64 = 1_773_500_000  // 14 March 2026, 14:53:20 UTC
    func date(_ seconds: Int64, offset: Int64 = 0) -> String { HumanText.date(seconds, now: now, offset: offset) }
    #expect(date(now) == "Today 14:53" && date(now, offset: 3600) == "Today 15:53")
    #expect(date(now - 86_400) == "Yesterday 14:53" && date(0) == "–")
    #expect(date(1_772_323_200) == "1 Mar 00:00" && date(1_709_164_800) == "29 Feb 2024")
    #expect(date(-1) == "31 Dec 1969" && date(951_782_400) == "29 Feb 2000")
    #expect(!date(Int64.max).isEmpty && !date(Int64.min).isEmpty)
    #expect(HumanText.remaining(seconds: 3) == "a few seconds" && HumanText.remaining(seconds: 61) == "2 minutes")
  }

  @Test func types() {
    #expect(FileType.of(FileName("x.PNG")).name == "Image" && FileType.of(FileName("x.tar.xz")).name == "Archive")
    #expect(FileType.of(entry("x.png", .directory)) == .folder && FileType.of(FileName("README")) == .unknown)
    #expect(FileType.of(FileName("a.swift")).apps.first == "editor")
  }
}
