/// How one repository wants to be reported on: the defaults, changed by its `sitrep.yml`.
///
/// `Settings()` is what a repository without any configuration gets.
package struct Settings: Sendable, Equatable {
  /// Agents named in the configuration, in its order; `AgentRoster` adds those that the tree shows.
  package var agents: [AgentSettings]
  /// Seconds between two reports of one agent, 60...86,400.
  package var cadence: Int
  package var paths: PathSettings
  /// The people that agents ask, most senior first.
  package var people: [PersonSettings]
  /// Commands whose outcome is evidence, in the order in which they run.
  package var commands: [CommandSettings]
  /// Which rule proves a checklist item; the repository's own mappings stand before the defaults.
  package var checklist: [ChecklistMapping]
  package var waivers: [Waiver]
  package var rehearsal: RehearsalSettings
  /// The file that was read, relative to the root; nil when the repository has none.
  package var source: String?

  package init() {
    agents = []
    cadence = 7_200
    paths = PathSettings()
    people = PersonSettings.defaults
    commands = CommandSettings.builtIn
    checklist = ChecklistMapping.defaults
    waivers = []
    rehearsal = RehearsalSettings()
    source = nil
  }

  /// The slot arithmetic of the configured cadence.
  package var slots: SlotSchedule { SlotSchedule(cadence: cadence) }

  /// The people who approve a migration, else everybody who is asked.
  package var approvers: [String] { names(of: .approver) }

  /// The people who apply a migration, else everybody who is asked.
  package var appliers: [String] { names(of: .applier) }

  private func names(of role: PersonSettings.Role) -> [String] {
    let holders = people.filter { $0.roles.contains(role) }
    return (holders.isEmpty ? people : holders).map(\.name)
  }
}

/// One agent as the configuration describes it.
package struct AgentSettings: Sendable, Equatable {
  /// The folder's name under the feedback root; a plain file name.
  package var name: String
  /// As headings print it; nil lets `AgentRoster` derive it from the name.
  package var printedName: String?
  /// The direction's path; nil means `<name>.md` in the folder of directions.
  package var direction: String?
  /// Patterns of the files that are this agent's own work.
  package var paths: [String]

  package init(
    name: String,
    printedName: String? = nil,
    direction: String? = nil,
    paths: [String] = []
  ) {
    self.name = name
    self.printedName = printedName
    self.direction = direction
    self.paths = paths
  }
}

/// Somebody whom agents ask.
package struct PersonSettings: Sendable, Equatable {
  package enum Role: String, Sendable, CaseIterable {
    /// Says that a migration may be applied.
    case approver
    /// Applies it.
    case applier
  }

  package var name: String
  package var roles: [Role]

  package init(name: String, roles: [Role] = []) {
    self.name = name
    self.roles = roles
  }

  package static let defaults = [
    PersonSettings(name: "CEO", roles: [.approver]),
    PersonSettings(name: "Manager", roles: [.applier]),
  ]
}

/// A problem that somebody decided to accept.
package struct Waiver: Sendable, Equatable {
  /// The rule's id.
  package var rule: String
  /// The finding's object, such as a table, or its path.
  package var object: String
  package var reason: String
  /// Line in the configuration.
  package var line: Int

  package init(rule: String, object: String, reason: String, line: Int) {
    self.rule = rule
    self.object = object
    self.reason = reason
    self.line = line
  }
}

/// What a rehearsal runs before the migrations.
package struct RehearsalSettings: Sendable, Equatable {
  /// SQL files, in order, after the built-in prelude.
  package var prelude: [String]
  /// Whether the roles and functions that Supabase brings are made first.
  package var supabase: Bool

  package init(prelude: [String] = [], supabase: Bool = true) {
    self.prelude = prelude
    self.supabase = supabase
  }
}
