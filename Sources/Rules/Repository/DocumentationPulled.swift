import Facts

/// The documentation of each library that the task needs was pulled before the first commit that uses it.
package enum DocumentationPulled: Rule {
  package static let proves =
    "A documentation note stands in the record for each library the task needs, from before its files were committed."
  package static let why =
    "Libraries change; what a model remembers of one is often an older version."
  package static let remedy = "pull the documentation and log it: sitrep note --library … --topic …"
  package static let examples = [
    RecordedExample.example(
      "a note for each library",
      .passes,
      entry: """
        ## 08:00 - Context7: Prisma
        - Topic: mapping
        - Key Learning: a table has its own name in @@map
        - Applied to: prisma/schema.prisma

        ## 08:05 - Context7: Supabase
        - Topic: row level security
        - Key Learning: a table without a policy shows no row
        - Applied to: supabase/migrations/1_crates.sql

        """
    ),
    RecordedExample.example(
      "a library without its note",
      .fails,
      entry: """
        ## 08:05 - Context7: Supabase
        - Topic: row level security
        - Key Learning: a table without a policy shows no row
        - Applied to: supabase/migrations/1_crates.sql

        """
    ),
    RuleExample("no task", .notChecked, files: [:]),
  ]

  /// The libraries of a table and of a model, by words that a note's library or topic holds.
  private static let tableLibraries = ["supabase", "postgres", "postgresql"]
  private static let modelLibraries = ["prisma"]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    guard let task = subject.task else { return .notChecked("it belongs to no task") }
    var evidence: [String] = []
    var findings: [Finding] = []
    var needs: [(library: String, words: [String], paths: [String])] = []
    if !task.expects.tables.isEmpty {
      needs.append(("Supabase or PostgreSQL", tableLibraries, subject.migrations.map(\.path)))
    }
    if !task.expects.models.isEmpty {
      // A schema file is older than the model in it: the task's migrations tell when work began.
      needs.append(("Prisma", modelLibraries, subject.migrations.map(\.path)))
    }
    guard !needs.isEmpty else { return .notChecked("\(task.id) specifies neither table nor model") }
    for need in needs {
      let notes = subject.evidence.notes.filter { note in
        let text = "\(note.library) \(note.topic ?? "")".lowercased()
        return need.words.contains { text.contains($0) }
      }
      guard
        let first = notes.min(by: {
          ($0.timestamp ?? .init(secondsSinceEpoch: .max))
            < ($1.timestamp ?? .init(secondsSinceEpoch: .max))
        })
      else {
        findings.append(finding("no documentation note for \(need.library)", object: task.id))
        continue
      }
      let commits = need.paths.compactMap { subject.firstCommits?[$0] }
      guard let commit = commits.min(), let stamp = first.timestamp else {
        evidence.append("\(first.path):\(first.line) \(first.library)")
        continue
      }
      if stamp > commit {
        findings.append(
          finding(
            "the note for \(need.library) is of \(stamp.iso8601), its files were committed at \(commit.iso8601)",
            path: first.path,
            line: first.line,
            object: task.id
          )
        )
      } else {
        evidence.append("\(first.path):\(first.line) \(first.library), before \(commit.iso8601)")
      }
    }
    if findings.isEmpty, subject.firstCommits == nil {
      return .notChecked(subject.firstCommitsReason ?? "git was not asked when the files came")
    }
    return RuleOutcome(evidence: evidence, findings: findings)
  }
}
