// Capital and small letters in replacements: `\U`, `\L`, `\u`, `\l`, `\E`.

import RegularExpressions

/// What happens to the letters of the text that comes next.
struct SedLetters {
  private var all: SedLetterCase = .end
  private var next: SedLetterCase = .end

  mutating func change(_ change: SedLetterCase) {
    switch change {
    case .upper, .lower, .end:
      all = change
      if case .end = change { next = .end }
    case .nextUpper, .nextLower: next = change
    }
  }

  mutating func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if case .end = all, case .end = next { return output.append(contentsOf: text) }
    let bytes = Array(text)
    var index = 0
    while index < bytes.count {
      let (scalar, length) = UTF8Text.decode(bytes.span, at: index)
      let isUpper: Bool? =
        switch (next, all) {
        case (.nextUpper, _): true
        case (.nextLower, _): false
        case (_, .upper): true
        case (_, .lower): false
        default: nil
        }
      next = .end
      let changed = scalar.flatMap { scalar in
        isUpper.flatMap { $0 ? CaseFolding.raised(scalar) : CaseFolding.lowered(scalar) }
      }
      if let changed { output += UTF8Text.encode(changed) } else { output += bytes[index..<index + length] }
      index += length
    }
  }
}
