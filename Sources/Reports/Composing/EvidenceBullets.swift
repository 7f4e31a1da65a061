import Facts

/// The bullets under Evidence, in the order that the direction document gives them: migrations, models,
/// notes, validation; then what else is known, the commit last.
struct EvidenceBullets {
  let context: ReportContext
  private let changed: Set<String>
  private let ownMigrations: Set<String>

  init(_ context: ReportContext) {
    self.context = context
    changed = Set(context.changes.files.filter { $0.kind != .deleted }.map(\.path))
    ownMigrations = Set(
      context.ownTables.flatMap { table in
        [table.path] + table.policies.map(\.path) + table.indexes.map(\.path)
      }
    ).union(context.ownPaths)
  }

  var bullets: [TwoHourlyReport.Bullet] {
    migrations + changedMigrations + models + files + notes + validation + deployment + checklist
      + elsewhere
      + notChecked
      + fingerprint + [commit]
  }

  // MARK: The four that every entry has

  /// The agent's own migrations that changed, else those of its tables as they stand.
  private var migrations: [TwoHourlyReport.Bullet] {
    let evidence = context.evidence
    let own = evidence.migrations.filter { ownMigrations.contains($0.path) }
    let fresh = own.filter { changed.contains($0.path) }
    if own.isEmpty {
      let total = counted(evidence.migrations.count, "file")
      return [.init("Migration", "none of this agent's; \(total) in the repository")]
    }
    if fresh.isEmpty {
      let names = own.map { "\($0.path) (\(counted($0.lines, "line")))" }
      return [
        .init("Migration", "unchanged \(context.sinceText): \(names.joined(separator: ", "))")
      ]
    }
    return fresh.map { migration in
      let summary = MigrationSummary(migration: migration, tables: evidence.tables)
      return .init(
        "Migration",
        "\(migration.path) (\(counted(migration.lines, "line"))): \(summary.text)"
      )
    }
  }

  /// What was said of another version of a file holds no more.
  private var changedMigrations: [TwoHourlyReport.Bullet] {
    context.changedMigrations.filter { ownMigrations.contains($0.path) }.map {
      .init("Migration", "\($0.path): \($0.text)")
    }
  }

  private var models: [TwoHourlyReport.Bullet] {
    guard let schema = context.evidence.prisma else {
      return [.init("Prisma", "not checked: \(context.evidence.prismaReason ?? "no schema found")")]
    }
    var bullets: [TwoHourlyReport.Bullet] = []
    var unchanged: [String] = []
    for model in context.ownModels {
      if let earlier = context.earlierModels, !earlier.contains(model.name) {
        bullets.append(.init("Prisma", "Added \(ModelSummary.text(of: model))"))
      } else {
        unchanged.append(ModelSummary.text(of: model))
      }
    }
    if !unchanged.isEmpty {
      bullets.append(.init("Prisma", "In place: \(unchanged.joined(separator: "; "))"))
    }
    if bullets.isEmpty {
      let total = counted(schema.models.count, "model")
      bullets.append(.init("Prisma", "none of this agent's models; \(total) in the schema"))
    }
    if let error = schema.error {
      bullets.append(
        .init(
          "Prisma",
          "\(error.path):\(error.line):\(error.column) does not parse: \(error.message)"
        )
      )
    }
    return bullets
  }

  private var files: [TwoHourlyReport.Bullet] {
    let files = context.taskFiles.map { "\($0.path) (\(counted($0.lines, "line")))" }
    return files.isEmpty ? [] : [.init("Files", files.joined(separator: ", "))]
  }

  private var notes: [TwoHourlyReport.Bullet] {
    let fresh = context.evidence.notes.filter { note in
      guard note.agent == context.agent else { return false }
      guard let since = context.changes.since else { return true }
      return note.timestamp.map { $0 > since && $0 <= context.now } ?? false
    }
    if fresh.isEmpty { return [.init("Context7", "nothing pulled \(context.sinceText)")] }
    return fresh.map { note in
      .init(note.source, "Pulled \(note.library)" + (note.topic.map { " topic: \($0)" } ?? ""))
    }
  }

