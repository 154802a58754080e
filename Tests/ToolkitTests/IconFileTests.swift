// The drawings of assets/icons and those that are compiled in are the same: a file, read at run time and drawn, has the
// pixels of its twin.

import Foundation
import Graphics
import OrbToolkit
import Testing

@Suite struct IconFileTests {
  private static let apps: [(String, VectorIcon)] = [
    ("apps/apus", AppIcons.apus), ("apps/calculator", AppIcons.calculator), ("apps/document", AppIcons.document),
    ("apps/editor", AppIcons.editor), ("apps/files", AppIcons.files), ("apps/folder", AppIcons.folder),
    ("apps/other", AppIcons.other), ("apps/settings", AppIcons.settings), ("apps/terminal", AppIcons.terminal),
    ("apps/welcome", AppIcons.welcome),
  ]
  private static let symbols: [(String, VectorIcon)] = [
    ("symbolic/check", Symbols.check), ("symbolic/close", Symbols.close), ("symbolic/folder", Symbols.folder),
    ("symbolic/home", Symbols.home), ("symbolic/info", Symbols.info), ("symbolic/trash", Symbols.trash),
    ("symbolic/edit", Symbols.edit), ("symbolic/more", Symbols.more), ("symbolic/cut", Symbols.cut),
    ("symbolic/image", Symbols.image), ("symbolic/refresh", Symbols.refresh), ("symbolic/disk", Symbols.disk),
  ]

  @Test(arguments: (apps + symbols).indices, [16, 24, 48, 61])
  func filesAreTheirTwins(_ index: Int, _ side: Int) throws {
    let (name, icon) = (Self.apps + Self.symbols)[index]
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("assets/icons/\(name).svg")
    let picture = try SVGImage(parsing: [UInt8](try Data(contentsOf: file)))
    let color = Color(0x2F5BD0)
    let read = picture.bitmap(PixelSize(width: side, height: side), color: color)
    let compiled = Bitmap(width: side, height: side)
    Painter(compiled.buffer).draw(icon, in: compiled.bounds.logical(), color: color)
    for y in 0..<side {
      for x in 0..<side {
        let (first, second) = (read.buffer[x, y], compiled.buffer[x, y])
        for shift: UInt32 in [0, 8, 16, 24] {
          let difference = abs(Int(first >> shift & 255) - Int(second >> shift & 255))
          if difference > 2 { Issue.record("\(name) at \(x), \(y): \(difference) levels apart") }
        }
      }
    }
  }
}
