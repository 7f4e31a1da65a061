import Configuration
package import Facts

/// Which evidence is an agent's own: what a task of its direction specifies, or what its configured paths match.
package struct Ownership: Sendable {
  private let patterns: [PathPattern]
  private let tables: Set<String>
  private let models: Set<String>
  private let paths: Set<String>

  /// - Parameters:
  ///   - tasks: the agent's tasks, measured; empty without a direction.
  ///   - specifications: what they specify, by id.
  ///   - patterns: the agent's configured paths.
  ///   - index: what the repository holds.
  package init(
    tasks: [TaskProgress],
    specifications: [String: TaskSpecification],
    patterns: [String],
    index: EvidenceIndex
  ) {
    self.patterns = patterns.map { PathPattern($0) }
    var tables: Set<String> = []
    var models: Set<String> = []
    var paths: Set<String> = []
    for progress in tasks {
      let specification = specifications[progress.task.id] ?? TaskSpecification()
      for table in specification.tables {
        guard let found = index.table(schema: table.schema, name: table.name) else { continue }
        tables.insert("\(found.schema).\(found.name)")
        // What secures or indexes the table belongs to it, wherever it stands.
        if table.isCreated {
          paths.insert(found.path)
          paths.formUnion(found.policies.map(\.path))
          paths.formUnion(found.indexes.map(\.path))
        }
      }
      models.formUnion(specification.models.map(\.name))
      paths.formUnion(progress.migrations)
    }
    self.tables = tables
    self.models = models
    self.paths = paths
  }

  /// Whether a file is the agent's.
  package func owns(path: String) -> Bool {
    paths.contains(path) || patterns.contains { $0.matches(path) }
  }

  /// Whether a table is the agent's: specified by a task, or created in a file that the configuration gives to it.
  package func owns(_ table: Table) -> Bool {
    tables.contains("\(table.schema).\(table.name)")
      || patterns.contains { $0.matches(table.path) }
  }

  /// Whether a model is the agent's: specified by a task, of one of its tables, or in a file of its own.
  package func owns(_ model: PrismaModel) -> Bool {
    models.contains(model.name) || tables.contains("\(model.schema ?? "public").\(model.table)")
      || patterns.contains { $0.matches(model.path) }
  }
}
