package import Facts

/// Everything that one agent's two-hourly entry is computed from: plain values, collected beforehand.
package struct ReportContext: Sendable {
  package var now: Timestamp
  /// The folder's name: `data`.
  package var agent: String
  /// As headings print it: `Data`.
  package var printedName: String
  package var evidence: Evidence
  /// What changed since the agent's last report.
  package var changes: GitChanges
  /// The tasks of the agent's direction, in its order.
  package var tasks: [DirectionTask]
  /// Why there are no tasks; nil when there are some.
  package var noTasksReason: String?
  /// The task that the entry is about; nil when nothing is left or known.
  package var currentTask: DirectionTask?
  /// The first thing that the current task still lacks, as a sentence; nil when nothing is missing.
  package var firstMissing: String?
  /// The task after the current one that is not done; nil when there is none.
  package var nextTask: DirectionTask?
  /// Tables that stand and that a task of the agent specifies.
  package var ownTables: [Table]
  /// Models that stand and that a task of the agent specifies.
  package var ownModels: [PrismaModel]
  /// Names of the models that stood at the last report; nil when that cannot be told.
  package var earlierModels: Set<String>?
  /// Paths that the configuration gives to the agent.
  package var ownPaths: Set<String>
  /// The files of the agent's tasks that are no migrations, with their numbers of lines.
  package var taskFiles: [(path: String, lines: Int)]
  /// Migrations that are others now than when they were called ready, approved or applied: the path, and the steps in
  /// words.
  package var changedMigrations: [(path: String, text: String)]
  package var openBlockers: [Blocker]
  /// `sha256:… of 9 files`: of the files that the evidence was read from; nil when none was.
  package var fingerprint: String?
  /// SHA-256 of the files of the schema, in hexadecimal; nil when there are none.
  package var schemaFingerprint: String?
  /// Counts over the Definition of Done; nil when the agent has none.
  package var checklist: ChecklistTotals?

  package init(
    now: Timestamp,
    agent: String,
    printedName: String,
    evidence: Evidence,
    changes: GitChanges
  ) {
    self.now = now
    self.agent = agent
    self.printedName = printedName
    self.evidence = evidence
    self.changes = changes
    self.tasks = []
    self.ownTables = []
    self.ownModels = []
    self.ownPaths = []
    self.taskFiles = []
    self.changedMigrations = []
    self.openBlockers = []
  }

  /// `since 09:05 UTC` of the same day, `since 2026-01-12 09:05 UTC` of another; `so far` without a
  /// last report.
  package var sinceText: String {
    guard let since = changes.since else { return "so far" }
    let day = since.date == now.date ? "" : "\(since.date.iso8601) "
    return "since \(day)\(since.hourAndMinute) UTC"
  }
}
