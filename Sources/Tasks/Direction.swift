package import Facts

/// What a direction file asks of one agent.
package struct Direction: Sendable {
  package var agent: String
  package var path: String
  /// The agent's name as the file's title spells it; nil when the title does not name the agent.
  package var printedName: String?
  /// In the order of the file.
  package var tasks: [DirectionTask]
  /// What each task's fences specify, by the task's id; no entry for a task without fences.
  package var specifications: [String: TaskSpecification]
  package var checklists: [DirectionChecklist]
  /// Problems in the direction itself: a fence that does not parse, a task that stands twice.
  package var findings: [Finding]
  /// What could not be read: a fence that is never closed and swallows the rest.
  package var notChecked: [NotChecked]

  package init(agent: String, path: String) {
    self.agent = agent
    self.path = path
    self.tasks = []
    self.specifications = [:]
    self.checklists = []
    self.findings = []
    self.notChecked = []
  }

  /// The lists that every task of the direction has to satisfy.
  package var definitionOfDone: [Checklist] {
    checklists.filter { $0.purpose == .definitionOfDone }.map(\.list)
  }
}

/// A list with markers of a direction, and what it is for.
package struct DirectionChecklist: Sendable, Equatable {
  package enum Purpose: String, Sendable {
    case definitionOfDone
    /// What has to be safe before or after a change.
    case safety
    case other
  }

  package var purpose: Purpose
  /// It is asked once a day, session or week, not of every task.
  package var isPeriodic: Bool
  /// Its heading is the label or heading right above.
  package var list: Checklist

  package init(purpose: Purpose, isPeriodic: Bool = false, list: Checklist) {
    self.purpose = purpose
    self.isPeriodic = isPeriodic
    self.list = list
  }
}

/// What the fences of one task specify: to compare with, never to run.
package struct TaskSpecification: Sendable, Equatable {
  package struct Table: Sendable, Equatable {
    /// nil when the fence names none.
    package var schema: String?
    package var name: String
    /// 1-based line in the direction.
    package var line: Int
    package var columns: [String]
    /// False for a table that the fences change but do not create.
    package var isCreated: Bool
    package var enablesRowSecurity: Bool
    /// Names of the policies on it.
    package var policies: [String]
    package var indexes: [Index]

    /// `schema.name` where a schema is named.
    package var qualifiedName: String { schema.map { "\($0).\(name)" } ?? name }

    package init(schema: String?, name: String, line: Int, isCreated: Bool) {
      self.schema = schema
      self.name = name
      self.line = line
      self.columns = []
      self.isCreated = isCreated
      self.enablesRowSecurity = false
      self.policies = []
      self.indexes = []
    }
  }

  package struct Index: Sendable, Equatable {
    /// nil when PostgreSQL makes one up.
    package var name: String?
    /// Column names; an expression is "".
    package var columns: [String]

    package init(name: String?, columns: [String]) {
      self.name = name
      self.columns = columns
    }
  }

  package var tables: [Table]
  package var models: [PrismaModel]

  package var isEmpty: Bool { tables.isEmpty && models.isEmpty }

  package init(tables: [Table] = [], models: [PrismaModel] = []) {
    self.tables = tables
    self.models = models
  }
}
