package import Facts

/// What a rule looks at: one task's part of the evidence, or all of it.
package struct RuleSubject: Sendable {
  package var evidence: Evidence
  /// The task whose files are looked at; nil looks at the whole repository.
  package var task: DirectionTask?
  /// Migrations that are the task's, besides those that make or change its tables.
  package var files: Set<String>
  /// Schemas that a client can reach; others need no row security.
  package var exposedSchemas: Set<String>
  /// Sentences of the record that give a file's number of lines; nil when the record was not read for them.
  package var lineClaims: [LineClaim]?
  /// What the task makes or changes beside migrations; nil when nobody looked.
  package var taskFiles: [TaskFile]?
  /// When each file was committed first, a file that is missing here is not committed; nil when git did
  /// not tell.
  package var firstCommits: [String: Timestamp]?
  /// Why `firstCommits` is nil.
  package var firstCommitsReason: String?
  /// What a rehearsal of the migrations found; nil when there was none on these files.
  package var rehearsal: RehearsalResult?
  /// Why `rehearsal` is nil.
  package var rehearsalReason: String?
  /// What a live database's catalog showed; nil when none was looked at.
  package var verification: RehearsalResult?
  /// The last known run of a command by its name, as the record tells it.
  package var recordedCommands: [String: RecordedRun]
  /// Files that the record of the task links to as pictures; nil when nobody looked.
  package var pictures: [LinkedPicture]?
  /// Secrets that stand in the record; nil when it was not searched.
  package var recordSecrets: RecordSecrets?
  /// Errors that somebody decided to accept.
  package var waived: [WaivedFinding]

  package init(evidence: Evidence, task: DirectionTask? = nil) {
    self.evidence = evidence
    self.task = task
    self.files = []
    self.exposedSchemas = ["public"]
    self.waived = []
    self.recordedCommands = [:]
  }

  /// What tells whether tables exist: a live database before one that was made for the question, and either
  /// only before the other when it is of the files as they are.
  var database: RehearsalResult? {
    let known = [verification, rehearsal].compactMap { $0 }
    return known.first { $0.changed == nil } ?? known.first
  }

  /// The tables that the task specifies and that stand; without a task every table.
  package var tables: [Table] {
    guard let task else { return evidence.tables }
    return evidence.tables.filter { table in
      task.expects.tables.contains { Self.names(table, $0) }
    }
  }

  /// The tables that the task specifies and no migration makes.
  package var missingTables: [String] {
    (task?.expects.tables ?? []).filter { name in
      !evidence.tables.contains { Self.names($0, name) }
    }
  }

  /// The outcome when tables of the task are missing; nil when none is.
  ///
  /// A table is missing for certain only when every migration was read whole.
  func withoutTables(_ finding: (String) -> Finding) -> RuleOutcome? {
    guard !missingTables.isEmpty else { return nil }
    let sentence = "no migration makes \(missingTables.joined(separator: ", "))"
    let unread =
      evidence.migrations.first { $0.error != nil || $0.partial == true }?.path
      ?? evidence.notChecked.first { $0.subject.contains("migration") }.map { $0.path ?? $0.reason }
    if let unread { return .notChecked("\(sentence), and \(unread) was not read whole") }
    guard !evidence.migrations.isEmpty else { return .notChecked("no migration was found") }
    return RuleOutcome(evidence: [], findings: [finding(sentence)])
  }

  /// The migrations that make or change the subject's tables; without a task all.
  package var migrations: [Migration] {
    guard task != nil else { return evidence.migrations }
    let paths = Set(
      tables.flatMap { table in
        [table.path] + table.policies.map(\.path) + table.indexes.map(\.path)
          + table.foreignKeys.map(\.path)
      }
    )
    return evidence.migrations.filter { paths.contains($0.path) || files.contains($0.path) }
  }

  /// Whether a migration is the subject's for certain: it makes one of its tables, or is named as the task's.
  ///
  /// Another task may have changed the same tables in a file of its own.
  func owns(_ migration: Migration) -> Bool {
    task == nil || files.contains(migration.path)
      || tables.contains { $0.path == migration.path }
  }

  /// The models that the task specifies, and those of its tables; without a task all.
  package var models: [PrismaModel] {
    guard let schema = evidence.prisma else { return [] }
    guard let task else { return schema.models }
    let names = Set(tables.map(\.name))
    return schema.models.filter {
      task.expects.models.contains($0.name) || names.contains($0.table)
    }
  }

  package var missingModels: [String] {
    let present = Set(evidence.prisma?.models.map(\.name) ?? [])
    return (task?.expects.models ?? []).filter { !present.contains($0) }
  }

  /// The outcome when models of the task are missing; nil when none is.
  ///
  /// A model is missing for certain only when every schema was read.
  func withoutModels(_ finding: (String) -> Finding) -> RuleOutcome? {
    guard !missingModels.isEmpty else { return nil }
    let sentence = "the schema has no model \(missingModels.joined(separator: ", "))"
    if let unread = evidence.notChecked.first(where: { $0.subject.contains("schema") }) {
      return .notChecked("\(sentence), and \(unread.path ?? unread.reason) was not read")
    }
    return RuleOutcome(evidence: [], findings: [finding(sentence)])
  }

  /// The table that a model stands for; nil when no migration makes it.
  package func table(of model: PrismaModel) -> Table? {
    evidence.tables.first { table in
      table.name == model.table && (model.schema ?? table.schema) == table.schema
    }
  }

  private static func names(_ table: Table, _ name: String) -> Bool {
    name == "\(table.schema).\(table.name)" || name == table.name
  }
}

