// One open text: the document and the file that it came from. Reads and writes whole files, and knows whether another
// program has changed the file since.

public import ABI
public import EditorCore
import System

/// A text that is being edited.
public final class TextFile {
  /// Larger files are refused: they would not fit into the memory that is meant for programs.
  static let sizeLimit = 512 << 20

  public var document: Document
  /// Where it is stored; nil: nowhere yet.
  public internal(set) var path: String?
  /// The file's time of change when it was read or written last.
  private var modified: UInt64 = 0
  /// A number that tells texts without a file apart.
  let number: Int

  public init(number: Int = 1) {
    document = Document()
    self.number = number
  }

  /// Reads a file. One that does not exist is a new text with that name.
  /// - Throws: why the file cannot be read.
  public init(path: String) throws(Errno) {
    number = 0
    self.path = path
    do throws(Errno) {
      document = Document(try FileSystem.readFile(path, limit: TextFile.sizeLimit))
      modified = TextFile.time(path)
    } catch {
      guard error == .noSuchEntry else { throw error }
      document = Document()
    }
  }

  /// A text without a file and with content, taken up from a draft.
  init(draft: [UInt8], path: String?, number: Int) {
    document = Document()
    document.insertUnchanged(draft)
    self.path = path
    self.number = number
    if let path { modified = TextFile.time(path) }
  }

  private static func time(_ path: String) -> UInt64 { (try? FileSystem.status(path))?.modified ?? 0 }

  /// The name for tabs and titles.
  public var name: String {
    guard let path else { return number > 1 ? "Untitled \(number)" : "Untitled" }
    let name = path.utf8.split(separator: 0x2F).last.map { String(Substring($0)) }
    return name ?? path
  }

  /// Whether the text is empty and was never stored: it can be replaced by a file that is opened.
  var isPristine: Bool { path == nil && !document.isModified && document.buffer.byteCount == 0 }

  /// Another program has changed the file since it was read or written here.
  var hasChangedOutside: Bool {
    guard let path, modified != 0 else { return false }
    let now = TextFile.time(path)
    return now != 0 && now != modified
  }

  /// The next check finds nothing new.
  func acceptOutsideChange() {
    if let path { modified = TextFile.time(path) }
  }

  /// Reads the file again; what was typed is lost.
  func reload() throws(Errno) {
    guard let path else { return }
    document = Document(try FileSystem.readFile(path, limit: TextFile.sizeLimit))
    modified = TextFile.time(path)
  }

  /// Writes the text to its file, or to another that becomes its file. Never leaves a half-written file.
  func save(to newPath: String? = nil) throws(Errno) {
    guard let target = newPath ?? path else { return }
    try FileSystem.writeFile(target, document.buffer.contents)
    path = target
    modified = TextFile.time(target)
    document.markSaved()
  }
}
