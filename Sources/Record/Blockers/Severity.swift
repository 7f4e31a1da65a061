/// Words that sort blockers without naming one: "Critical (P0)", "High priority", "Active".
enum Severity {
  static func isAll(of tokens: [Token]) -> Bool {
    // "P0 - Critical (drop everything)": the remark names none either.
    let plain = withoutBrackets(tokens)
    if plain.contains(where: { words.contains($0.hash) }), isSorting(plain) { return true }
    return isSorting(tokens)
  }

  private static func isSorting(_ tokens: [Token]) -> Bool {
    tokens.allSatisfy { token in
      switch token.kind {
      case .word: token.has([.blocker, .issue, .still]) || words.contains(token.hash)
      default: true
      }
    }
  }

  private static func withoutBrackets(_ tokens: [Token]) -> [Token] {
    var depth = 0
    return tokens.filter { token in
      guard case .stop = token.kind else { return depth == 0 }
      if token.hash == 0x28 { depth += 1 }
      if token.hash == 0x29 { depth = max(0, depth - 1) }
      return depth == 0
    }
  }

  private static let words = WordSet([
    "critical", "high", "medium", "low", "minor", "major", "urgent", "priority", "severity", "p0",
    "p1", "p2", "p3", "p4", "s0", "s1", "s2", "s3", "immediate", "blocking", "internal",
    "external", "technical", "now", "today", "other", "new", "current",
  ])
}
