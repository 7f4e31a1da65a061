import Facts
import PostgresSyntax
import SchemaFold

/// Statements stand in the file one behind the other, and folding them twice leaves the same tables.
enum SQLCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let source = SourceText(path: "supabase/migrations/1_a.sql", bytes: bytes)
    let file = SQLFile(parsing: source)
    let lines = source.lineStarts.count
    var end = 0
    for statement in file.statements {
      try Violation.unless(
        statement.offset >= end && statement.end >= statement.offset
          && statement.end <= bytes.count,
        "a statement stands at \(statement.offset) to \(statement.end), behind \(end), of \(bytes.count)"
      )
      end = statement.offset
    }
    for problem in file.problems {
      try Violation.unlessLines(problem.line, problem.line, within: lines, "a problem")
      try Violation.unless(
        problem.column >= 1 && !problem.message.isEmpty,
        "a problem without a place or a message"
      )
    }
    if let offset = file.unreadFrom {
      try Violation.unless(offset <= bytes.count, "unread from \(offset) of \(bytes.count)")
    }
    let first = fold(file, source)
    try check(first, lines: lines)
    let second = fold(SQLFile(parsing: source), source)
    try Violation.unless(
      first.tables == second.tables && first.outcome.findings == second.outcome.findings
        && first.outcome.partialReasons == second.outcome.partialReasons
        && first.outcome.additive == second.outcome.additive,
      "a second reading differs"
    )
  }

  private struct Folded {
    var outcome: SchemaFold.Outcome
    var tables: [Table]
  }

  private static func fold(_ file: SQLFile, _ source: SourceText) -> Folded {
    let fold = SchemaFold()
    let outcome = fold.fold(file, source: source)
    return Folded(outcome: outcome, tables: fold.tables())
  }

  private static func check(_ folded: Folded, lines: Int) throws(Violation) {
    for finding in folded.outcome.findings {
      guard let line = finding.line else { continue }
      try Violation.unlessLines(line, line, within: lines, "a finding")
    }
    for table in folded.tables {
      try Violation.unlessLines(table.line, table.line, within: lines, "a table")
      for policy in table.policies {
        try Violation.unlessLines(policy.line, policy.line, within: lines, "a policy")
      }
      for index in table.indexes {
        try Violation.unlessLines(index.line, index.line, within: lines, "an index")
      }
      for key in table.foreignKeys {
        try Violation.unlessLines(key.line, key.line, within: lines, "a foreign key")
      }
    }
  }
}
