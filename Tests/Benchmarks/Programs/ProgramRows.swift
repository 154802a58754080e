// Throughput of the programs beside Debian's, in processor seconds of the whole process, on the same file in one run.
//
// Ours are the multi-call images that lie beside the benchmark; rows of an image that was not built are left out.

import ABI
import Glibc
import System

extension Meter {
  /// Megabytes a second, ratio to Debian's program.
  func programRows() {
    guard wants(ProgramRow.all.map(\.name)) else { return }
    do throws(Errno) {
      let inputs = try ProgramInputs()
      defer { inputs.remove() }
      for row in ProgramRow.all where wants(row.name) { run(row, inputs) }
    } catch {
      Streams.printError("hostbench: files for the programs: \(error.message)\n")
    }
  }

  private func run(_ row: ProgramRow, _ inputs: ProgramInputs) {
    let file = row.input == .text ? inputs.text : inputs.compressed
    let image = "\(inputs.folder)/\(row.image)"
    guard (try? FileSystem.status(image)) != nil else { return }
    rate(
      row.name, Double(inputs.textLength) / 1e6, { processorSeconds(image, row.arguments + [file], inputs) }, "Debian"
    ) { processorSeconds(row.arguments[0], row.arguments + [file], inputs) }
  }

  /// The best of five; infinite for a program that fails.
  private func processorSeconds(_ program: String, _ arguments: [String], _ inputs: ProgramInputs) -> Double {
    (0..<5).map { _ in
      let before = Self.childrensSeconds()
      var request = SpawnRequest(program, arguments)
      request.environment = ["PATH=/usr/bin:/bin", "LC_ALL=C"]
      // A file: to /dev/null some programs write nothing at all.
      guard let input = try? Handle.open("/dev/null"),
        let output = try? Handle.open(inputs.output, [.write, .create, .truncate])
      else { return .infinity }
      request.handles = [input.raw, output.raw, Streams.error]
      guard let status = try? request.start().wait(), status.code == 0 else { return .infinity }
      return Self.childrensSeconds() - before
    }.min() ?? .infinity
  }

  /// User and system time of all children that have been waited for.
  private static func childrensSeconds() -> Double {
    var usage = rusage()
    // SAFETY: the record lives through the call.
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
  }
}
