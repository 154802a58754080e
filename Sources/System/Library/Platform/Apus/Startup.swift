// The first Swift code of every program: takes the start blob apart, runs `main`, and exits with its result.

import ABI
import SystemEntry

/// What the parent passed, and what of it has changed since.
struct ProcessStart {
  var arguments: [String] = []
  var environment: [String] = []
  var workingDirectory = "/"
  /// Names of the inherited handles; taken ones are emptied.
  var handleNames: [String] = []
  var seed: UInt64 = 0
  var creationMask = StartBlobHeader.usualMask
}

// SAFETY: written before `main` and afterwards by the first thread only, which is where the API that changes it is
// used.
nonisolated(unsafe) var processStart = ProcessStart()

/// Called by `_start` with the blob (ABI/StartBlob.swift); never returns.
@c(apus_start)
public func apusStart(_ blob: UnsafeRawPointer?, _ length: Int) {
  // SAFETY: the kernel put `length` readable bytes there before the program began.
  let bytes = unsafe UnsafeRawBufferPointer(start: blob, count: blob == nil ? 0 : length)
  unsafe processStart = unsafe StartBlob.parse(bytes)
  Platform.exit(apus_run_main())
}

/// Reading and writing of start blobs.
enum StartBlob {
  /// A blob from this system's own `spawn`; whatever is missing or damaged is left empty.
  static func parse(_ bytes: UnsafeRawBufferPointer) -> ProcessStart {
    var start = ProcessStart()
    guard bytes.count >= StartBlobHeader.length else { return start }
    let header = unsafe bytes.loadUnaligned(as: StartBlobHeader.self)
    guard header.magic == StartBlobHeader.magic else { return start }
    start.seed = header.seed
    start.creationMask = header.creationMask
    let end = min(bytes.count, StartBlobHeader.length + Int(header.stringsLength))
    var position = StartBlobHeader.length
    func next() -> String? {
      guard position < end else { return nil }
      let first = position
      while unsafe position < end && bytes[position] != 0 { position += 1 }
      defer { position += 1 }
      return unsafe String(decoding: bytes[first..<position], as: UTF8.self)
    }
    for _ in 0..<header.argumentCount { if let text = next() { start.arguments.append(text) } else { break } }
    for _ in 0..<header.environmentCount { if let text = next() { start.environment.append(text) } else { break } }
    if let directory = next(), !directory.utf8.isEmpty { start.workingDirectory = directory }
    for _ in 0..<header.handleCount { if let text = next() { start.handleNames.append(text) } else { break } }
    return start
  }

  /// The blob of a child.
  static func build(
    arguments: [String], environment: [String], directory: String, handleNames: [String]
  ) -> [UInt8] {
    var strings: [UInt8] = []
    for list in [arguments, environment, [directory], handleNames] {
      for text in list {
        strings.append(contentsOf: text.utf8)
        strings.append(0)
      }
    }
    var header = StartBlobHeader()
    header.argumentCount = UInt32(clamping: arguments.count)
    header.environmentCount = UInt32(clamping: environment.count)
    header.handleCount = UInt16(clamping: handleNames.count)
    header.creationMask = Platform.creationMask
    header.stringsLength = UInt32(clamping: strings.count)
    header.seed = RandomSource.next()
    return bytes(of: header) + strings
  }
}

/// The bytes of a record without padding, as they lie in memory.
func bytes<T: BitwiseCopyable>(of value: T) -> [UInt8] {
  // SAFETY: BitwiseCopyable records of the ABI have no padding, and the copy ends with the closure.
  unsafe withUnsafeBytes(of: value) { unsafe [UInt8]($0) }
}

/// The record at the start of `bytes`, or nil when they are too few.
func record<T: BitwiseCopyable>(_ type: T.Type, from bytes: [UInt8]) -> T? {
  guard bytes.count >= MemoryLayout<T>.size else { return nil }
  // SAFETY: the length was checked, and every bit pattern is a value of an ABI record.
  return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: T.self) }
}
