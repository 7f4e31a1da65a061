import Facts

/// The record names every file of the task with its true number of lines.
package enum FeedbackNamesFiles: Rule {
  package static let proves =
    "The record gives each file of the task with the number of lines that it has: its migrations, the schema with its models, and what the direction says that it makes or changes."
  package static let why = "A reader who cannot trust the small numbers trusts none of them."
  package static let remedy = "let sitrep report write the numbers"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    guard let task = subject.task else { return .notChecked("it belongs to no task") }
    guard let claims = subject.lineClaims else {
      return .notChecked("the record was not read for numbers of lines")
    }
    var evidence: [String] = []
    var findings: [Finding] = []
    var unread = missing(subject, task)
    let files = files(of: subject)
    for file in files {
      guard let lines = file.lines else {
        unread = unread ?? "\(file.path): \(file.reason ?? "not read")"
        continue
      }
      let own = claims.filter { names(file.path, $0.subject, among: files) }
      if let right = own.last(where: { $0.lines == lines }) {
        evidence.append(
          "\(right.place.path):\(right.place.line) says \(lines) lines of \(file.path)"
        )
      } else if let wrong = own.last {
        findings.append(
          finding(
            "\(wrong.lines) lines claimed, \(file.path) has \(lines)",
            path: wrong.place.path,
            line: wrong.place.line,
            object: file.path
          )
        )
      } else {
        findings.append(
          finding("the record does not give the lines of \(file.path)", object: file.path)
        )
      }
    }
    if let unread { return .notChecked(unread, findings: findings) }
    return RuleOutcome(evidence: evidence, findings: findings)
  }

  /// What is not there yet, so that its lines cannot be given; nil when all is.
  private static func missing(_ subject: RuleSubject, _ task: DirectionTask) -> String? {
    if !subject.missingTables.isEmpty { return "no migration of \(task.id) was found" }
    if !subject.missingModels.isEmpty {
      return "the schema has no model \(subject.missingModels.joined(separator: ", "))"
    }
    guard let others = subject.taskFiles else {
      return task.files.isEmpty && task.expects.models.isEmpty
        ? nil : "the files that \(task.id) names were not looked at"
    }
    return subject.migrations.isEmpty && others.isEmpty
      ? "no migration of \(task.id) was found" : nil
  }

  private static func files(of subject: RuleSubject) -> [TaskFile] {
    let migrations = subject.migrations.filter(subject.owns).map { migration in
      // A file that was not read counts no lines.
      migration.lines == 0 && migration.partialReason != nil
        ? TaskFile(path: migration.path, reason: migration.partialReason ?? "not read")
        : TaskFile(path: migration.path, lines: migration.lines)
    }
    let known = Set(migrations.map(\.path))
    return migrations + (subject.taskFiles ?? []).filter { !known.contains($0.path) }
  }

  /// Whether a sentence is about a file: it gives the path, or an end of it that no other file has.
  private static func names(_ path: String, _ said: String, among files: [TaskFile]) -> Bool {
    if path == said { return true }
    return path.hasSuffix("/\(said)")
      && !files.contains { $0.path != path && ($0.path == said || $0.path.hasSuffix("/\(said)")) }
  }

  package static let examples = [
    RuleExample(
      "every file with its lines",
      .passes,
      files: [
        "docs/directions/yard.md": direction, "supabase/migrations/1_crates.sql": migration,
        "app/crates.ts": "export const crates = [];\n",
        "feedback/yard/2026-01-02.md": """
        ## 2026-01-02T10:00:00Z — Yard: YARD-001 done

        - Migration: supabase/migrations/1_crates.sql (2 lines)
        - Loader: `app/crates.ts` (1 line)

        """,
      ]
    ),
    RuleExample(
      "a number that is not the file's",
      .fails,
      files: [
        "docs/directions/yard.md": direction, "supabase/migrations/1_crates.sql": migration,
        "app/crates.ts": "export const crates = [];\n",
        "feedback/yard/2026-01-02.md": """
        ## 2026-01-02T10:00:00Z — Yard: YARD-001 done

        - Migration: supabase/migrations/1_crates.sql (20 lines)
        - Loader: `app/crates.ts` (1 line)

        """,
      ]
    ),
    RuleExample(
      "a file that the record leaves out",
      .fails,
      files: [
        "docs/directions/yard.md": direction, "supabase/migrations/1_crates.sql": migration,
        "app/crates.ts": "export const crates = [];\n",
        "feedback/yard/2026-01-02.md": """
        ## 2026-01-02T10:00:00Z — Yard: YARD-001 done

        - Migration: supabase/migrations/1_crates.sql (2 lines)

        """,
      ]
    ),
    RuleExample(
      "a file of the task that is not there",
      .notChecked,
      files: [
        "docs/directions/yard.md": direction, "supabase/migrations/1_crates.sql": migration,
        "feedback/yard/2026-01-02.md": """
        ## 2026-01-02T10:00:00Z — Yard: YARD-001 done

        - Migration: supabase/migrations/1_crates.sql (2 lines)

        """,
      ]
    ),
    RuleExample("no task", .notChecked, files: [:]),
  ]

  private static let direction = """
    # Yard Direction

    ### YARD-001: Crates

    **Create migration**: `supabase/migrations/NNN_crates.sql`

    ```sql
    CREATE TABLE crates (id int PRIMARY KEY);
    ```

    **Files**:
    - `app/crates.ts`: reads them

    """
  private static let migration = "CREATE TABLE crates (id int PRIMARY KEY);\n-- read by the app\n"
}
