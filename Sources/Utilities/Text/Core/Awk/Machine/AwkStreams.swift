// The files and commands that a program reads and writes, by their names.

/// What is open.
struct AwkStreams {
  struct Output {
    let kind: AwkStreamKind
    let name: [UInt8]
    let sink: any AwkSink
  }
  struct Input {
    let kind: AwkStreamKind
    let name: [UInt8]
    let reader: AwkReader
  }

  var outputs: [Output] = []
  var inputs: [Input] = []
  /// The input of the rules.
  var main: AwkReader?
  /// The next element of ARGV.
  var nextArgument = 1
  var hasReadFile = false
  var isMainOver = false

  func output(_ kind: AwkStreamKind, _ name: [UInt8]) -> (any AwkSink)? {
    outputs.first { $0.name == name && ($0.kind == .command) == (kind == .command) }?.sink
  }

  func input(_ kind: AwkStreamKind, _ name: [UInt8]) -> AwkReader? {
    inputs.first { $0.name == name && $0.kind == kind }?.reader
  }
}
