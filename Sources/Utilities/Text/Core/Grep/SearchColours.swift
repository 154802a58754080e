// The colours of grep's output, and the environment's wishes about them.

/// Escape sequences for the parts of a line, as the numbers of SGR.
public struct SearchColours {
  public private(set) var selectedMatch = Array("01;31".utf8)
  public private(set) var contextMatch = Array("01;31".utf8)
  public private(set) var selectedLine: [UInt8] = []
  public private(set) var contextLine: [UInt8] = []
  public private(set) var name = Array("35".utf8)
  public private(set) var number = Array("32".utf8)
  public private(set) var offset = Array("32".utf8)
  public private(set) var separator = Array("36".utf8)

  /// - Parameter wishes: the value of GREP_COLORS: `mt=01;31:fn=35`.
  public init(_ wishes: [UInt8]) {
    for wish in wishes.split(separator: UInt8(ascii: ":")) {
      guard let equals = wish.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = Array(wish[(equals + 1)...])
      guard value.allSatisfy({ $0 == UInt8(ascii: ";") || ($0 >= 0x30 && $0 <= 0x39) }) else { return }
      switch Array(wish[..<equals]) {
      case "mt": (selectedMatch, contextMatch) = (value, value)
      case "ms": selectedMatch = value
      case "mc": contextMatch = value
      case "sl": selectedLine = value
      case "cx": contextLine = value
      case "fn": name = value
      case "ln": number = value
      case "bn": offset = value
      case "se": separator = value
      default: break
      }
    }
  }

  /// Text in a colour; plain when there is none.
  static func paint(_ text: some Sequence<UInt8>, _ colour: [UInt8]?, into output: inout [UInt8]) {
    guard let colour, !colour.isEmpty else { return output.append(contentsOf: text) }
    start(colour, into: &output)
    output.append(contentsOf: text)
    end(into: &output)
  }

  static func start(_ colour: [UInt8], into output: inout [UInt8]) {
    output += [0x1b, 0x5b]
    output += colour
    output += "m\u{1b}[K".utf8
  }

  static func end(into output: inout [UInt8]) { output += "\u{1b}[m\u{1b}[K".utf8 }
}

/// `case "text":` on a byte string.
func ~= (literal: String, value: [UInt8]) -> Bool { literal.utf8.elementsEqual(value) }
