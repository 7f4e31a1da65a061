import Facts

/// Nothing is taken away by the migrations: neither structure, nor rows, nor access.
package enum AdditiveOnly: Rule {
  package static let proves =
    "The migrations add, take nothing away, and open nothing to everybody."
  package static let why =
    "What a migration removes is gone from every environment it is applied to, and a client that still uses it breaks. What is opened by accident is read, or written, before anybody looks."
  package static let remedy =
    "add beside what is there, and remove in a step of its own that somebody approves"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    let migrations = subject.migrations
    if let missing = subject.withoutTables({ finding($0, object: subject.task?.id) }) {
      return missing
    }
    guard !migrations.isEmpty else { return .notChecked("no migration of this task was found") }
    var unknown: [String] = []
    var findings: [Finding] = []
    for migration in migrations {
      switch migration.additive {
      case true?: continue
      case false? where !subject.owns(migration):
        unknown.append(
          "\(migration.path) changes the same tables and is not additive; whose it is is not told"
        )
      case false?:
        let reason = migration.additiveReason ?? "it takes something away"
        findings.append(finding(reason, path: migration.path, object: migration.path))
      case nil: unknown.append("\(migration.path): \(migration.additiveReason ?? "not told")")
      }
    }
    if !unknown.isEmpty { return .notChecked(unknown.joined(separator: "; "), findings: findings) }
    return RuleOutcome(
      evidence: migrations.map { "\($0.path): \($0.statements) statements, all additive" },
      findings: findings
    )
  }

  package static let examples = [
    RuleExample(
      "a new table",
      .passes,
      files: ["supabase/migrations/1_a.sql": "CREATE TABLE crates (id int PRIMARY KEY);\n"]
    ),
    RuleExample(
      "a column that goes",
      .fails,
      files: [
        "supabase/migrations/1_a.sql": "CREATE TABLE crates (id int PRIMARY KEY, note text);\n",
        "supabase/migrations/2_b.sql": "ALTER TABLE crates DROP COLUMN note;\n",
      ]
    ),
    RuleExample(
      "every row deleted",
      .fails,
      files: [
        "supabase/migrations/1_a.sql": "CREATE TABLE crates (id int PRIMARY KEY);\n",
        "supabase/migrations/2_b.sql": "DELETE FROM crates;\n",
      ]
    ),
    RuleExample(
      "a table that everybody may write",
      .fails,
      files: [
        "supabase/migrations/1_a.sql": """
        CREATE TABLE crates (id int PRIMARY KEY);
        ALTER TABLE crates ENABLE ROW LEVEL SECURITY;
        CREATE POLICY anybody ON crates FOR INSERT WITH CHECK (true);

        """
      ]
    ),
    RuleExample(
      "a grant to everybody",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id int PRIMARY KEY);\nGRANT SELECT ON crates TO anon;\n"
      ]
    ),
    RuleExample(
      "a policy for the server's own role",
      .passes,
      files: [
        "supabase/migrations/1_a.sql": """
        CREATE TABLE crates (id int PRIMARY KEY);
        ALTER TABLE crates ENABLE ROW LEVEL SECURITY;
        CREATE POLICY server ON crates TO service_role USING (true) WITH CHECK (true);
        CREATE POLICY everybody_reads ON crates FOR SELECT USING (true);

        """
      ]
    ),
    RuleExample("no migration at all", .notChecked, files: [:]),
  ]
}
