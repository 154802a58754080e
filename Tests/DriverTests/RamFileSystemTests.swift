// The calls of the RAM file system one by one: what they do, what they refuse, and that nothing leaks.

import ABI
import RamFileSystemCore
import Testing

@Suite struct RamFileSystemTests {
  let fixture = FileSystemFixture()

  @Test func filesKeepWhatIsWritten() throws {
    try fixture.create("/a", "hello")
    #expect(try fixture.text("a") == "hello")
    let id = try fixture.open("a")
    try fixture.write(id, 3, Array("p, world".utf8))
    #expect(try fixture.content(id) == Array("help, world".utf8))
    #expect(try fixture.read(id, 5, 3) == Array(" wo".utf8).map { $0 })
    #expect(try fixture.read(id, 100, 10) == [])
    #expect(try fixture.read(id, .max, 10) == [])
    let appending = try fixture.open("a", [.write, .append])
    try fixture.write(appending, 0, Array("!".utf8))
    #expect(try fixture.text("a") == "help, world!")
    fixture.files.close(id)
    #expect(fixture.error { _ = try fixture.read(id, 0, 1) } == .badHandle)
    fixture.files.close(id)
  }

  @Test func openFlagsAreObeyed() throws {
    #expect(fixture.error { _ = try fixture.open("/none") } == .noSuchEntry)
    try fixture.create("/a", "text")
    #expect(fixture.error { _ = try fixture.open("/a", [.write, .create, .exclusive]) } == .exists)
    #expect(fixture.error { _ = try fixture.open("/a", [.read, .directory]) } == .notDirectory)
    #expect(fixture.error { _ = try fixture.open("/a/", .read) } == .notDirectory)
    #expect(fixture.error { _ = try fixture.open("/a/b", .read) } == .notDirectory)
    #expect(fixture.error { _ = try fixture.open("/", .write) } == .isDirectory)
    #expect(fixture.error { _ = try fixture.open("/new/", [.write, .create]) } == .isDirectory)
    let reading = try fixture.open("/a", .read)
    #expect(fixture.error { try fixture.write(reading, 0, [1]) } == .badHandle)
    #expect(fixture.error { try fixture.files.truncate(reading, 0, now: 1) } == .badHandle)
    let writing = try fixture.open("/a", .write)
    #expect(fixture.error { _ = try fixture.read(writing, 0, 1) } == .badHandle)
    _ = try fixture.open("/a", [.write, .truncate])
    #expect(try fixture.status("/a").size == 0)
  }

  @Test func namesAndPathsHaveLimits() {
    let longest = String(repeating: "n", count: 255)
    #expect(fixture.error { try fixture.create(longest) } == nil)
    #expect(fixture.error { try fixture.create(longest + "n") } == .nameTooLong)
    #expect(fixture.error { try fixture.create(String(repeating: "/.", count: 2_100)) } == .nameTooLong)
    #expect(fixture.error { try fixture.create("a\0b") } == .invalidArgument)
    #expect(fixture.error { _ = try fixture.status(".//./../..") } == nil)
  }

  @Test func unlinkedFilesLiveOnWhileOpen() throws {
    try fixture.create("/a", "still here")
    let id = try fixture.open("/a")
    try fixture.unlink("/a")
    #expect(fixture.error { _ = try fixture.status("/a") } == .noSuchEntry)
    try fixture.create("/a", "another")
    #expect(try fixture.content(id) == Array("still here".utf8))
    #expect(try fixture.files.status(id).links == 0)
    #expect(try fixture.files.status(id).inode != fixture.status("/a").inode)
    #expect(fixture.error { _ = try fixture.files.path(id) } == .noSuchEntry)
    fixture.files.close(id)
    try fixture.unlink("/a")
    #expect(fixture.files.usedBytes == 0 && fixture.files.nodeCount == 1)
  }

