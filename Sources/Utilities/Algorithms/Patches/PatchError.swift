// What can be wrong with a patch.

public import UtilitySupport

/// Why a patch cannot be read any further.
public enum PatchError: Error, Equatable {
  case malformed(line: Int, text: Bytes)
  case noNumber(line: Int, text: Bytes)
  case largeNumber(Bytes, line: Int, text: Bytes)
  case ends(line: Int)
  case isEdScript(line: Int)

  /// As GNU says it.
  public var message: Bytes {
    switch self {
    case .malformed(let line, let text): "malformed patch at line \(line): ".bytes + text
    case .noNumber(let line, let text): "missing line number at line \(line): ".bytes + text
    case .largeNumber(let digits, let line, let text):
      "line number ".bytes + digits + " is too large at line \(line): ".bytes + text
    case .ends: "unexpected end of file in patch".bytes
    case .isEdScript(let line): "scripts for ed are not supported (line \(line))".bytes
    }
  }
}