  private var validation: [TwoHourlyReport.Bullet] {
    if context.evidence.commands.isEmpty { return [.init("Validation", "no command was run")] }
    return context.evidence.commands.map { run in
      let version = run.version.map { " (version \($0))" } ?? ""
      let outcome =
        switch run.outcome {
        case .passed: "PASS\(version)"
        case .failed: "FAIL\(version): \(run.reason ?? "no reason given")"
        case .notRun: "not run: \(run.reason ?? "no reason given")"
        }
      // What it read, so that the line still proves something later.
      let read =
        run.outcome == .notRun || !run.name.hasPrefix("prisma ")
        ? "" : context.schemaFingerprint.map { ", read \(Fingerprint.mark)\($0)" } ?? ""
      return .init("Validation", "\(run.name) → \(outcome)\(read)")
    }
  }

  // MARK: What else is known

  private var deployment: [TwoHourlyReport.Bullet] {
    let files = context.evidence.deployment
    var bullets: [TwoHourlyReport.Bullet] = []
    let safe = files.filter { $0.status == .safe }.map(\.path)
    if !safe.isEmpty {
      bullets.append(.init("Deployment", "\(safe.joined(separator: ", ")): no migration command"))
    }
    for file in files where file.status == .forbidden {
      bullets += file.findings.map { finding in
        let line = finding.line.map { ":\($0)" } ?? ""
        return .init("Deployment", "\(file.path)\(line): \(finding.message)")
      }
    }
    for file in files where file.status == .notChecked {
      bullets.append(.init("Deployment", "\(file.path) not checked: \(file.reason ?? "not told")"))
    }
    return bullets
  }

  private var checklist: [TwoHourlyReport.Bullet] {
    guard let totals = context.checklist, totals.markers > 0 else { return [] }
    let parts = Checklist.Verdict.allCases.compactMap { verdict -> String? in
      let count = totals.byVerdict[verdict.rawValue] ?? 0
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }
    return [.init("Definition of Done", "\(parts.joined(separator: ", ")) of \(totals.markers)")]
  }

  /// What changed and is not this agent's: named, so that nothing stays unseen.
  private var elsewhere: [TwoHourlyReport.Bullet] {
    let ownFiles = ownMigrations.union(context.ownModels.map(\.path))
      .union(context.taskFiles.map(\.path))
    let others = context.changes.files.filter { !ownFiles.contains($0.path) }
    if others.isEmpty { return [] }
    let shown = others.prefix(6).map { $0.kind == .deleted ? "\($0.path) (deleted)" : $0.path }
    let more = others.count > shown.count ? " and \(others.count - shown.count) more" : ""
    return [.init("Also changed in the repository", shown.joined(separator: ", ") + more)]
  }

  /// Counted, the first few named: `sitrep evidence` lists all.
  private var notChecked: [TwoHourlyReport.Bullet] {
    let items = context.evidence.notChecked
    if items.isEmpty { return [] }
    let shown = items.prefix(3).map(EvidenceOutline.notChecked)
    let more =
      items.count > shown.count
      ? "; and \(items.count - shown.count) more, which sitrep evidence lists" : ""
    return [.init("Not checked", shown.joined(separator: "; ") + more)]
  }

  /// Of the files that the evidence was read from.
  private var fingerprint: [TwoHourlyReport.Bullet] {
    context.fingerprint.map { [.init("Fingerprint", $0)] } ?? []
  }

  private var commit: TwoHourlyReport.Bullet {
    let git = context.evidence.git
    guard let commit = git.commit else {
      return .init("Commit", "not checked: \(git.commitReason ?? "not told")")
    }
    let branch = git.branch.map { "on \($0)" } ?? "(\(git.branchReason ?? "no branch"))"
    let state =
      switch git.dirty {
      case true?: ", with uncommitted changes"
      case false?: ", nothing uncommitted"
      case nil: ", uncommitted changes not checked: \(git.dirtyReason ?? "not told")"
      }
    return .init("Commit", "\(commit.prefix(12)) \(branch)\(state)")
  }
}
