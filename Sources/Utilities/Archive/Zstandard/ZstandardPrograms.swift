// zstd, unzstd and zstdcat, which decompress only. What they do stands in ZstandardJob.swift.
//
// Specification: RFC 8878; zstd 1.5.4 for options, messages and exit statuses.

import System
import UtilitySupport

private let zstandardOptions: [OptionDescription] = [
  OptionDescription("-d --decompress", "decompress"), OptionDescription("-c --stdout", "write on standard output"),
  OptionDescription("-f --force", "overwrite; with -c copy what is not compressed"),
  OptionDescription("-k --keep", "keep the input files (as without it)"),
  OptionDescription("--rm", "remove the input files"), OptionDescription("-o FILE", "write into FILE"),
  OptionDescription("-q --quiet", "no messages"), OptionDescription("-t --test", "test only"),
  OptionDescription("-v --verbose", "ignored"), OptionDescription("-T THREADS", "ignored"),
  OptionDescription("--long[=LOG]", "lend memory for a window of 2 to the power of LOG (27) bytes"),
]

let zstdProgram = Utility("zstd", "-d [OPTION]... [FILE]...", "Decompress files.", zstandardOptions) { tool in
  guard tool.has("d") || tool.has("t") else {
    tool.report("compression is not supported: only -d and -t")
    return 1
  }
  return ZstandardJob(tool, toOutput: tool.has("c"), copiesOthers: tool.has("c") && tool.has("f")).run()
}

let unzstdProgram = Utility("unzstd", "[OPTION]... [FILE]...", "Decompress files.", zstandardOptions) { tool in
  ZstandardJob(tool, toOutput: tool.has("c"), copiesOthers: tool.has("c") && tool.has("f")).run()
}

let zstdcatProgram = Utility("zstdcat", "[OPTION]... [FILE]...", "Show compressed files.", zstandardOptions) { tool in
  ZstandardJob(tool, toOutput: true, copiesOthers: true).run()
}
