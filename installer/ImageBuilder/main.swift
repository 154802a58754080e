// imagebuilder: makes the files that the ISO consists of, on the host.
//
//   imagebuilder initfs OUT NAME=FILE …        the boot image, entries in this order
//   imagebuilder root OUT.tar.gz MANIFEST      the live root file system (the format: RootManifest.swift)
//   imagebuilder symbols ELF OUT               the program stripped, its function names behind it
//   imagebuilder gzip FILE OUT                 FILE compressed as small as we can
//
// Same input, same bytes: no times, names or orders of the host get into an image.

import Foundation

let usage = """
  usage: imagebuilder initfs OUT NAME=FILE ...
         imagebuilder root OUT.tar.gz MANIFEST
         imagebuilder symbols ELF OUT
         imagebuilder gzip FILE OUT
  """

func run(_ arguments: [String]) throws(BuildError) {
  let operands = Array(arguments.dropFirst())
  switch (arguments.first, operands.count) {
  case ("initfs", 2...): try InitfsCommand.run(output: operands[0], entries: Array(operands[1...]))
  case ("root", 2): try RootCommand.run(output: operands[0], manifest: operands[1])
  case ("symbols", 2): try SymbolsCommand.run(program: operands[0], output: operands[1])
  case ("gzip", 2): try RootCommand.compress(operands[0], to: operands[1])
  default: throw BuildError(usage)
  }
}

do throws(BuildError) {
  try run(Array(CommandLine.arguments.dropFirst()))
} catch {
  error.report()
  exit(1)
}
