// The cases of the tables that Tests/System/table_checks.py runs inside the OS: all would take a quarter of an hour.

import Foundation

public enum TableSample {
  /// Each `APUS_CASES`th case, every tenth without it.
  public static func take<Case>(_ cases: [Case]) -> [Case] {
    let step = ProcessInfo.processInfo.environment["APUS_CASES"].flatMap { Int($0) } ?? 10
    return stride(from: 0, to: cases.count, by: max(1, step)).map { cases[$0] }
  }
}
