import Facts

/// The tables of the task exist in a database to which the migrations were applied.
package enum TableExists: Rule {
  package static let proves =
    "Every table stands in a database to which the migrations were applied."
  package static let why = "A file that was never applied has made no table."
  package static let remedy = "run sitrep rehearse, and mend what it names"
  package static let examples = [
    RecordedExample.example(
      "a table that the database has",
      .passes,
      entry: RecordedExample.rehearsal(
        "applied",
        table: "exists, row security on, insert passed, query passed"
      )
    ),
    RecordedExample.example(
      "a table that the database has not",
      .fails,
      entry: RecordedExample.rehearsal("applied", table: "does not exist")
    ),
    RuleExample("never rehearsed", .notChecked, files: [:]),
  ]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    rehearsed(subject, subject.database) { table, server in
      .pass("`\(table.name)` exists on \(server)")
    }
  }
}

/// Row security is on for the tables in a database to which the migrations were applied.
package enum RowSecurityActive: Rule {
  package static let proves = "Row security is on for every table, says the catalog of a database."
  package static let why = "What counts is what the database does, not what a file says."
  package static let remedy = "ALTER TABLE … ENABLE ROW LEVEL SECURITY, then sitrep rehearse"
  package static let examples = [
    RecordedExample.example(
      "row security is on",
      .passes,
      entry: RecordedExample.rehearsal("applied", table: "exists, row security on")
    ),
    RecordedExample.example(
      "row security is off",
      .fails,
      entry: RecordedExample.rehearsal("applied", table: "exists, row security off")
    ),
    RuleExample("never rehearsed", .notChecked, files: [:]),
  ]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    rehearsed(subject, subject.database) { table, server in
      switch table.rowSecurityActive {
      case true?: .pass("row security of `\(table.name)` is on, on \(server)")
      case false?: .fail("row security of `\(table.name)` is off, on \(server)")
      case nil: .unknown("row security of `\(table.name)` on \(server) is not told")
      }
    }
  }
}

/// A test row could be inserted into each table.
package enum RowInserted: Rule {
  package static let proves = "A test row could be inserted into every table, and was rolled back."
  package static let why = "A table that takes no row is of no use, whatever its file says."
  package static let remedy = "run sitrep rehearse, and mend what refuses the row"
  package static let examples = [
    RecordedExample.example(
      "a row went in",
      .passes,
      entry: RecordedExample.rehearsal("applied", table: "exists, row security on, insert passed")
    ),
    RecordedExample.example(
      "a row was refused",
      .fails,
      entry: RecordedExample.rehearsal(
        "applied",
        table: "exists, row security on, insert failed; null value in column \"shelf\""
      )
    ),
    RuleExample("never rehearsed", .notChecked, files: [:]),
  ]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    rehearsed(subject, subject.rehearsal) { table, server in
      tried(
        table.inserted,
        table.insertedReason,
        "a row inserted into `\(table.name)`, on \(server)"
      )
    }
  }
}

/// A test row could be read back from each table.
package enum RowQueried: Rule {
  package static let proves = "A test row could be read back from every table, and was rolled back."
  package static let why = "A policy may hide what was just written."
  package static let remedy = "run sitrep rehearse, and mend the policy that hides the row"
  package static let examples = [
    RecordedExample.example(
      "a row came out",
      .passes,
      entry: RecordedExample.rehearsal(
        "applied",
        table: "exists, row security on, insert passed, query passed"
      )
    ),
    RecordedExample.example(
      "a row that a policy hides",
      .fails,
      entry: RecordedExample.rehearsal(
        "applied",
        table: "exists, row security on, insert passed, query failed; the owner sees no row"
      )
    ),
    RuleExample("never rehearsed", .notChecked, files: [:]),
  ]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    rehearsed(subject, subject.rehearsal) { table, server in
      tried(table.queried, table.queriedReason, "a row read from `\(table.name)`, on \(server)")
    }
  }
}

/// What a rehearsal says of one table.
enum TableAnswer {
  case pass(String)
  case fail(String)
  case unknown(String)
}

extension Rule {
  static func tried(_ outcome: Bool?, _ reason: String?, _ sentence: String) -> TableAnswer {
    switch outcome {
    case true?: .pass(sentence)
    case false?: .fail("not so: \(sentence): \(reason ?? "not told")")
    case nil: .unknown("not tried: \(sentence): \(reason ?? "not told")")
    }
  }

  /// Asks a rehearsal, or a verification, about each table that the subject has.
  static func rehearsed(
    _ subject: RuleSubject,
    _ trial: RehearsalResult?,
    _ ask: (RehearsalResult.Table, String) -> TableAnswer
  ) -> RuleOutcome {
    guard let trial else {
      return .notChecked(subject.rehearsalReason ?? "no rehearsal of these files: sitrep rehearse")
    }
    if let missing = subject.withoutTables({ finding($0, object: subject.task?.id) }) {
      return missing
    }
    guard !subject.tables.isEmpty else { return .notChecked("no table was found") }
    var evidence: [String] = []
    var findings: [Finding] = []
    var unknown: [String] = []
    for table in subject.tables {
      let name = "\(table.schema).\(table.name)"
      let found = trial.tables.first { $0.name == name }
      if found == nil, trial.place != nil {
        unknown.append("the entry does not name `\(name)`")
        continue
      }
      guard let found, found.exists else {
        findings.append(
          finding(
            "`\(name)` does not exist on \(trial.server)",
            path: table.path,
            line: table.line,
            object: name
          )
        )
        continue
      }
      switch ask(found, trial.server) {
      case .pass(let sentence): evidence.append(sentence)
      case .fail(let sentence):
        findings.append(finding(sentence, path: table.path, line: table.line, object: name))
      case .unknown(let sentence): unknown.append(sentence)
      }
    }
    let outcome =
      unknown.first.map { .notChecked($0, findings: findings) }
      ?? RuleOutcome(evidence: evidence, findings: findings)
    return trial.place.map { outcome.recorded(at: $0, changed: trial.changed) } ?? outcome
  }
}
