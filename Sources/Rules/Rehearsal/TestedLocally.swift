import Facts

/// Exactly the migrations of the task were applied to a database.
package enum TestedLocally: Rule {
  package static let proves =
    "The migrations were applied to a database of their own, as they are now."
  package static let why = "A migration that was changed after its test was not tested."
  package static let remedy = "run sitrep rehearse, and mend what PostgreSQL refuses"
  package static let examples = [
    RecordedExample.example(
      "these files were applied",
      .passes,
      entry: RecordedExample.rehearsal("applied", table: "exists, row security on")
    ),
    RecordedExample.example(
      "PostgreSQL refused one of them",
      .fails,
      entry: RecordedExample.rehearsal(
        "failed at line 1: type \"int\" is a shell",
        table: "does not exist"
      )
    ),
    RuleExample("never rehearsed", .notChecked, files: [:]),
  ]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    guard let rehearsal = subject.rehearsal else {
      return .notChecked(subject.rehearsalReason ?? "no rehearsal of these files: sitrep rehearse")
    }
    if let missing = subject.withoutTables({ finding($0, object: subject.task?.id) }) {
      return missing
    }
    let migrations = subject.migrations
    guard !migrations.isEmpty else { return .notChecked("no migration of this task was found") }
    var unknown: [String] = []
    var findings: [Finding] = []
    for migration in migrations where !rehearsal.applied.contains(migration.path) {
      if let failure = rehearsal.failures.first(where: { $0.path == migration.path }) {
        findings.append(
          finding(
            failure.message,
            path: failure.path,
            line: failure.line,
            object: migration.path
          )
        )
      } else {
        unknown.append("\(migration.path) was skipped")
      }
    }
    let outcome =
      unknown.first.map { .notChecked($0, findings: findings) }
      ?? RuleOutcome(
        evidence: migrations.map { "\($0.path) applied on \(rehearsal.server)" },
        findings: findings
      )
    return rehearsal.place.map { outcome.recorded(at: $0, changed: rehearsal.changed) } ?? outcome
  }
}
