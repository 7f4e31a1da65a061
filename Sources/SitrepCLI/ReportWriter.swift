import Configuration
import Facts
import Record
import Reports
import Rules
import Status
import Tasks
import Templates
import Workspace

/// Composes and appends two-hourly entries, with the evidence collected once for all of them.
struct ReportWriter {
  struct Result {
    var written: Written
    /// The entry's Markdown; nil when nothing was due.
    var entry: String?

    static func notDue(_ agent: String, _ reason: String) -> Result {
      Result(written: Written(written: false, reason: reason, kind: "report", agent: agent))
    }
  }

  private let repository: Repository
  private let session: Session
  private let team: TeamFacts
  private let renderer: ReportRenderer
  private let gathering: EvidenceGathering
  private let fingerprint: String?
  private let schemaFingerprint: String?
  private let changedMigrations: [(path: String, text: String)]

  init(repository: Repository, session: Session, record: FeedbackRecord, runsCommands: Bool) throws
  {
    self.repository = repository
    self.session = session
    renderer = try repository.renderer(.report, for: TwoHourlyReport.self)
    gathering = EvidenceGathering(
      repository: repository,
      world: session.world,
      runsCommands: runsCommands
    )
    var sources = EvidenceSources()
    let evidence = gathering.collect(notes: record.notes, sources: &sources)
    fingerprint = sources.fingerprint
    schemaFingerprint = sources.schemaFingerprint
    let directions = repository.directions()
    team = TeamFacts(
      now: session.now,
      evidence: evidence,
      record: record,
      directions: directions,
      directionsFolder: repository.settings.paths.directions
    )
    changedMigrations = MigrationSteps(
      repository: repository,
      world: session.world,
      record: record
    ).standings(of: evidence, directions: directions).compactMap { standing in
      standing.stateText == standing.state.rawValue
        ? nil : (standing.path, standing.changedSteps.joined(separator: "; "))
    }
  }

  /// Writes one agent's entry, or tells why not.
  func write(
    _ agent: AgentRoster.Agent,
    overrides: ReportComposer.Overrides,
    ifDue: Bool,
    dryRun: Bool
  ) throws -> Result {
    nameFutureEntries(of: agent)
    let view = AgentView(agent, team: team)
    let (changes, earlierModels) = gathering.changes(since: view.lastReport?.timestamp)
    var context = view.context(team: team, changes: changes, earlierModels: earlierModels)
    context.checklist = checklist(of: view)
    context.fingerprint = fingerprint
    context.schemaFingerprint = schemaFingerprint
    context.taskFiles = files(of: context)
    context.changedMigrations = changedMigrations
    let entry = session.sanitizer(repository).clean(
      renderer.render(ReportComposer.compose(context, overrides: overrides))
    )
    if dryRun {
      return Result(
        written: Written(written: false, reason: "dry run", kind: "report", agent: agent.name),
        entry: entry
      )
    }
    let slot = repository.settings.slots.slot(of: session.now)
    let appender = EntryAppender(repository: repository, session: session)
    let written = try appender.append(entry, kind: "report", agent: agent) { document in
      guard ifDue else { return nil }
      let isReported = document.entries.contains { entry in
        entry.kind == .report && entry.agent == agent.name
          && entry.timestamp.map(slot.contains) == true
      }
      return isReported ? "not due: another run wrote the report of this slot" : nil
    }
    return Result(written: written, entry: written.written ? entry : nil)
  }

  /// The schema with the agent's models, and what its tasks make beside it: those of the current task, and what changed.
  private func files(of context: ReportContext) -> [(path: String, lines: Int)] {
    let counted = TaskFileReading.files(of: context.tasks, in: repository)
    let changed = Set(context.changes.files.map(\.path))
    let named = context.tasks.flatMap { task in
      task.files.compactMap { counted[$0] }
        .filter { task.id == context.currentTask?.id || changed.contains($0.path) }
    }
    var files: [(path: String, lines: Int)] = []
    for file in context.ownModels.compactMap({ counted[$0.path] }) + named {
      // Migrations stand in bullets of their own.
      guard let lines = file.lines, !repository.layout.migrations.contains(file.path),
        !files.contains(where: { $0.path == file.path })
      else { continue }
      files.append((file.path, lines))
    }
    return files
  }

  /// Counts over the Definition of Done of the task that the entry is about; nil when it has none.
  private func checklist(of view: AgentView) -> ChecklistTotals? {
    guard let task = view.current?.task, let direction = view.direction else { return nil }
    let definition = DefinitionOfDone(record: team.record, directions: [direction])
    let lists = definition.lists().filter { $0.task == task.id && $0.agent == view.agent.name }
    guard !lists.isEmpty else { return nil }
    return ChecklistTotals(
      lists: gathering.decide(lists, of: definition, by: team.evidence, record: team.record)
    )
  }

  /// Entries later than now are ignored, and never in silence.
  private func nameFutureEntries(of agent: AgentRoster.Agent) {
    let future = team.record.entries.filter { entry in
      entry.agent == agent.name && entry.timestamp.map { $0 > session.now } == true
    }
    guard let first = future.first else { return }
    session.console.note(
      "\(agent.name): \(counted(future.count, "entry", "entries")) later than now ignored, first \(first.path):\(first.line)"
    )
  }
}