  @Test func directoriesCountTheirLinks() throws {
    try fixture.makeDirectory("/d")
    try fixture.makeDirectory("/d/e")
    #expect(try fixture.status("/d").links == 3 && fixture.status("/").links == 3)
    #expect(fixture.error { try fixture.makeDirectory("/d") } == .exists)
    #expect(fixture.error { try fixture.removeDirectory("/d") } == .notEmpty)
    #expect(fixture.error { try fixture.unlink("/d") } == .isDirectory)
    #expect(fixture.error { try fixture.removeDirectory("/") } == .busy)
    #expect(fixture.error { try fixture.removeDirectory("/d/.") } == .invalidArgument)
    let inside = try fixture.open("/d/e", [.read, .directory])
    try fixture.removeDirectory("/d/e/")
    try fixture.removeDirectory("/d")
    #expect(try fixture.files.readDirectory(inside, cookie: 0, limit: 100) == [])
    #expect(try fixture.status("/").links == 2)
    fixture.files.close(inside)
    #expect(fixture.files.nodeCount == 1)
  }

  @Test func symbolicLinksAreFollowed() throws {
    try fixture.makeDirectory("/d")
    try fixture.create("/d/file", "text")
    try fixture.symbolicLink("d", at: "/relative")
    try fixture.symbolicLink("file:/d/file", at: "/d/whole")
    try fixture.symbolicLink("../d/./file", at: "/d/up")
    try fixture.symbolicLink("later", at: "/d/dangling")
    for path in ["/relative/file", "/d/whole", "/d/up", "relative/../relative/up"] {
      #expect(try fixture.text(path) == "text", "\(path)")
    }
    #expect(try fixture.status("/relative", follow: false).kind == FileKind.symbolicLink.rawValue)
    #expect(try fixture.status("/relative/", follow: false).kind == FileKind.directory.rawValue)
    #expect(fixture.error { _ = try fixture.open("/d/up", [.read, .noFollow]) } == .tooManySymbolicLinks)
    try fixture.create("/d/dangling", "made")
    #expect(try fixture.text("/d/later") == "made")
    #expect(fixture.error { _ = try fixture.open("/d/dangling", [.write, .create, .exclusive]) } == .exists)
    try fixture.unlink("/d/whole")
    #expect(try fixture.text("/d/file") == "text")
    #expect(try fixture.files.readLink(Array("/relative".utf8).span, .root) == Array("d".utf8))
    #expect(fixture.error { _ = try fixture.files.readLink(Array("/d".utf8).span, .root) } == .invalidArgument)
  }

  @Test func loopsOfLinksEnd() throws {
    try fixture.symbolicLink("b", at: "/a")
    try fixture.symbolicLink("a", at: "/b")
    try fixture.symbolicLink("self/x", at: "/self")
    try fixture.symbolicLink("disk:/x", at: "/other")
    for path in ["/a", "/self", "/self/y"] {
      #expect(fixture.error { _ = try fixture.status(path) } == .tooManySymbolicLinks)
    }
    #expect(fixture.error { _ = try fixture.open("/other") } == .crossDevice)
    let long = String(repeating: "./", count: 2_000) + "x"
    try fixture.symbolicLink(long, at: "/long")
    #expect(fixture.error { _ = try fixture.status("/long/" + String(repeating: "y", count: 200)) } == .nameTooLong)
  }

  @Test func hardLinksShareOneFile() throws {
    try fixture.create("/a", "one")
    try fixture.link("/a", "/b")
    try fixture.create("/b", "two")
    #expect(try fixture.text("/a") == "two")
    #expect(try fixture.status("/a").links == 2 && fixture.status("/a").inode == fixture.status("/b").inode)
    try fixture.unlink("/a")
    #expect(try fixture.text("/b") == "two" && fixture.status("/b").links == 1)
    try fixture.makeDirectory("/d")
    #expect(fixture.error { try fixture.link("/d", "/e") } == .notPermitted)
    #expect(fixture.error { try fixture.link("/b", "/d") } == .exists)
  }

  @Test func renameReplacesInOneStep() throws {
    try fixture.create("/old", "new text")
    try fixture.create("/target", "old text")
    let open = try fixture.open("/target")
    try fixture.rename("/old", "/target")
    #expect(try fixture.text("/target") == "new text")
    #expect(try fixture.content(open) == Array("old text".utf8))
    #expect(fixture.error { _ = try fixture.status("/old") } == .noSuchEntry)
    try fixture.link("/target", "/same")
    try fixture.rename("/target", "/same")
    #expect(try fixture.status("/target").links == 2, "two names of one file: nothing happens")
    #expect(fixture.error { try fixture.rename("/none", "/x") } == .noSuchEntry)
  }

