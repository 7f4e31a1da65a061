internal import Collectors
package import Configuration
package import Facts
internal import PostgresSyntax

/// Applies the migrations to a database of its own, and asks every table that then stands.
package struct Rehearser {
  /// Where the database is made.
  package enum Place: Sendable {
    /// A server that the run starts and removes.
    case ownServer
    /// A throwaway database on the server of a URL; `source` names where the URL stood.
    case server(url: String, source: String)
  }

  package var place: Place
  package var settings: RehearsalSettings
  /// Of the process; the programs and the temporary folder are found through it.
  package var environment: [String: String]
  /// Longest that one statement may take.
  package var statementTimeout: Duration
  /// What everything that a server says passes.
  package var redact: @Sendable (String) -> String

  package init(
    place: Place,
    settings: RehearsalSettings,
    environment: [String: String],
    statementTimeout: Duration = .seconds(60),
    redact: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.place = place
    self.settings = settings
    self.environment = environment
    self.statementTimeout = statementTimeout
    self.redact = redact
  }

  /// Rehearses; whatever was started or made is taken down again, also when a signal comes.
  ///
  /// The prelude's files come in the order of the configuration, the migrations in any.
  ///
  /// - Throws: `RehearsalError` when no server could be had or the run was ended; a file that fails is a result.
  package func run(
    prelude: [SourceFile],
    migrations: [SourceFile],
    at now: Timestamp
  ) throws(RehearsalError) -> Rehearsal {
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let stage = try makeStage()
    do throws(DatabaseError) {
      var rehearsal = try rehearse(prelude, migrations, on: stage, now)
      let left = stage.close()
      rehearsal.rolesLeft = left
      return rehearsal
    } catch {
      let left = stage.close()
      let rest = left.isEmpty ? "" : "; left on the server: \(left.joined(separator: ", "))"
      throw RehearsalError("the rehearsal did not come to its end: \(error.message)\(rest)")
    }
  }

  private func makeStage() throws(RehearsalError) -> Stage {
    let timeouts = Stage.Timeouts(statement: statementTimeout)
    switch place {
    case .ownServer:
      let binaries = try ServerBinaries.find(environment: environment)
      LibPQ.forgetEnvironment(environment)
      return try .onOwnServer(
        library: LibPQ(),
        binaries: binaries,
        environment: environment,
        supabase: settings.supabase,
        timeouts: timeouts,
        redact: redact
      )
    case .server(let url, let source):
      let library = try LibPQ()
      return try .onOtherServer(
        at: DatabaseAddress(url, from: source, library: library),
        library: library,
        supabase: settings.supabase,
        timeouts: timeouts,
        redact: redact
      )
    }
  }

  private func rehearse(
    _ prelude: [SourceFile],
    _ migrations: [SourceFile],
    on stage: Stage,
    _ now: Timestamp
  ) throws(DatabaseError) -> Rehearsal {
    let ordered = migrations.sorted { $0.path.precedesInBytes($1.path) }
    var rehearsal = Rehearsal(
      rehearsedAt: now,
      server: Rehearsal.Server(
        kind: isOwn ? .own : .other,
        version: stage.administrator.serverVersionText,
        owner: stage.owner
      ),
      fingerprint: Fingerprint.of(prelude + ordered),
      notes: stage.notes
    )
    let applier = try MigrationApplier(stage)
    rehearsal.files = try apply(prelude, kind: .prelude, skipped: [:], applier)
    let known = Set(try stage.catalog().entries.map(\.oid))
    let evidence = MigrationCollector.collect(ordered)
    rehearsal.notChecked = evidence.notChecked
    let skipped = Dictionary(
      evidence.migrations.compactMap { migration -> (String, String)? in
        guard migration.version == nil, let reason = migration.partialReason else { return nil }
        let mark = "skipped: "
        return (
          migration.path, reason.hasPrefix(mark) ? String(reason.dropFirst(mark.count)) : reason
        )
      },
      uniquingKeysWith: { first, _ in first }
    )
    let files = try apply(ordered, kind: .migration, skipped: skipped, applier)
    rehearsal.files += files
    let applied = Set(files.filter { $0.outcome == .applied }.map(\.path))
    let survey = TableSurvey(
      stage: stage,
      all: evidence.tables,
      applied: MigrationCollector.collect(ordered.filter { applied.contains($0.path) }).tables,
      files: files
    )
    rehearsal.tables = try survey.tables(
      catalog: stage.catalog(excluding: known),
      connection: applier.freshConnection()
    )
    return rehearsal
  }

  private var isOwn: Bool {
    if case .ownServer = place { true } else { false }
  }

  private func apply(
    _ files: [SourceFile],
    kind: RehearsedFile.Kind,
    skipped: [String: String],
    _ applier: MigrationApplier
  ) throws(DatabaseError) -> [RehearsedFile] {
    let sources = files.compactMap { file -> SourceText? in
      if case .text(let source) = file.content { source } else { nil }
    }
    var parsed = SQLFile.parsed(sources).makeIterator()
    var result: [RehearsedFile] = []
    for file in files {
      if Interruption.cameIn { throw .interrupted }
      switch file.content {
      case .text(let source):
        guard let sql = parsed.next() else { continue }
        if let reason = skipped[file.path] {
          result.append(applier.skip(file.path, kind: kind, file: sql, because: reason))
        } else {
          result.append(try applier.apply(source, sql, kind: kind))
        }
      case .tooLarge(let bytes, _):
        let reason = "\(bytes / 1_048_576) MiB, above the 16 MiB that are read"
        result.append(applier.skip(file.path, kind: kind, file: nil, because: reason))
      case .unreadable(let reason):
        result.append(applier.skip(file.path, kind: kind, file: nil, because: reason))
      }
    }
    return result
  }
}

extension Stage {
  /// The tables of the run's database.
  func catalog(excluding known: Set<Int> = []) throws(DatabaseError) -> CatalogTables {
    try administrator.run("SET search_path = pg_catalog")
    return try CatalogTables(administrator, excluding: known)
  }
}
