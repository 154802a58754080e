// imagebuilder symbols: strips a program, and puts the names of its functions behind it.
//
// llvm-nm lists the functions, swift-demangle makes names readable, llvm-objcopy strips.

import Archive
import Foundation

/// The command `symbols`.
enum SymbolsCommand {
  /// Longer names are cut: a fault report has one line a frame.
  private static let longestName = 100

  static func run(program: String, output: String) throws(BuildError) {
    let listing = try HostProcess.run("llvm-nm", ["--defined-only", "--format=posix", program])
    var functions = Self.functions(listing)
    let names = try readableNames(functions.map { String(decoding: $0.name, as: UTF8.self) })
    for index in functions.indices { functions[index].name = Array(names[index].utf8.prefix(longestName)) }

    let stripped = output + ".stripped"
    _ = try HostProcess.run("llvm-objcopy", ["--strip-all", program, stripped])
    defer { try? FileManager.default.removeItem(atPath: stripped) }
    try HostFile.write(SymbolTable.append(functions, to: HostFile.read(stripped)), to: output)
  }

  /// The functions in llvm-nm's lines "NAME TYPE ADDRESS SIZE". Assembly has no sizes: it reaches to the next symbol.
  private static func functions(_ listing: String) -> [FunctionSymbol] {
    var found: [UInt64: FunctionSymbol] = [:]
    for line in listing.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 3, ["t", "T", "w", "W"].contains(words[1]), let address = UInt64(words[2], radix: 16)
      else { continue }
      let size = words.count > 3 ? UInt32(words[3], radix: 16) ?? 0 : 0
      if let old = found[address], old.size >= size { continue }
      found[address] = FunctionSymbol(address: address, size: size, name: Array(words[0].utf8))
    }
    var functions = found.values.sorted { $0.address < $1.address }
    for index in functions.indices where functions[index].size == 0 && index + 1 < functions.count {
      functions[index].size = UInt32(clamping: functions[index + 1].address - functions[index].address)
    }
    return functions
  }

  private static func readableNames(_ mangled: [String]) throws(BuildError) -> [String] {
    let text = try HostProcess.run("swift-demangle", ["-simplified"], input: mangled.joined(separator: "\n"))
    let names = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard names.count >= mangled.count else { throw BuildError("imagebuilder: swift-demangle lost names") }
    return names
  }
}
