import ArgumentParser
import Configuration
import Facts
import Record
import Reports
import Status
import Tasks
import Workspace

struct ListCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List entries, blockers, requests, notes, tasks or migrations, with filters.",
    discussion: """
      Files and folders may be named behind the kind, in place of the configured feedback:
        sitrep list blockers --state open WORKLOG.md docs/status/
      Migrations are written, ready, approved, applied or verified: by what the record says, each step with its
      place, and by the last sitrep verify --record.
      """
  )

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case entries, blockers, requests, notes, tasks, migrations
  }

  @OptionGroup var global: GlobalOptions

  @Argument(help: "What to list: entries, blockers, requests, notes, tasks or migrations.")
  var kind: Kind

  @Argument(help: "Markdown files and folders, in place of the configured feedback.")
  var paths: [String] = []

  @Option(help: "Only this agent's.")
  var agent: String?

  @Option(help: "Only what names this task.")
  var task: String?

  @Option(
    help: ArgumentHelp("Not before: a date, a time, or 2h, 3d.", valueName: "when"),
    transform: Moment.init
  )
  var since: Moment?

  @Option(help: ArgumentHelp("Not after; a date includes its day.", valueName: "when"))
  var until: String?

  @Option(
    help: "Only this state, such as open, cleared, answered, working, blocked, done, approved."
  )
  var state: String?

  @Option(help: "How to print: text, markdown or json.")
  var format: OutputFormat = .text

  @Flag(help: "Exit 1 when something could not be read.")
  var strict = false

  func validate() throws {
    if let until { _ = try RecordInput.end(until, now: Timestamp(secondsSinceEpoch: 0)) }
    guard let state else { return }
    let known: [String] =
      switch kind {
      case .entries: ["blocked", "unblocked", "unclear"]
      case .blockers: ["open", "cleared"]
      case .requests: ["open", "answered"]
      case .notes: []
      case .tasks: ["open", "working", "blocked", "done"]
      case .migrations: MigrationStanding.State.allCases.map(\.rawValue)
      }
    if !known.contains(state) {
      throw ValidationError(
        known.isEmpty
          ? "notes have no state"
          : "--state of \(kind.rawValue) is \(known.joined(separator: ", ")), not '\(state)'"
      )
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let since = since?.timestamp(now: session.now)
    let until = try until.map { try RecordInput.end($0, now: session.now) }
    let input = try RecordInput(paths: paths, dates: dates(since, until), in: session)
    let sanitizer = session.sanitizer(input.repository)
    let filter = Filter(agent: agent, task: task, since: since, until: until)
    let notChecked = input.record.problems.map(\.notChecked)
    switch kind {
    case .entries:
      let entries = input.record.entries.filter { entry in
        filter.passes(entry.agent, entry.tasks, entry.timestamp) && passes(entry.blocked)
      }
      try print(
        { RowTable(entries: entries.map { sanitizer.shown($0) }) },
        RecordView.Entries(entries, notChecked: notChecked),
        sanitizer,
        session
      )
    case .blockers:
      let blockers = input.record.ledger(until: session.now).blockers.filter { blocker in
        filter.passes(blocker.agent, blocker.tasks, blocker.since)
          && passes(blocker.state.rawValue)
      }
      try print(
        { RowTable(blockers: blockers.map { sanitizer.shown($0) }) },
        RecordView.Blockers(blockers, notChecked: notChecked),
        sanitizer,
        session
      )
    case .requests:
      let requests = input.record.ledger(until: session.now).requests.filter { request in
        filter.passes(request.agent, request.tasks, request.since)
          && passes(request.state.rawValue)
      }
      try print(
        { RowTable(requests: requests.map { sanitizer.shown($0) }) },
        RecordView.Requests(requests, notChecked: notChecked),
        sanitizer,
        session
      )
    case .notes:
      let notes = input.record.notes.filter { filter.passes($0.agent, nil, $0.timestamp) }
      try print(
        { RowTable(notes: notes.map { sanitizer.shown($0) }) },
        RecordView.Notes(notes, notChecked: notChecked),
        sanitizer,
        session
      )
    case .tasks:
      let tasks = try self.tasks(input, session).filter { task in
        filter.passes(task.agent, [task.id], nil) && passes(task.state.rawValue)
      }
      try print(
        { RowTable(tasks: tasks.map { sanitizer.shown($0) }) },
        RecordView.Tasks(tasks, notChecked: notChecked),
        sanitizer,
        session
      )
    case .migrations:
      let migrations = migrations(input, session).filter { standing in
        filter.passes(standing.agent, standing.task.map { [$0] } ?? [], standing.lastStep)
          && passes(standing.state.rawValue)
      }
      try print(
        { RowTable(migrations: migrations.map { sanitizer.shown($0) }) },
        RecordView.Migrations(migrations, notChecked: notChecked),
        sanitizer,
        session
      )
    }
    session.noteUnread(input.record.problems, in: format)
    return strict && !notChecked.isEmpty ? .findings : .clean
  }

  private func migrations(_ input: RecordInput, _ session: Session) -> [MigrationStanding] {
    let evidence = TreeEvidence.collect(
      input.repository,
      at: session.now,
      redact: session.sanitizer(input.repository).clean
    )
    return MigrationSteps(repository: input.repository, world: session.world, record: input.record)
      .standings(of: evidence, directions: input.repository.directions())
  }

  /// The dates of what is wanted; nil where files of other dates have a say as well.
  ///
  /// What an older file opened a newer one clears, and task ids are learned from the whole record.
  private func dates(_ since: Timestamp?, _ until: Timestamp?) -> ClosedRange<CalendarDate>? {
    guard kind == .entries || kind == .notes, task == nil, !strict, since != nil || until != nil
    else { return nil }
    let first = since?.date ?? CalendarDate(daysSinceEpoch: -1_000_000)
    let last = until?.date ?? CalendarDate(daysSinceEpoch: 10_000_000)
    return first <= last ? first...last : nil
  }

  /// The tasks of the directions, each in the state that the repository and the record give it.
  private func tasks(_ input: RecordInput, _ session: Session) throws -> [DirectionTask] {
    let repository = input.repository
    let evidence = EvidenceGathering(
      repository: repository,
      world: session.world,
      runsCommands: false
    ).collect(notes: input.record.notes)
    let index = EvidenceIndex(evidence)
    let open = input.record.ledger(until: session.now).blockers.filter { $0.state == .open }
    return repository.directions().flatMap { direction -> [DirectionTask] in
      TaskProgress.measure(
        direction,
        index: index,
        blockers: open,
        completed: input.record.doneTasks(
          among: direction.tasks,
          of: direction.agent,
          until: session.now
        )
      ).map(\.task)
    }
  }

  private func passes(_ state: String) -> Bool {
    self.state.map { $0 == state } ?? true
  }

  private func passes(_ blocked: Bool?) -> Bool {
    switch state {
    case "blocked": blocked == true
    case "unblocked": blocked == false
    case "unclear": blocked == nil
    default: true
    }
  }

  private func print(
    _ rows: () -> RowTable,
    _ value: some Encodable,
    _ sanitizer: Sanitizer,
    _ session: Session
  ) throws {
    switch format {
    case .text:
      session.console.print(
        rows().text(columns: session.world.columns, isColored: session.world.usesColor)
      )
    case .markdown: session.console.print(rows().markdown())
    case .json: session.console.print(sanitizer.shown(json: try JSONFormat.text(value)))
    }
  }

  private struct Filter {
    var agent: String?
    var task: String?
    var since: Timestamp?
    var until: Timestamp?

    /// What has no moment passes only without bounds; `tasks` nil means that it names none by nature.
    func passes(_ agent: String?, _ tasks: [String]?, _ time: Timestamp?) -> Bool {
      if let wanted = self.agent, agent?.lowercased() != wanted.lowercased() { return false }
      if let task, tasks?.contains(where: { $0.lowercased() == task.lowercased() }) != true {
        return false
      }
      if let since { guard let time, time >= since else { return false } }
      if let until { guard let time, time <= until else { return false } }
      return true
    }
  }
}

extension Session {
  /// Names files of the record that could not be read, beside a result that is no JSON and cannot.
  func noteUnread(_ problems: [RecordProblem], in format: OutputFormat) {
    guard format != .json else { return }
    for problem in problems where problem.isOfWholeFile {
      console.note("\(problem.path): \(problem.message)")
    }
  }
}

extension RecordProblem {
  /// Nothing of the file was read.
  fileprivate var isOfWholeFile: Bool {
    switch kind {
    case .unreadable, .tooLarge: line == nil
    default: false
    }
  }

  /// As the JSON contracts name what was not read.
  var notChecked: NotChecked {
    NotChecked(
      subject: kind.rawValue,
      path: line.map { "\(path):\($0)" } ?? path,
      reason: message
    )
  }
}
