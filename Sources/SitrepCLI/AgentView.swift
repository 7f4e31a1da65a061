import Configuration
import Facts
import Record
import Reports
import Rules
import Tasks
import Workspace

/// What a report needs to know of one agent: its tasks measured, its last entries, what is its own.
struct AgentView {
  let agent: AgentRoster.Agent
  let direction: Direction?
  let tasks: [TaskProgress]
  let current: CurrentTask?
  let lastReport: Entry?
  let openBlockers: [Blocker]
  private let ownership: Ownership

  /// - Parameters:
  ///   - agent: whose view it is.
  ///   - team: what all agents share, collected once.
  init(_ agent: AgentRoster.Agent, team: TeamFacts) {
    self.agent = agent
    let direction = team.directions.first { $0.agent == agent.name }
    let index = team.index
    let blockers = team.ledger.blockers.filter { $0.state == .open && $0.agent == agent.name }
    self.direction = direction
    openBlockers = blockers + Self.openCredentials(of: agent.name, beside: blockers, team: team)
    tasks =
      direction.map { direction in
        TaskProgress.measure(
          direction,
          index: index,
          blockers: blockers,
          completed: team.completedTasks(of: direction)
        )
      } ?? []
    lastReport = team.record.lastEntry(of: agent.name, before: team.now, kind: .report)
    current = CurrentTask.find(
      among: tasks,
      lastEntry: team.record.lastEntry(of: agent.name, before: team.now)
    )
    ownership = Ownership(
      tasks: tasks,
      specifications: direction?.specifications ?? [:],
      patterns: agent.paths,
      index: index
    )
  }

  /// Credentials that were asked for and not given: what waits for one is blocked, also where the record's
  /// blockers do not name it.
  private static func openCredentials(of agent: String, beside blockers: [Blocker], team: TeamFacts)
    -> [Blocker]
  {
    team.ledger.requests.filter { request in
      request.kind == .credential && request.state == .open && request.agent == agent
        && !blockers.contains { $0.text.contains(request.text) }
    }.map { request in
      Blocker(
        agent: request.agent,
        path: request.path,
        line: request.line,
        since: request.since,
        text: request.text,
        tasks: request.tasks,
        waitingOn: request.of
      )
    }
  }

  /// Whether a file is the agent's own.
  func owns(path: String) -> Bool {
    ownership.owns(path: path)
  }

  /// The context that the two-hourly entry is computed from.
  func context(team: TeamFacts, changes: GitChanges, earlierModels: Set<String>?) -> ReportContext {
    var context = ReportContext(
      now: team.now,
      agent: agent.name,
      printedName: agent.printedName,
      evidence: team.evidence,
      changes: changes
    )
    context.tasks = tasks.map(\.task)
    if tasks.isEmpty {
      context.noTasksReason =
        direction.map { direction in
          direction.notChecked.first.map { "\($0.path ?? direction.path) not read: \($0.reason)" }
            ?? "\(direction.path) names no task"
        }
        ?? "no direction: \(team.directionsFolder)/\(agent.name).md does not exist"
    }
    context.currentTask = current?.task
    context.firstMissing = current?.progress.firstMissing
    if case .task(let progress)? = current?.next(among: tasks) { context.nextTask = progress.task }
    context.ownTables = team.evidence.tables.filter { ownership.owns($0) }
    context.ownModels = team.evidence.prisma?.models.filter { ownership.owns($0) } ?? []
    context.earlierModels = earlierModels
    context.ownPaths = Set(
      (team.evidence.migrations.map(\.path) + changes.files.map(\.path)).filter {
        ownership.owns(path: $0)
      }
    )
    context.openBlockers = openBlockers
    return context
  }
}

/// What every agent's view is made from, collected once for all of them.
struct TeamFacts {
  let now: Timestamp
  let evidence: Evidence
  let record: FeedbackRecord
  let ledger: BlockerLedger
  let directions: [Direction]
  let index: EvidenceIndex
  let directionsFolder: String

  init(
    now: Timestamp,
    evidence: Evidence,
    record: FeedbackRecord,
    directions: [Direction],
    directionsFolder: String
  ) {
    self.now = now
    self.evidence = evidence
    self.record = record
    self.directions = directions
    self.directionsFolder = directionsFolder
    ledger = record.ledger(until: now)
    index = EvidenceIndex(evidence)
  }

  /// Tasks of the agent's direction that it calls done itself.
  func completedTasks(of direction: Direction) -> Set<String> {
    record.doneTasks(among: direction.tasks, of: direction.agent, until: now)
  }
}
