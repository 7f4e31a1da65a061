/// Words that sort blockers without naming one: "Critical (P0)", "High priority", "Active".
enum Severity {
  static func isAll(of tokens: [Token]) -> Bool {
    tokens.allSatisfy { token in
      switch token.kind {
      case .word: token.has([.blocker, .issue, .still]) || words.contains(token.hash)
      default: true
      }
    }
  }

  private static let words = WordSet([
    "critical", "high", "medium", "low", "minor", "major", "urgent", "priority", "severity", "p0",
    "p1", "p2", "p3", "p4", "s0", "s1", "s2", "s3", "immediate", "blocking", "internal",
    "external", "technical", "now", "today", "other", "new", "current",
  ])
}
