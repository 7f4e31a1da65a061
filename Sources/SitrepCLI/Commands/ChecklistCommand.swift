import ArgumentParser
import Configuration
import Facts
import Record
import Reports
import Status
import Tasks
import Workspace

struct ChecklistCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "Definition of Done, task by task: proven, claimed, contradicted, stale, open.",
    discussion: """
      A rule proves or contradicts an item from the repository as it is; what no rule can tell stays as the
      record ticked it last. No command is started.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Argument(help: "Markdown files and folders, in place of the configured feedback.")
  var paths: [String] = []

  @Option(help: "Only this task's lists.")
  var task: String?

  @Option(help: "Only this agent's lists.")
  var agent: String?

  @Flag(
    name: .customLong("all-lists"),
    help: "Every list with markers, not only Definitions of Done."
  )
  var allLists = false

  @Option(help: "How to print: text, markdown or json.")
  var format: OutputFormat = .text

  @Flag(help: "Exit 1 when something could not be read.")
  var strict = false

  func run(in session: Session) throws -> ExitStatus {
    // The fences of the directions say what the rules look for: read them in full here.
    let input = try RecordInput(paths: paths, specifications: true, in: session)
    let all = try view(input, session)
    func isWanted(_ id: String?, _ owner: String?) -> Bool {
      (task.map { $0.lowercased() == id?.lowercased() } ?? true)
        && (agent.map { $0.lowercased() == owner?.lowercased() } ?? true)
    }
    let sanitizer = session.sanitizer(input.repository)
    let lists = all.lists.filter { isWanted($0.task, $0.agent) }
    let deviations = all.deviations.filter { isWanted($0.task.id, $0.task.agent) }
      .flatMap(\.findings)
    let migrations = all.migrations.filter { isWanted($0.task, $0.agent) && $0.task != nil }
    let notChecked = input.record.problems.map(\.notChecked)
    let text = ChecklistText(
      format == .json ? [] : lists.map { sanitizer.shown($0) },
      deviations: deviations.map { sanitizer.shown($0) },
      migrations: migrations.map { sanitizer.shown($0) }
    )
    switch format {
    case .text:
      session.console.print(
        text.text(
          columns: session.world.columns,
          isColored: session.world.usesColor
        )
      )
    case .markdown: session.console.print(text.markdown())
    case .json:
      let json = try JSONFormat.text(
        RecordView.Checklists(
          lists,
          deviations: deviations,
          migrations: migrations,
          notChecked: notChecked
        )
      )
      session.console.print(sanitizer.shown(json: json))
    }
    session.noteUnread(input.record.problems, in: format)
    let isContradicted = lists.contains { $0.items.contains { $0.verdict == .contradicted } }
    return isContradicted || strict && !notChecked.isEmpty ? .findings : .clean
  }

  /// What is printed, before it is narrowed to one task or agent.
  private struct View {
    var lists: [Checklist]
    /// Where migrations and models differ from what the task's fences specify.
    var deviations: [(task: DirectionTask, findings: [Finding])] = []
    var migrations: [MigrationStanding] = []
  }

  private func view(_ input: RecordInput, _ session: Session) throws -> View {
    if allLists { return View(lists: input.record.checklists) }
    let directions = input.directions
    let definition = DefinitionOfDone(record: input.record, directions: directions)
    let lists = definition.lists(safety: true)
    let gathering = EvidenceGathering(
      repository: input.repository,
      world: session.world,
      runsCommands: false
    )
    var evidence = gathering.collect(notes: input.record.notes)
    evidence.commands = TreeEvidence.withoutCommands(
      input.repository,
      reason: "checklist starts none, sitrep report does"
    )
    let index = EvidenceIndex(evidence)
    return View(
      lists: gathering.decide(lists, of: definition, by: evidence, record: input.record),
      deviations: directions.flatMap { direction in
        direction.tasks.map { task in
          (task, DirectionDeviations.findings(of: task, in: direction, index: index))
        }
      },
      // A record that is named says nothing of how far the team's migrations are.
      migrations: paths.isEmpty
        ? MigrationSteps(
          repository: input.repository,
          world: session.world,
          record: input.record
        ).standings(of: evidence, directions: directions) : []
    )
  }
}
