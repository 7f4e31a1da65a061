package import Facts

/// What a rule looks at: one task's part of the evidence, or all of it.
package struct RuleSubject: Sendable {
  package var evidence: Evidence
  /// The task whose files are looked at; nil looks at the whole repository.
  package var task: DirectionTask?
  /// Schemas that a client can reach; others need no row security.
  package var exposedSchemas: Set<String>
  /// Sentences of the record that give a file's number of lines.
  package var lineClaims: [LineClaim]
  /// When each file was committed first; a file that is missing here is not committed, or not known.
  package var firstCommits: [String: Timestamp]
  /// Why `firstCommits` is empty; nil when git was asked.
  package var firstCommitsReason: String?

  package init(evidence: Evidence, task: DirectionTask? = nil) {
    self.evidence = evidence
    self.task = task
    self.exposedSchemas = ["public"]
    self.lineClaims = []
    self.firstCommits = [:]
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

  /// The migrations that make or change the subject's tables; without a task all.
  package var migrations: [Migration] {
    guard task != nil else { return evidence.migrations }
    let paths = Set(
      tables.flatMap { table in
        [table.path] + table.policies.map(\.path) + table.indexes.map(\.path)
          + table.foreignKeys.map(\.path)
      }
    )
    return evidence.migrations.filter { paths.contains($0.path) }
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

/// A sentence of the record that says how many lines a file has.
package struct LineClaim: Sendable, Equatable {
  package var subject: String
  package var lines: Int
  /// Where the sentence stands.
  package var place: RecordPlace

  package init(subject: String, lines: Int, place: RecordPlace) {
    self.subject = subject
    self.lines = lines
    self.place = place
  }
}
