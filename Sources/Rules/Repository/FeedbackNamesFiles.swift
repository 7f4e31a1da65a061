import Facts

/// The record names every migration of the task with its true number of lines.
package enum FeedbackNamesFiles: Rule {
  package static let proves =
    "The record gives each migration of the task with the number of lines that the file has."
  package static let why = "A reader who cannot trust the small numbers trusts none of them."
  package static let remedy = "let sitrep report write the numbers"
  package static let examples: [RuleExample] = [RuleExample("no task", .notChecked, files: [:])]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    guard let task = subject.task else { return .notChecked("it belongs to no task") }
    guard let allClaims = subject.lineClaims else {
      return .notChecked("the record was not read for numbers of lines")
    }
    guard !subject.migrations.isEmpty, subject.missingTables.isEmpty else {
      return .notChecked("no migration of \(task.id) was found")
    }
    var evidence: [String] = []
    var findings: [Finding] = []
    for migration in subject.migrations {
      let claims = allClaims.filter { claim in
        migration.path == claim.subject || migration.path.hasSuffix("/\(claim.subject)")
      }
      if let right = claims.last(where: { $0.lines == migration.lines }) {
        evidence.append("\(right.place.path):\(right.place.line) says \(migration.lines) lines")
      } else if let wrong = claims.last {
        findings.append(
          finding(
            "\(wrong.lines) lines claimed, \(migration.path) has \(migration.lines)",
            path: wrong.place.path,
            line: wrong.place.line,
            object: migration.path
          )
        )
      } else {
        findings.append(
          finding("the record does not give the lines of \(migration.path)", object: migration.path)
        )
      }
    }
    return RuleOutcome(evidence: evidence, findings: findings)
  }
}
