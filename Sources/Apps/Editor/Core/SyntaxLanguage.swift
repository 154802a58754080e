// What the lexer has to know of a language: how comments and strings look, and which words are keywords.

/// A language, as far as colours need it.
struct SyntaxLanguage: Sendable {
  var lineComments: [[UInt8]] = []
  var blockComment: (open: [UInt8], close: [UInt8])?
  /// Opens and closes a string of several lines.
  var longString: [UInt8]?
  var quotes: [UInt8] = []
  var keywords: Set<[UInt8]> = []
  /// Text with headings, not code.
  var isProse = false

  static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A || byte == 0x5F || byte >= 0x80
  }

  /// The language of a file by its name.
  static func of(fileName: String) -> SyntaxLanguage? {
    let name = Array(fileName.utf8)
    let end = name.split(separator: 0x2E).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    switch end {
    case "swift": return swift
    case "c", "h", "cpp", "hpp", "cc", "rs", "go", "java", "js", "ts", "zig", "css": return curly
    case "py": return python
    case "sh", "bash", "profile", "Makefile", "mk", "conf", "toml", "yml", "yaml", "ini", "manifest": return shell
    case "md", "markdown": return SyntaxLanguage(isProse: true)
    case "json": return SyntaxLanguage(quotes: [0x22], keywords: words("true false null"))
    default: return nil
    }
  }

  private static func words(_ text: String) -> Set<[UInt8]> {
    Set(Array(text.utf8).split(separator: 0x20).map { Array($0) })
  }

  private static let slashes = Array("//".utf8)
  private static let block = (open: Array("/*".utf8), close: Array("*/".utf8))

  private static let swift = SyntaxLanguage(
    lineComments: [slashes], blockComment: block, longString: [0x22, 0x22, 0x22], quotes: [0x22],
    keywords: words(
      """
      actor any as associatedtype async await borrowing break case catch class consuming continue default defer \
      deinit do else enum extension fallthrough false fileprivate final for func get guard if import in indirect \
      init inout internal is isolated lazy let mutating nil nonisolated open operator override package private \
      protocol public repeat required rethrows return self set some static struct subscript super switch throw \
      throws true try typealias unowned unsafe var weak where while
      """))

  private static let curly = SyntaxLanguage(
    lineComments: [slashes], blockComment: block, quotes: [0x22, 0x27],
    keywords: words(
      """
      auto bool break case catch char class const constexpr continue default delete do double else enum export \
      extends extern false final float fn for func function go goto if impl import in inline int interface let long \
      loop match mod mut namespace new null nullptr operator package private protected pub public range register \
      return self short signed sizeof static struct super switch template this throw trait true try type typedef \
      typename union unsigned use using var virtual void volatile where while
      """))

  private static let python = SyntaxLanguage(
    lineComments: [[0x23]], longString: [0x22, 0x22, 0x22], quotes: [0x22, 0x27],
    keywords: words(
      """
      and as assert async await break class continue def del elif else except False finally for from global if \
      import in is lambda None nonlocal not or pass raise return True try while with yield
      """))

  private static let shell = SyntaxLanguage(
    lineComments: [[0x23]], quotes: [0x22, 0x27],
    keywords: words(
      """
      case do done elif else esac exit export fi for function if in local return set shift then true false until \
      unset while ifeq ifneq endif include define
      """))
}
