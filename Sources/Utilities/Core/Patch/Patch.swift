// patch: does to files what a diff says.
//
// Specification: POSIX.1-2017, patch; GNU patch 2.7.6 for options and messages.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let patchProgram = Utility(
  "patch", "[OPTION]... [ORIGINAL [PATCH]]", "Change files as a diff says.",
  [
    OptionDescription("-b --backup", "keep what is changed as FILE.orig"),
    OptionDescription("--backup-if-mismatch", "keep it where a hunk did not fit exactly (the default)"),
    OptionDescription("--no-backup-if-mismatch", "only with -b"),
    OptionDescription("--binary", "carriage returns stay"), OptionDescription("-c --context", "it is a context diff"),
    OptionDescription("-B --prefix=TEXT", "before the names of backups"),
    OptionDescription("-d --directory=DIRECTORY", "work there"),
    OptionDescription("--dry-run", "say what would happen, and change nothing"),
    OptionDescription("-E --remove-empty-files", "files that become empty go away"),
    OptionDescription("-e --ed", "not supported"), OptionDescription("-f --force", "never ask; do as the patch says"),
    OptionDescription("-F --fuzz=LINES", "so many lines of context need not fit (2)"),
    OptionDescription("--follow-symlinks", "change what links lead to"),
    OptionDescription("-g --get=NUMBER", "ignored"), OptionDescription("-i --input=FILE", "the patch"),
    OptionDescription("-l --ignore-whitespace", "blanks may be of other lengths"),
    OptionDescription("-n --normal", "it is a normal diff"),
    OptionDescription("-N --forward", "pass over what seems to be done already"),
    OptionDescription("-o --output=FILE", "write there instead"),
    OptionDescription("-p --strip=NUMBER", "names without so many directories"),
    OptionDescription("--posix", "as POSIX has it"),
    OptionDescription("-r --reject-file=FILE", "for hunks that do not fit"),
    OptionDescription("-R --reverse", "take the patch back"),
    OptionDescription("--reject-format=FORMAT", "of these: context or unified"),
    OptionDescription("--read-only=BEHAVIOUR", "ignored: files that cannot be written fail"),
    OptionDescription("-s --quiet", "only errors"), OptionDescription("--silent", "as -s"),
    OptionDescription("-t --batch", "never ask; pass over what is unclear"),
    OptionDescription("-T --set-time", "give files the times of the patch, in local time"),
    OptionDescription("-u --unified", "it is a unified diff"), OptionDescription("--verbose", "say more"),
    OptionDescription("-V --version-control=METHOD", "of backups: simple, numbered, existing"),
    OptionDescription("-Y --basename-prefix=TEXT", "before the last part of the names of backups"),
    OptionDescription("-z --suffix=TEXT", "behind the names of backups (.orig)"),
    OptionDescription("-Z --set-utc", "give files the times of the patch, in UTC"),
  ], usageStatus: 2, hintsByName: true
) { tool in
  guard let plan = PatchPlan(tool) else { return 2 }
  do throws(PatchStop) {
    let run = try PatchRun(tool, plan)
    return try run.run()
  } catch {
    tool.report("**** \(error.message.text)")
    return 2
  }
}

/// Why all work ends.
struct PatchStop: Error {
  let message: Bytes

  init(_ message: String) { self.message = message.bytes }
  init(_ error: PatchError) { message = error.message }
}

/// What a call of `patch` asks for.
struct PatchPlan {
  private(set) var strip: Int?
  private(set) var fuzz = 2
  private(set) var backups: BackupNames
  private(set) var rejectsAsUnified: Bool?
  /// The form that the patch has to have.
  private(set) var form: PatchHeader.Form?

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    backups = BackupNames(
      method: BackupNames.inEnvironment(["PATCH_VERSION_CONTROL", "VERSION_CONTROL"]) ?? .existing,
      suffix: Environment["SIMPLE_BACKUP_SUFFIX"] ?? ".orig")
    for (key, what) in [("p", "strip count"), ("F", "fuzz factor")] {
      guard let text = tool.options.value(key) else { continue }
      guard let number = text.decimal, number >= 0 else {
        tool.report("**** \(what) \(shown(text.text)) is not a number")
        return nil
      }
      if key.isSame(as: "p") { strip = number } else { fuzz = min(number, 1 << 30) }
    }
    if let suffix = tool.options.value("z")?.text { (backups.suffix, backups.method) = (suffix, .simple) }
    if tool.has("B") || tool.has("Y") {
      backups.method = .simple
      if !tool.has("z") { backups.suffix = "" }
    }
    if let word = tool.options.value("V") {
      let (isKnown, method) = BackupNames.method(word)
      guard isKnown, let method else {
        tool.report(BackupNames.complaint(word, "--version-control or -V option"))
        return nil
      }
      backups.method = method
    }
    if let word = tool.options.value("reject-format") {
      switch word {
      case "context": rejectsAsUnified = false
      case "unified": rejectsAsUnified = true
      default:
        tool.report("Try 'patch --help' for more information.")
        return nil
      }
    }
    if tool.has("e") {
      tool.report("**** scripts for ed are not supported")
      return nil
    }
    switch tool.options.last(of: ["c", "n", "u"])?.bytes ?? [] {
    case "c": form = .context
    case "n": form = .normal
    case "u": form = .unified
    default: form = nil
    }
    guard tool.operands.count < 3 else {
      tool.report("\(tool.operands[2]): extra operand")
      tool.report("Try 'patch --help' for more information.")
      return nil
    }
  }
}
