package import Facts

/// What `list` and `checklist` print as JSON, each by its contract.
package enum RecordView {
  package struct Entries: Encodable, Sendable {
    package var schema = "sitrep/entries/v1"
    package var entries: [Entry]
    package var notChecked: [NotChecked]

    package init(_ entries: [Entry], notChecked: [NotChecked] = []) {
      self.entries = entries
      self.notChecked = notChecked
    }
  }

  package struct Blockers: Encodable, Sendable {
    package var schema = "sitrep/blockers/v1"
    package var blockers: [Blocker]
    package var notChecked: [NotChecked]

    package init(_ blockers: [Blocker], notChecked: [NotChecked] = []) {
      self.blockers = blockers
      self.notChecked = notChecked
    }
  }

  package struct Requests: Encodable, Sendable {
    package var schema = "sitrep/requests/v1"
    package var requests: [Request]
    package var notChecked: [NotChecked]

    package init(_ requests: [Request], notChecked: [NotChecked] = []) {
      self.requests = requests
      self.notChecked = notChecked
    }
  }

  package struct Notes: Encodable, Sendable {
    package var schema = "sitrep/notes/v1"
    package var notes: [DocumentationNote]
    package var notChecked: [NotChecked]

    package init(_ notes: [DocumentationNote], notChecked: [NotChecked] = []) {
      self.notes = notes
      self.notChecked = notChecked
    }
  }

  package struct Migrations: Encodable, Sendable {
    package var schema = "sitrep/migrations/v1"
    package var migrations: [MigrationStanding]
    package var notChecked: [NotChecked]

    package init(_ migrations: [MigrationStanding], notChecked: [NotChecked] = []) {
      self.migrations = migrations
      self.notChecked = notChecked
    }
  }

  package struct Tasks: Encodable, Sendable {
    package var schema = "sitrep/tasks/v1"
    package var tasks: [DirectionTask]
    package var notChecked: [NotChecked]

    package init(_ tasks: [DirectionTask], notChecked: [NotChecked] = []) {
      self.tasks = tasks
      self.notChecked = notChecked
    }
  }

  package struct Checklists: Encodable, Sendable {
    package var schema = "sitrep/checklist/v1"
    package var lists: [Checklist]
    package var totals: ChecklistTotals
    /// Where migrations and models differ from what their direction specifies.
    package var deviations: [Finding]
    /// How far the migrations of the tasks are.
    package var migrations: [MigrationStanding]
    package var notChecked: [NotChecked]

    package init(
      _ lists: [Checklist],
      deviations: [Finding] = [],
      migrations: [MigrationStanding] = [],
      notChecked: [NotChecked] = []
    ) {
      self.lists = lists
      self.deviations = deviations
      self.migrations = migrations
      self.totals = ChecklistTotals(lists: lists)
      self.notChecked = notChecked
    }
  }
}