/// What applying the migrations to a database of its own showed, as plain values.
package struct RehearsalResult: Sendable, Equatable {
  package struct Table: Sendable, Equatable {
    /// `schema.name`.
    package var name: String
    package var exists: Bool
    /// nil when that was not told.
    package var rowSecurityActive: Bool?
    /// nil when no row was tried; the reason says why.
    package var inserted: Bool?
    package var insertedReason: String?
    package var queried: Bool?
    package var queriedReason: String?

    package init(name: String, exists: Bool = true, rowSecurityActive: Bool?) {
      self.name = name
      self.exists = exists
      self.rowSecurityActive = rowSecurityActive
    }
  }

  package struct Failure: Sendable, Equatable {
    package var path: String
    package var line: Int?
    package var message: String

    package init(path: String, line: Int?, message: String) {
      self.path = path
      self.line = line
      self.message = message
    }
  }

  /// Where it was rehearsed, for the evidence: `PostgreSQL 15.8`.
  package var server: String
  /// Migrations that were applied.
  package var applied: Set<String>
  package var failures: [Failure]
  package var tables: [Table]
  /// The entry that tells of it; nil for what has just been run.
  package var place: RecordPlace?
  /// How the files that it read have changed since; nil when they have not.
  package var changed: String?

  package init(
    server: String,
    applied: Set<String>,
    failures: [Failure] = [],
    tables: [Table] = []
  ) {
    self.server = server
    self.applied = applied
    self.failures = failures
    self.tables = tables
  }
}

/// A run of a command as the record tells it.
package struct RecordedRun: Sendable, Equatable {
  package var run: RecordedCommand
  /// How the files that it read have changed since; nil when they have not.
  package var changed: String?

  package init(_ run: RecordedCommand, changed: String?) {
    self.run = run
    self.changed = changed
  }
}

/// A picture that the record names, and what its first bytes say it is.
package struct LinkedPicture: Sendable, Equatable {
  package var path: String
  /// Where it is named.
  package var place: RecordPlace
  /// Tasks of the entry that names it.
  package var tasks: [String]
  package var exists: Bool
  /// `PNG`, `JPEG`, `GIF` or `WebP`; nil for anything else.
  package var format: String?
  /// Why nobody looked; nil when somebody did.
  package var reason: String?

  package init(
    path: String,
    place: RecordPlace,
    tasks: [String] = [],
    exists: Bool,
    format: String?,
    reason: String? = nil
  ) {
    self.path = path
    self.place = place
    self.tasks = tasks
    self.exists = exists
    self.format = format
    self.reason = reason
  }

  /// What kind of picture begins with these bytes; nil for none.
  package static func format(of bytes: some Collection<UInt8>) -> String? {
    let head = Array(bytes.prefix(12))
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "PNG" }
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "JPEG" }
    if head.starts(with: Array("GIF87a".utf8)) || head.starts(with: Array("GIF89a".utf8)) {
      return "GIF"
    }
    if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).elementsEqual("WEBP".utf8) {
      return "WebP"
    }
    return nil
  }
}

/// A finding that somebody decided to accept: by rule and object.
package struct WaivedFinding: Sendable, Hashable {
  package var rule: String
  /// A finding's object, or its path.
  package var object: String

  package init(rule: String, object: String) {
    self.rule = rule
    self.object = object
  }

  package func accepts(_ finding: Finding) -> Bool {
    rule == finding.rule && (object == finding.object || object == finding.path)
  }
}
