import Facts

/// Nothing that runs at deployment changes the database schema.
package enum NoMigrationCommands: Rule {
  package static let proves = "No deployment file holds a command that changes the database schema."
  package static let why =
    "A deployment that migrates applies what nobody approved, and again at every start."
  package static let remedy = "take the command out; apply migrations by hand after approval"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    let files = subject.evidence.deployment
    guard !files.isEmpty else { return .notChecked("no deployment file was found") }
    let findings = files.flatMap(\.findings).map { found in
      finding(found.message, path: found.path, line: found.line, object: found.object)
    }
    let unread = files.filter { $0.status == .notChecked }
    if let file = unread.first {
      return .notChecked("\(file.path): \(file.reason ?? "not read")", findings: findings)
    }
    return RuleOutcome(
      evidence: files.map { "\($0.path): no migration command" },
      findings: findings
    )
  }

  package static let examples = [
    RuleExample(
      "a start that only starts",
      .passes,
      files: ["package.json": "{\n  \"scripts\": { \"start\": \"node server.js\" }\n}\n"]
    ),
    RuleExample(
      "a release command that migrates",
      .fails,
      files: ["fly.toml": "[deploy]\n  release_command = \"npx prisma migrate deploy\"\n"]
    ),
    RuleExample("no deployment file", .notChecked, files: [:]),
  ]
}
