// The files of a sed script: its input line by line, with a look ahead, and its outputs.

import ABI
import System
import TextCore
import UtilitySupport

/// Input and output of one call of sed.
final class SedFiles: SedHost {
  private let tool: Tool
  private let separator: UInt8
  private let isSeparate: Bool
  let editsInPlace: Bool
  private let suffix: Bytes?
  private let flushesLines: Bool

  private var files: ArraySlice<String>
  private var input: LineReader?
  private var path = "-"
  private(set) var lineNumber = 0
  /// What went wrong with files.
  private(set) var fileErrors: (status: Int32, count: Int) = (0, 0)

  /// The new content of a file that is edited in place.
  private var replacement: InPlaceFile?
  private var outputs: [BufferedWriter?] = []
  private var outputHandles: [RawHandle] = []
  private var sources: [LineReader?] = []

  init(_ tool: Tool, _ files: [String], _ script: SedScript, separator: UInt8) {
    self.tool = tool
    self.separator = separator
    editsInPlace = tool.has("i")
    isSeparate = tool.has("s") || editsInPlace
    suffix = tool.options.value("i")
    flushesLines = tool.has("u")
    self.files = files.isEmpty ? ["-"] : files[...]
    outputs = script.outputs.map { open($0) }
    sources = script.inputs.map { try? LineReader($0.text, separator: separator) }
  }

  private func open(_ name: Bytes) -> BufferedWriter? {
    switch name {
    case "/dev/stdout": return tool.output
    case "/dev/stderr": return BufferedWriter(Streams.error)
    default: break
    }
    do throws(Errno) {
      let file = try Handle.open(name.text, [.write, .create, .truncate, OpenFlags.mode(CreationMode.file)])
      // Closed at the end of the program.
      return BufferedWriter(file.release())
    } catch {
      tool.report("couldn't open file \(name.text): \(error.message)")
      fileErrors = (4, fileErrors.count + 1)
      return nil
    }
  }

  // MARK: Input

  /// Opens the next file that can be read; false when there is none.
  private func openNext() -> Bool {
    closeInput()
    while let next = files.popFirst() {
      do throws(Errno) {
        let reader = try LineReader(next, separator: separator)
        if editsInPlace { replacement = try InPlaceFile(next) }
        input = reader
        path = next
        if isSeparate { lineNumber = 0 }
        return true
      } catch {
        let isDirectory = error == .isDirectory
        if isDirectory, editsInPlace {
          tool.report("couldn't edit \(next): not a regular file")
        } else {
          tool.report(isDirectory ? "read error on \(next): Is a directory" : "can't read \(next): \(error.message)")
        }
        fileErrors = (isDirectory ? 4 : 2, fileErrors.count + 1)
      }
    }
    return false
  }

  private func closeInput() {
    if let failure = input?.failure {
      tool.report("read error on \(path): \(failure.message)")
      fileErrors = (2, fileErrors.count + 1)
    }
    input = nil
    if let replacement {
      do throws(Errno) { try replacement.finish(suffix) } catch {
        tool.report("cannot rename \(path): \(error.message)")
        fileErrors = (4, fileErrors.count + 1)
      }
    }
    replacement = nil
  }

  func readLine(into line: inout [UInt8]) -> Bool? {
    while true {
      if let input, let hasEnd = input.readLine(into: &line) {
        lineNumber += 1
        return hasEnd
      }
      guard !tool.isOutputClosed, openNext() else { return nil }
    }
  }

  var isAtLastLine: Bool {
    if let input, input.hasMore { return false }
    return isSeparate || isAtInputEnd
  }

  var isAtInputEnd: Bool {
    if let input, input.hasMore { return false }
    if isSeparate {
      // The files that follow count only when the cycle asks for their lines.
      return files.isEmpty
    }
    while !files.isEmpty {
      guard openNext() else { return true }
      if let input, input.hasMore { return false }
    }
    return true
  }

  var fileName: [UInt8] { path.bytes }

  func content(of file: [UInt8]) -> [UInt8]? {
    if case "/dev/stdin" = file { return try? Streams.readAll(Streams.input) }
    return try? FileSystem.readFile(file.text)
  }

  func readLine(ofInput number: Int) -> [UInt8]? {
    guard let source = sources[number] else { return nil }
    var line = Bytes()
    return source.readLine(into: &line) == nil ? nil : line
  }

  // MARK: Output

  func write(_ bytes: [UInt8], to output: SedOutput) {
    switch output {
    case .standard:
      if let replacement { return replacement.write(bytes) }
      tool.output.write(bytes)
      if flushesLines, bytes.last == separator { tool.output.flush() }
    case .file(let number):
      outputs[number]?.write(bytes)
      outputs[number]?.flush()
    }
  }

  func finish() {
    closeInput()
    tool.output.flush()
  }
}
