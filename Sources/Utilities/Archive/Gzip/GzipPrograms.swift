// gzip, gunzip and zcat: their options. What they do stands in GzipJob.swift.
//
// Specification: RFC 1952; GNU gzip 1.12 for options, messages and exit statuses.

import System
import UtilitySupport

private let gzipOptions: [OptionDescription] =
  [
    OptionDescription("-c --stdout", "write on standard output, keep the files"),
    OptionDescription("-d --decompress", "decompress"), OptionDescription("-f --force", "overwrite; follow links"),
    OptionDescription("-k --keep", "keep the input files"), OptionDescription("-l --list", "list compressed contents"),
    OptionDescription("-n --no-name", "do not keep or restore name and time"),
    OptionDescription("-N --name", "keep or restore name and time"),
    OptionDescription("-q --quiet", "no warnings"), OptionDescription("-r --recursive", "all files in directories"),
    OptionDescription("-S --suffix=SUFFIX", "SUFFIX instead of .gz"), OptionDescription("-t --test", "test only"),
    OptionDescription("-v --verbose", "say what is done"), OptionDescription("-1 --fast", "compress faster"),
    OptionDescription("-9 --best", "compress better"),
  ]
  + (2...8).map { OptionDescription("-\($0)", $0 == 6 ? "in between (what is done without it)" : "in between") }

let gzipProgram = Utility("gzip", "[OPTION]... [FILE]...", "Compress files.", gzipOptions) { tool in
  GzipJob(tool, decompresses: tool.has("d"), toOutput: tool.has("c")).run()
}

let gunzipProgram = Utility("gunzip", "[OPTION]... [FILE]...", "Decompress files.", gzipOptions) { tool in
  GzipJob(tool, decompresses: true, toOutput: tool.has("c")).run()
}

let zcatProgram = Utility("zcat", "[OPTION]... [FILE]...", "Show compressed files.", gzipOptions) { tool in
  GzipJob(tool, decompresses: true, toOutput: true).run()
}
