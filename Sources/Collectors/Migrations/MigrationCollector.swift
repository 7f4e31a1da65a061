package import Facts
import PostgresSyntax
import SchemaFold

/// Reads migration files and folds them, in order, into the tables that stand after the last.
package enum MigrationCollector {
  /// Collects from the files of one migration folder, given in any order.
  ///
  /// Files fold in byte order of their paths. A file that is too large, unreadable, or has a name
  /// that the migration tool skips is in `migrations` (where its lines could be counted) and named in
  /// `notChecked`; what it may have changed makes the tables partial, since it was not looked at.
  package static func collect(_ files: [SourceFile]) -> MigrationEvidence {
    let ordered = files.sorted { $0.path.precedesInBytes($1.path) }
    var evidence = MigrationEvidence()
    let names = ordered.map { MigrationName(path: $0.path) }
    var parsed = parse(ordered).makeIterator()
    let fold = SchemaFold()
    for (file, name) in zip(ordered, names) {
      switch file.content {
      case .text(let source):
        guard let sql = parsed.next() else { continue }
        guard !name.isSkipped else {
          evidence.migrations.append(skipped(source, sql, &evidence))
          continue
        }
        evidence.migrations.append(migration(source, name, sql, fold.fold(sql, source: source)))
      case .tooLarge(let bytes, let lines):
        let reason = "not analysed: \(bytes / 1_048_576) MiB, above the 16 MiB that are read"
        evidence.notChecked.append(
          NotChecked(subject: "migration", path: file.path, reason: reason)
        )
        evidence.migrations.append(unread(file.path, name, lines: lines, reason))
        if !name.isSkipped { fold.doubtTables("\(file.path) was \(reason)") }
      case .unreadable(let reason):
        evidence.notChecked.append(
          NotChecked(subject: "migration", path: file.path, reason: reason)
        )
        evidence.migrations.append(unread(file.path, name, lines: 0, "not read: \(reason)"))
        if !name.isSkipped { fold.doubtTables("\(file.path) was not read: \(reason)") }
      }
    }
    evidence.tables = StatedReasons.add(to: fold.tables(), from: ordered)
    addFindings(names, ordered, fold, &evidence)
    return evidence
  }

  private static func parse(_ files: [SourceFile]) -> [SQLFile] {
    SQLFile.parsed(
      files.compactMap { file in
        guard case .text(let source) = file.content else { return nil }
        return source
      }
    )
  }

  private static func migration(
    _ source: SourceText,
    _ name: MigrationName,
    _ file: SQLFile,
    _ outcome: SchemaFold.Outcome
  ) -> Migration {
    var migration = Migration(
      path: source.path,
      version: name.version,
      lines: source.lineCount,
      statements: file.statementCount,
      additive: outcome.additive,
      additiveReason: outcome.additiveReason,
      findings: outcome.findings
    )
    let problems = file.problems
    migration.error = problems.first
    migration.findings += problems.dropFirst().prefix(50).map { problem in
      Finding(
        rule: "syntax-error",
        severity: .error,
        path: problem.path,
        line: problem.line,
        message: "column \(problem.column): \(problem.message)"
      )
    }
    if migration.error != nil, migration.additive == true { migration.additive = nil }
    if migration.error != nil, migration.additive == nil, migration.additiveReason == nil {
      migration.additiveReason = "a part of the file does not parse"
    }
    if !outcome.partialReasons.isEmpty {
      migration.partial = true
      let shown = outcome.partialReasons.prefix(5).joined(separator: "; ")
      let rest = outcome.partialReasons.count - 5
      migration.partialReason = rest > 0 ? "\(shown); and \(rest) more" : shown
    }
    return migration
  }

  private static func unread(
    _ path: String,
    _ name: MigrationName,
    lines: Int,
    _ reason: String
  ) -> Migration {
    Migration(
      path: path,
      version: name.version,
      lines: lines,
      statements: 0,
      additive: nil,
      additiveReason: reason,
      partial: true,
      partialReason: reason
    )
  }

  /// A file that the tool skips: read for what is wrong with it, and not folded.
  private static func skipped(
    _ source: SourceText,
    _ file: SQLFile,
    _ evidence: inout MigrationEvidence
  ) -> Migration {
    let reason = "skipped: the migration tool reads only names of the form `<digits>_<name>.sql`"
    evidence.notChecked.append(NotChecked(subject: "migration", path: source.path, reason: reason))
    return Migration(
      path: source.path,
      version: nil,
      lines: source.lineCount,
      statements: file.statementCount,
      additive: nil,
      additiveReason: reason,
      error: file.problems.first,
      partial: true,
      partialReason: reason
    )
  }

  private static func addFindings(
    _ names: [MigrationName],
    _ files: [SourceFile],
    _ fold: SchemaFold,
    _ evidence: inout MigrationEvidence
  ) {
    var firstOfVersion: [String: String] = [:]
    for (name, file) in zip(names, files) where !name.isSkipped {
      guard let version = name.version else { continue }
      if let first = firstOfVersion[version] {
        evidence.findings.append(
          Finding(
            rule: "duplicate-version",
            severity: .error,
            path: file.path,
            object: version,
            message: "version \(version) is that of \(first) as well",
            hint: "Tools apply one file per version: give this one a version of its own."
          )
        )
      } else {
        firstOfVersion[version] = file.path
      }
    }
    for table in evidence.tables where table.rowSecurity == false && !table.policies.isEmpty {
      let policy = table.policies[0]
      let name = table.schema == "public" ? table.name : "\(table.schema).\(table.name)"
      evidence.findings.append(
        Finding(
          rule: "policy-without-row-security",
          severity: .error,
          path: policy.path,
          line: policy.line,
          object: name,
          message:
            "\(table.policies.count == 1 ? "1 policy" : "\(table.policies.count) policies") on \(name), where row security is off: nothing is checked",
          hint: "ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY;"
        )
      )
    }
    for relation in fold.relationsCreatedElsewhere where !isOfThePlatform(relation.name) {
      evidence.notChecked.append(
        NotChecked(
          subject: "table \(relation.name)",
          path: relation.path,
          reason: "line \(relation.line) alters it, and no file read here creates it"
        )
      )
    }
  }

  /// Whether a table is Supabase's own, which no migration makes and no client owns.
  ///
  /// Source: https://supabase.com/docs/guides/database/overview, the schemas that a project begins with.
  private static func isOfThePlatform(_ name: String) -> Bool {
    let schemas = [
      "auth", "storage", "realtime", "cron", "net", "vault", "pgsodium", "graphql", "extensions",
      "supabase_functions", "supabase_migrations",
    ]
    return schemas.contains { name.hasPrefix("\($0).") }
  }
}
