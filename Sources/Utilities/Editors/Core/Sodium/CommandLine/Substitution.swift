// `:s/pattern/replacement/flags`, taken apart.

/// What is to be replaced by what.
struct Substitution {
  var pattern: VimPattern
  /// As it was typed.
  var replacement: [UInt8]
  var isGlobal = false
  var asks = false
  var onlyCounts = false
  var isSilent = false

  /// The case of the letters that come next.
  private enum Case { case asIs, upperOne, lowerOne, upper, lower }

  /// The text that takes a match's place: `&`, `\0`…`\9`, `\r`, `\n`, `\t`, `\u \l \U \L \e`.
  func text(for match: Range<Int>, in line: [UInt8]) -> [UInt8] {
    let groups = replacement.contains(0x5C) ? pattern.groups(line, match) : [match]
    var result: [UInt8] = []
    var letters = Case.asIs
    var one = Case.asIs
    func put(_ bytes: [UInt8]) {
      guard letters != .asIs || one != .asIs, !bytes.isEmpty else {
        result += bytes
        return
      }
      var rest = bytes[...]
      if one != .asIs {
        let end = Characters.next(bytes, 0)
        result += Sodium.recased(Array(bytes[..<end]), one == .upperOne ? .uppercase : .lowercase)
        rest = bytes[end...]
        one = .asIs
      }
      switch letters {
      case .upper: result += Sodium.recased(Array(rest), .uppercase)
      case .lower: result += Sodium.recased(Array(rest), .lowercase)
      default: result += rest
      }
    }
    func put(group: Int) {
      guard group < groups.count, let range = groups[group] else { return }
      put(Array(line[range]))
    }
    var index = 0
    while index < replacement.count {
      let byte = replacement[index]
      index += 1
      if byte == UInt8(ascii: "&") {
        put(group: 0)
      } else if byte == 0x0D {
        result.append(0x0A)
      } else if byte == 0x5C, index < replacement.count {
        let letter = replacement[index]
        index += 1
        switch letter {
        case 0x30...0x39: put(group: Int(letter - 0x30))
        case UInt8(ascii: "r"): result.append(0x0A)
        case UInt8(ascii: "n"): result.append(0)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"): one = .upperOne
        case UInt8(ascii: "l"): one = .lowerOne
        case UInt8(ascii: "U"): letters = .upper
        case UInt8(ascii: "L"): letters = .lower
        case UInt8(ascii: "e"), UInt8(ascii: "E"): (letters, one) = (.asIs, .asIs)
        default: put([letter])
        }
      } else {
        let end = Characters.next(replacement, index - 1)
        put(Array(replacement[(index - 1)..<end]))
        index = end
      }
    }
    return result
  }
}
