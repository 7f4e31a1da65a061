package import Facts

/// Who is stuck, on what, since when, and who can free them; who is silent; what is done.
package struct RollCall: Sendable, Equatable, Encodable {
  package var schema = "sitrep/status/v1"
  package var now: Timestamp
  /// Those who need the manager first come first.
  package var agents: [AgentStatus]
  /// Requests that several agents share, each with whom it frees; the same as in `agents`, taken together.
  package var sharedRequests: [SharedRequest]
  /// Stamped after `now`, and therefore left out.
  package var laterEntries: [RecordPlace]
  /// What could not be read, and why.
  package var notChecked: [NotChecked]

  package init(
    now: Timestamp,
    agents: [AgentStatus] = [],
    sharedRequests: [SharedRequest] = [],
    laterEntries: [RecordPlace] = [],
    notChecked: [NotChecked] = []
  ) {
    self.now = now
    self.agents = agents
    self.sharedRequests = sharedRequests
    self.laterEntries = laterEntries
    self.notChecked = notChecked
  }
}

/// One agent as the record shows it at a moment.
package struct AgentStatus: Sendable, Equatable, Encodable {
  /// What an agent needs, in the order in which a manager looks.
  package enum Standing: String, Sendable, CaseIterable, Encodable {
    case blocked, asking, overdue, working, done
  }

  package struct LastEntry: Sendable, Equatable, Encodable {
    package var path: String
    package var line: Int
    @ExplicitNull package var timestamp: Timestamp?
    package var title: String
  }

  package struct ChecklistCounts: Sendable, Equatable, Encodable {
    package var proven = 0
    package var claimed = 0
    package var contradicted = 0
    package var stale = 0
    package var open = 0
    package var notChecked = 0
    package var total = 0

    package init() {}

    /// Ticked and neither proven nor contradicted: somebody's word.
    package var said: Int { claimed + stale + notChecked }
  }

  /// A tick that the repository contradicts.
  package struct Contradiction: Sendable, Equatable, Encodable {
    @ExplicitNull package var task: String?
    /// The item.
    package var text: String
    /// Why the tick is wrong, as its rule says it.
    package var reason: String
    /// Where it was ticked.
    package var path: String
    package var line: Int
  }

  /// nil for entries of which the record does not say whose they are.
  @ExplicitNull package var agent: String?
  package var standing: Standing
  /// nil for an agent that wrote nothing yet.
  @ExplicitNull package var lastEntry: LastEntry?
  @ExplicitNull package var ageSeconds: Int?
  package var overdue: Bool
  @ExplicitNull package var workingOn: String?
  @ExplicitNull package var progress: String?
  @ExplicitNull package var next: String?
  package var tasks: [String]
  /// Open ones, the oldest first.
  package var blockers: [Blocker]
  /// Open ones, the oldest first.
  package var requests: [Request]
  package var checklist: ChecklistCounts
  package var contradictions: [Contradiction]
  /// Entries stamped after `now`: they count for nothing, and say that the agent is not silent.
  package var laterEntries: [RecordPlace]

  package init(agent: String?) {
    self.agent = agent
    self.standing = .working
    self.overdue = false
    self.tasks = []
    self.blockers = []
    self.requests = []
    self.checklist = ChecklistCounts()
    self.contradictions = []
    self.laterEntries = []
  }
}

/// One thing asked of a person by one or more agents.
package struct SharedRequest: Sendable, Equatable, Encodable {
  package var kind: Request.Kind
  @ExplicitNull package var of: String?
  /// As asked first.
  package var text: String
  @ExplicitNull package var since: Timestamp?
  package var path: String
  package var line: Int
  /// Agents that wait for it; unnamed ones are left out.
  package var agents: [String]
  /// How many agents the answer frees.
  package var frees: Int
  package var requests: [Request]
}
