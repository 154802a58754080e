// One thing that is against a rule of the house, and where it stands.

/// Prints as `file:line: what`, so that editors can jump to it.
struct Complaint: CustomStringConvertible, Equatable {
  let path: String
  let line: Int
  let what: String

  init(_ path: String, _ line: Int, _ what: String) {
    self.path = path
    self.line = line
    self.what = what
  }

  var description: String { "\(path):\(line): \(what)" }
}