  @Test func renameOfDirectories() throws {
    for path in ["/a", "/a/b", "/c", "/c/full"] { try fixture.makeDirectory(path) }
    try fixture.create("/file", "")
    #expect(fixture.error { try fixture.rename("/a", "/a/b/x") } == .invalidArgument)
    #expect(fixture.error { try fixture.rename("/a", "/a/b") } == .invalidArgument)
    #expect(fixture.error { try fixture.rename("/", "/x") } == .busy)
    #expect(fixture.error { try fixture.rename("/a/.", "/x") } == .invalidArgument)
    #expect(fixture.error { try fixture.rename("/a", "/c") } == .notEmpty)
    #expect(fixture.error { try fixture.rename("/a", "/file") } == .notDirectory)
    #expect(fixture.error { try fixture.rename("/file", "/a") } == .isDirectory)
    #expect(fixture.error { try fixture.rename("/file", "/new/") } == .notDirectory)
    try fixture.rename("/a", "/c/full")
    #expect(try fixture.list("/c/full") == ["b"])
    #expect(try fixture.status("/c/full/b/../..").inode == fixture.status("/c").inode)
    #expect(try fixture.status("/").links == 3 && fixture.status("/c").links == 3)
    let id = try fixture.open("/c/full/b", .read)
    #expect(try fixture.files.path(id) == Array("/c/full/b".utf8))
  }

  @Test func listingsSurviveChanges() throws {
    try fixture.makeDirectory("/d")
    for number in 0..<100 { try fixture.create("/d/file\(number)") }
    #expect(try fixture.list("/d") == (0..<100).map { "file\($0)" })
    let id = try fixture.open("/d", .read)
    let first = fixture.entries(try fixture.files.readDirectory(id, cookie: 0, limit: 400))
    for number in 0..<50 { try fixture.unlink("/d/file\(number)") }
    try fixture.create("/d/late")
    var rest = first.map(\.0)
    var cookie = first[first.count - 1].1
    while true {
      let more = fixture.entries(try fixture.files.readDirectory(id, cookie: cookie, limit: 100))
      guard let last = more.last else { break }
      rest += more.map(\.0)
      cookie = last.1
    }
    #expect(rest == first.map(\.0) + (50..<100).map { "file\($0)" } + ["late"])
    #expect(fixture.error { _ = try fixture.files.readDirectory(id, cookie: 0, limit: 20) } == .invalidArgument)
    for cookie in [1, 77, UInt64.max, 1 << 40] { _ = try fixture.files.readDirectory(id, cookie: cookie, limit: 90) }
  }

  @Test func manyNamesInOneDirectory() throws {
    try fixture.makeDirectory("/d")
    for number in 0..<20_000 { try fixture.create("/d/name-\(number)") }
    for number in stride(from: 0, to: 20_000, by: 3) { try fixture.unlink("/d/name-\(number)") }
    for number in 0..<20_000 {
      let isThere = fixture.error { _ = try fixture.status("/d/name-\(number)") } == nil
      #expect(isThere == (number % 3 != 0))
    }
    #expect(try fixture.list("/d", limit: 65_536).count == 20_000 - 6_667)
  }

  @Test func timesAreNoted() throws {
    try fixture.makeDirectory("/d")
    fixture.now = 2_000
    try fixture.create("/d/a", "x")
    #expect(try fixture.status("/d").modified == 2_000 && fixture.status("/").modified == 1_000)
    fixture.now = 3_000
    try fixture.changeMode("/d/a", 0o600)
    let status = try fixture.status("/d/a")
    #expect(status.modified == 2_000 && status.changed == 3_000 && status.mode == 0o600)
    try fixture.files.changeTimes(Array("/d/a".utf8).span, accessed: 5, modified: 6, .root, now: 4_000)
    let later = try fixture.status("/d/a")
    #expect(later.accessed == 5 && later.modified == 6 && later.changed == 4_000)
  }
}
