// What both editors have in common for the one who runs them.

import TextEditors

/// An editor without a terminal.
protocol TextEditor: AnyObject {
  var text: EditedText { get }
  var path: [UInt8] { get }
  func press(_ keys: [Key]) -> [EditorAction]
  func answer(_ answer: EditorAnswer) -> [EditorAction]
  func resize(width: Int, height: Int)
  func render(width: Int, height: Int) -> ScreenFrame
}

extension Sodium: TextEditor {}
extension Nano: TextEditor {}
