/// A task of a direction file, with what it specifies.
package struct DirectionTask: Sendable, Equatable, Encodable {
  package enum State: String, Sendable, Encodable {
    case open, working, blocked, done
  }

  /// What stands once the task is done.
  package struct Expectation: Sendable, Equatable, Encodable {
    /// The migration's path as written; a pattern where it holds `YYYYMMDDHHMMSS` or `[timestamp]`.
    @ExplicitNull package var migration: String?
    /// Tables that the SQL fence creates, `schema.name` where it names a schema.
    package var tables: [String]
    /// Models of the Prisma fence.
    package var models: [String]

    package init(migration: String? = nil, tables: [String] = [], models: [String] = []) {
      self.migration = migration
      self.tables = tables
      self.models = models
    }

    package var isEmpty: Bool {
      migration == nil && tables.isEmpty && models.isEmpty
    }
  }

  /// The content of a code fence in a direction: a specification to compare with, never to run.
  package struct Fence: Sendable, Equatable {
    /// 1-based line of the first line inside the fence.
    package var line: Int
    package var text: String

    package init(line: Int, text: String) {
      self.line = line
      self.text = text
    }
  }

  package var id: String
  package var title: String
  package var agent: String
  package var path: String
  package var line: Int
  package var expects: Expectation
  package var state: State
  package var sqlFences: [Fence]
  package var prismaFences: [Fence]
  /// Files that its section says it makes or changes, as written: a path, or a pattern of one.
  package var files: [String]

  private enum CodingKeys: String, CodingKey {
    case id, title, agent, path, line, expects, state
  }

  package init(id: String, title: String, agent: String, path: String, line: Int) {
    self.id = id
    self.title = title
    self.agent = agent
    self.path = path
    self.line = line
    self.expects = Expectation()
    self.state = .open
    self.sqlFences = []
    self.prismaFences = []
    self.files = []
  }
}
