// Field splitting: turns the pieces of an expanded word into fields.
//
// Only what an unquoted expansion produced is split; text that the script holds itself never is.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.6.5.

/// Collects the fields of one word.
struct FieldBuilder {
  private(set) var fields: [ExpandedField] = []
  private var current = ExpandedField()
  /// Whether there is a current field, which may be empty.
  private var hasCurrent = false
  /// Whether blanks have ended a field and a separator that follows belongs to them.
  private var isAfterBlank = false
  private let separators: Bytes
  /// Whether all of it is one text, as in an assignment, rather than fields.
  let isText: Bool

  /// A builder of one text.
  init() {
    separators = []
    isText = true
  }

  /// A builder that splits at the bytes of `separators` (the variable IFS).
  init(separators: Bytes) {
    self.separators = separators
    isText = false
  }

  /// Adds text that is not split. Quoted text makes a field even when it is empty.
  mutating func append(_ bytes: Bytes, isQuoted: Bool) {
    guard isQuoted || !bytes.isEmpty else { return }
    current.append(bytes, isQuoted: isQuoted)
    hasCurrent = true
    isAfterBlank = false
  }

  /// Adds the result of an unquoted expansion.
  mutating func split(_ bytes: Bytes) {
    if separators.isEmpty { return append(bytes, isQuoted: false) }
    for byte in bytes {
      guard separators.contains(byte) else {
        current.append(byte, isQuoted: false)
        hasCurrent = true
        isAfterBlank = false
        continue
      }
      if byte == ASCII.space || byte == ASCII.tab || byte == ASCII.newline {
        if hasCurrent {
          finishField()
          isAfterBlank = true
        }
        continue
      }
      if hasCurrent {
        finishField()
      } else if !isAfterBlank {
        fields.append(ExpandedField())
      }
      isAfterBlank = false
    }
  }

  /// Ends the current field, if there is one.
  mutating func finishField() {
    guard hasCurrent else { return }
    fields.append(current)
    current = ExpandedField()
    hasCurrent = false
  }

  /// The fields, the last one included.
  mutating func finish() -> [ExpandedField] {
    finishField()
    return fields
  }
}
