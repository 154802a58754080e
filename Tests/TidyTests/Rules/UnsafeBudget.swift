// How many files with unsafe code a folder may hold. It is exact, so that it only ever goes down.

struct UnsafeBudget {
  /// Folder → number of files. A file counts for the most particular folder that holds it.
  let budget: [String: Int]

  init(_ budget: [String: Int]) { self.budget = budget }

  func complaints(about files: [SourceFile]) -> [Complaint] {
    var counts = budget.mapValues { _ in 0 }
    var found: [Complaint] = []
    for file in files {
      if let folder = budget.keys.filter(file.lies).max(by: { $0.utf8.count < $1.utf8.count }) {
        counts[folder, default: 0] += 1
      } else {
        found.append(file.complaint(UnsafeRule.lines(of: file).first ?? 1, "unsafe code in a folder without a budget"))
      }
    }
    for (folder, allowed) in budget.sorted(by: { $0.key < $1.key }) {
      let count = counts[folder, default: 0]
      if count > allowed {
        found.append(Complaint(folder, 1, "\(count) files with unsafe code, the budget is \(allowed)"))
      } else if count < allowed {
        found.append(Complaint(folder, 1, "lower the budget to \(count) (it is \(allowed))"))
      }
    }
    return found
  }
}
