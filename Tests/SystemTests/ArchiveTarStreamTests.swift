// Any tar archive: what our headers say is read back in every dialect, and damage neither traps nor goes unseen.

import Archive
import Testing

@Suite struct ArchiveTarStreamTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func members() -> [TarMember] {
    let long = String(repeating: "a-long-name/", count: 14)
    var members: [TarMember] = []
    func add(_ kind: TarMember.Kind, _ path: String, _ change: (inout TarMember) -> Void = { _ in }) {
      var member = TarMember(kind, path: bytes(path))
      (member.mode, member.modified) = (0o644, 1_700_000_000)
      (member.userName, member.groupName) = (bytes("someone"), bytes("all"))
      change(&member)
      members.append(member)
    }
    add(.directory, "d/")
    add(.file, "d/a") { $0.size = 700 }
    add(.file, "/absolute/../path") { $0.size = 512 }
    add(.file, long + "file") { ($0.size, $0.mode) = (1, 0o4755) }
    add(.symbolicLink, "link") { $0.target = bytes("../elsewhere") }
    add(.hardLink, "hard") { $0.target = bytes("d/a") }
    add(.characterDevice, "tty") { $0.device = (4, 64) }
    add(.pipe, "fifo") { ($0.user, $0.group) = (1_000, 100) }
    return members
  }

  /// All members of an archive, and where the next one would stand.
  private func read(_ archive: [UInt8], pieces size: Int) throws(ArchiveError) -> (members: [TarMember], next: Int) {
    var stream = TarStream()
    var members: [TarMember] = []
    var content = 0
    for start in stride(from: 0, to: archive.count, by: size) {
      let piece = Array(archive[start..<min(start + size, archive.count)])
      var position = 0
      while let event = try stream.next(piece.span, &position) {
        switch event {
        case .member(let member): members.append(member)
        case .content(let range): content += range.count
        case .end: break
        }
      }
    }
    #expect(content <= archive.count)
    return (members, stream.nextStart)
  }

  private func archive(_ dialect: TarDialect, _ members: [TarMember]) throws -> [UInt8] {
    var archive: [UInt8] = []
    for member in members {
      archive += try TarHeaders(dialect).bytes(for: member)
      archive += [UInt8](repeating: 7, count: (member.size + 511) / 512 * 512)
    }
    return archive
  }

  @Test(arguments: [TarDialect.gnu, .ustar, .pax]) func membersComeBack(_ dialect: TarDialect) throws {
    let whole = try archive(dialect, members())
    for size in [1, 100, 512, 1_000, whole.count + 1_024] {
      let (found, next) = try read(whole + [UInt8](repeating: 0, count: 1_024), pieces: size)
      #expect(found == members(), "\(dialect) in pieces of \(size)")
      #expect(next == whole.count)
    }
    let names = try ReferenceTool.run("tar", ["-tPf", "-"], input: whole + [UInt8](repeating: 0, count: 1_024))
    #expect(String(decoding: names, as: UTF8.self).split(separator: "\n").count == members().count)
  }

  @Test func whatDoesNotFitIsSaidOtherwise() throws {
    var member = TarMember(.file, path: bytes(String(repeating: "x", count: 300)))
    (member.size, member.user, member.modified, member.nanoseconds) = (1 << 35, 3_000_000_000, -5, 250_000_000)
    #expect(throws: ArchiveError.self) { try TarHeaders(.ustar).bytes(for: member) }
    for dialect in [TarDialect.gnu, .pax] {
      let found = try read(try TarHeaders(dialect).bytes(for: member), pieces: 512).members
      #expect(found.first?.path == member.path && found.first?.size == member.size)
      #expect(found.first?.user == member.user)
      if dialect == .pax { #expect(found.first?.modified == -5 && found.first?.nanoseconds == 250_000_000) }
    }
  }

  @Test func mutationsNeverTrap() throws {
    var generator = SampleGenerator(seed: 23)
    for dialect in [TarDialect.gnu, .ustar, .pax] {
      let whole = try archive(dialect, members())
      for _ in 0..<500 {
        var broken = whole
        let block = Int.random(in: 0..<(broken.count / 512), using: &generator) * 512
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          broken[block + Int.random(in: 0..<512, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        // The checksum made right, so that the fields are looked at.
        broken.replaceSubrange((block + 148)..<(block + 156), with: bytes("        "))
        let sum = broken[block..<(block + 512)].reduce(0) { $0 + Int($1) }
        let digits = bytes(String("000000" + String(sum, radix: 8)).suffix(6) + "\0")
        broken.replaceSubrange((block + 148)..<(block + 155), with: digits)
        _ = try? read(broken, pieces: 777)
      }
    }
  }
}
