// How a complaint becomes a failed test.

import Testing

/// Records each complaint as an issue: `file:line: what`.
func report(_ complaints: [Complaint], location: SourceLocation = #_sourceLocation) {
  for complaint in complaints { Issue.record("\(complaint)", sourceLocation: location) }
}
