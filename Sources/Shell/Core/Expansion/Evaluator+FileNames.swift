// The evaluator's file name expansion.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.13.3.

extension Evaluator {
  /// The names that a pattern matches, sorted by their bytes. None: the pattern stands for itself.
  func fileNames(matching field: ExpandedField) -> [Bytes] {
    var found: [Bytes] = [[]]
    let components = field.components
    for (index, component) in components.enumerated() {
      let isLast = index == components.count - 1
      if component.isPattern {
        found = found.flatMap { names(in: $0, matching: component, onlyDirectories: !isLast) }
      } else {
        found = found.map { $0 + component.bytes }
        if isLast, !component.bytes.isEmpty || components.count > 1 {
          found = found.filter { exists($0) }
        }
      }
      if !isLast { found = found.map { $0 + [ASCII.slash] } }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func exists(_ path: Bytes) -> Bool {
    do {
      _ = try host.status(path, followsLinks: false)
      return true
    } catch {
      return false
    }
  }

  private func names(in directory: Bytes, matching component: ExpandedField, onlyDirectories: Bool) -> [Bytes] {
    let entries: [Bytes]
    do { entries = try host.list(directory.isEmpty ? ".".bytes : directory) } catch { return [] }
    let pattern = Pattern(component)
    let showsHidden = component.bytes.first == ASCII.period
    return entries.compactMap { name in
      guard showsHidden || name.first != ASCII.period, pattern.matches(name) else { return nil }
      let path = directory + name
      return !onlyDirectories || isDirectory(path) ? path : nil
    }
  }

  func isDirectory(_ path: Bytes) -> Bool {
    do { return try host.status(path, followsLinks: true).kind == .directory } catch { return false }
  }
}
