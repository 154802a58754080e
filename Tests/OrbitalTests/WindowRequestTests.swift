// The path of a window as clients write it: what is understood, clamped and refused.

import Graphics
import OrbitalModel
import Testing

@Test func aWindowPathIsParsed() throws {
  let request = try #require(WindowRequest(parsing: Array("rt/10/-20/640/480/Notes: a/b".utf8)))
  #expect(request.flags == [.resizable, .transparent])
  #expect(request.position?.x == 10 && request.position?.y == -20)
  #expect(request.width == 640 && request.height == 480)
  #expect(request.title == Array("Notes: a/b".utf8))
  let placed = try #require(WindowRequest(parsing: Array("/-1/-1/1/2".utf8)))
  #expect(placed.position == nil && placed.flags.isEmpty && placed.title.isEmpty)
}

@Test(arguments: [
  "", "r", "r/1/2/3", "z/1/2/3/4/T", "r/1/2/x/4/T", "r//2/3/4/T", "r/1/2/3/99999999999/T", "r/-/2/3/4/T",
])
func aMalformedPathIsRefused(_ path: String) {
  #expect(WindowRequest(parsing: Array(path.utf8)) == nil)
}

@Test func sizesAndTitlesAreBounded() throws {
  let path = "r/9999999999/0/9999999999/-5/" + String(repeating: "é", count: 300)
  let request = try #require(WindowRequest(parsing: Array(path.utf8)))
  #expect(request.width == Limits.coordinate && request.height == 0)
  #expect(request.title.count <= Limits.title)
  #expect(String(validating: request.title, as: UTF8.self) != nil, "cut between characters")
}

@Test func titlesAreCutAtACharacter() {
  #expect(WindowRequest.cut(Array("aé".utf8), to: 2) == Array("a".utf8))
  #expect(WindowRequest.cut(Array("aé".utf8), to: 3) == Array("aé".utf8))
}
