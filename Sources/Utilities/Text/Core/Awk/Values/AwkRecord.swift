// The current record and its fields. Fields are cut when the first one is asked for; a record whose fields were
// changed is put together again when it is asked for.

/// `$0`, `$1` … and NF.
struct AwkRecord {
  private var text: [UInt8] = []
  private var ranges: [Range<Int>] = []
  /// The fields, once one of them was changed.
  private var values: [AwkValue]?
  private var isCut = false
  private var isTextStale = false
  private var splitter = AwkFieldSplitter.blanks

  /// Highest number of a field that can be assigned to.
  static let mostFields = 1 << 20

  /// Takes over a new record.
  mutating func set(_ newText: [UInt8], _ splitter: AwkFieldSplitter) {
    text = newText
    self.splitter = splitter
    reset()
  }

  /// Hands the buffer of the record to someone who fills it anew.
  mutating func refill(_ splitter: AwkFieldSplitter, _ body: (inout [UInt8]) throws(AwkError) -> Bool) throws(AwkError)
    -> Bool
  {
    let isThere = try body(&text)
    if isThere {
      self.splitter = splitter
      reset()
    }
    return isThere
  }

  private mutating func reset() {
    isCut = false
    isTextStale = false
    values = nil
  }

  private mutating func cut() {
    guard !isCut else { return }
    splitter.split(text, into: &ranges)
    isCut = true
  }

  var fieldCount: Int {
    mutating get {
      cut()
      return values?.count ?? ranges.count
    }
  }

  /// The whole record.
  mutating func whole(_ convert: (AwkValue) -> [UInt8], _ separator: [UInt8]) -> [UInt8] {
    if isTextStale, let values {
      text = Array(values.map(convert).joined(separator: separator))
      isTextStale = false
    }
    return text
  }

  mutating func field(_ number: Int) -> AwkValue {
    cut()
    if let values { return number <= values.count ? values[number - 1] : .none }
    guard number <= ranges.count else { return .none }
    return .input(Array(text[ranges[number - 1]]))
  }

  /// Appends a field as it is.
  mutating func append(_ number: Int, to output: inout [UInt8], _ convert: (AwkValue) -> [UInt8]) {
    cut()
    if let values {
      if number <= values.count { output += convert(values[number - 1]) }
    } else if number <= ranges.count {
      output += text[ranges[number - 1]]
    }
  }

  private mutating func own() {
    cut()
    if values == nil { values = ranges.map { .input(Array(text[$0])) } }
  }

  mutating func setField(_ number: Int, _ value: AwkValue) {
    own()
    var fields = values ?? []
    values = nil
    while fields.count < number { fields.append(.none) }
    fields[number - 1] = value
    values = fields
    isTextStale = true
  }

  mutating func setFieldCount(_ count: Int) {
    own()
    var fields = values ?? []
    if fields.count > count { fields.removeLast(fields.count - count) }
    while fields.count < count { fields.append(.none) }
    values = fields
    isTextStale = true
  }
}
