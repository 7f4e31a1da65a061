import ArgumentParser
import Configuration
import Facts
import Record
import Reports
import Templates
import Workspace

struct ReportCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Collect the facts and append the two-hourly entry.",
    discussion: """
      Every field is computed from the repository; a flag replaces the field of its name with your words.
      The entry goes to feedback/<agent>/<date>.md, whole or not at all.
      JSON keys: agent, title, workingOn, progress, blockers, next, evidence.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Option(help: "Whose entry (else SITREP_AGENT, else the only agent).")
  var agent: String?

  @Flag(help: "Collect once, and write an entry for every agent.")
  var all = false

  @Flag(name: .customLong("if-due"), help: "Write only when no report stands in the current slot.")
  var ifDue = false

  @Flag(name: .customLong("dry-run"), help: "Print the entry; write nothing.")
  var dryRun = false

  @Flag(name: .customLong("print"), help: "Print the entry that was written, too.")
  var printsEntry = false

  @Flag(name: .customLong("no-commands"), help: "Start no command of the configuration.")
  var noCommands = false

  @Option(
    help: ArgumentHelp(
      "Read the fields as one JSON object from standard input: the only value is '-'.",
      valueName: "-"
    )
  )
  var input: String?

  @Option(help: "How to print what was done: text or json.")
  var format: OutputFormat = .text

  @Option(help: "The heading's title.")
  var title: String?

  @Option(name: .customLong("working-on"), help: "Replaces Working On.")
  var workingOn: String?

  @Option(help: "Replaces Progress.")
  var progress: String?

  @Option(
    name: .customLong("blocker"),
    help: "Replaces Blockers; may be repeated; 'none' says that nothing blocks."
  )
  var blockers: [String] = []

  @Option(help: "Replaces Next.")
  var next: String?

  @Option(name: .customLong("evidence"), help: "Adds a bullet in your own words; may be repeated.")
  var evidence: [String] = []

  func validate() throws {
    guard input == nil || input == "-" else {
      throw ValidationError("--input takes '-' alone: the JSON object comes on standard input")
    }
    if all, input != nil {
      throw ValidationError("--all computes every field: --input needs one agent")
    }
    if all, agent != nil {
      throw ValidationError("--all writes for every agent: leave --agent out")
    }
    if all, title != nil || workingOn != nil || progress != nil || next != nil || !blockers.isEmpty
    {
      throw ValidationError(
        "--all computes every field: a flag that replaces one needs one --agent"
      )
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let fields = try fields()
    let repository = try Repository(session.world)
    let agents =
      all
      ? repository.layout.roster.agents
      : [try repository.agent(named: fields.text("agent", flag: agent), in: session.world)]
    guard !agents.isEmpty else {
      throw CannotRun("there is no agent yet: name one with --agent, or add a direction")
    }
    try refuseSecrets(fields, repository, session)
    let record = try repository.record()
    let due = ifDue ? agents.filter { isDue($0, record, repository, session.now) } : agents
    let writer = try ReportWriter(
      repository: repository,
      session: session,
      record: record,
      runsCommands: !noCommands
    )
    var results: [ReportWriter.Result] = agents.filter { agent in
      !due.contains { $0.name == agent.name }
    }
    .map { .notDue($0.name, slotText(repository, session.now)) }
    var failures: [String] = []
    for agent in due {
      do {
        results.append(
          try writer.write(
            agent,
            overrides: overrides(fields),
            ifDue: ifDue,
            dryRun: dryRun
          )
        )
      } catch {
        // One agent's file that cannot be written keeps nobody else's entry back.
        guard all else { throw error }
        failures.append("\(agent.name): \(error)")
      }
    }
    try print(results, to: session.console)
    for failure in failures { session.console.note(failure) }
    return failures.isEmpty ? .clean : .cannotRun
  }

  private func fields() throws -> FieldsInput {
    guard input != nil else { return FieldsInput() }
    return try FieldsInput(
      json: StandardInput.read(maximum: FieldsInput.maximumBytes),
      known: ["agent", "title", "workingOn", "progress", "blockers", "next", "evidence"]
    )
  }

  private func overrides(_ fields: FieldsInput) -> ReportComposer.Overrides {
    let blockers = fields.list("blockers", flags: blockers)
    let isNone = blockers.count == 1 && blockers[0].lowercased() == "none"
    return ReportComposer.Overrides(
      title: fields.text("title", flag: title),
      workingOn: fields.text("workingOn", flag: workingOn),
      progress: fields.text("progress", flag: progress),
      blockers: blockers.isEmpty ? nil : isNone ? [] : blockers,
      next: fields.text("next", flag: next),
      evidence: fields.list("evidence", flags: evidence)
    )
  }

  private func refuseSecrets(
    _ fields: FieldsInput,
    _ repository: Repository,
    _ session: Session
  ) throws {
    let given = overrides(fields)
    let texts: [(name: String, values: [String])] = [
      ("title", [given.title].compactMap(\.self)),
      ("working-on", [given.workingOn].compactMap(\.self)),
      ("progress", [given.progress].compactMap(\.self)), ("blocker", given.blockers ?? []),
      ("next", [given.next].compactMap(\.self)), ("evidence", given.evidence),
    ].filter { !$0.1.isEmpty }
    // Cron gives no fields: nothing to look at.
    if !texts.isEmpty { try SecretGuard(repository, session: session).refuse(texts) }
  }

  private func isDue(
    _ agent: AgentRoster.Agent,
    _ record: FeedbackRecord,
    _ repository: Repository,
    _ now: Timestamp
  ) -> Bool {
    let slot = repository.settings.slots.slot(of: now)
    return !record.entries.contains { entry in
      entry.agent == agent.name && entry.kind == .report
        && entry.timestamp.map(slot.contains) == true
    }
  }

  private func slotText(_ repository: Repository, _ now: Timestamp) -> String {
    let slot = repository.settings.slots.slot(of: now)
    return
      "not due: a report stands in the slot \(slot.start.hourAndMinute)–\(slot.end.hourAndMinute) UTC"
  }

  private func print(_ results: [ReportWriter.Result], to console: Console) throws {
    if format == .json {
      let written = results.map(\.written)
      console.print(
        try written.count == 1 ? JSONFormat.text(written[0]) : JSONFormat.text(written)
      )
      return
    }
    for result in results {
      if let entry = result.entry, dryRun || printsEntry { console.print(entry) }
      if dryRun { continue }
      let written = result.written
      if let path = written.path, let line = written.line, written.written {
        console.print(printsEntry ? "\n→ \(path):\(line)\n" : "\(path):\(line)\n")
      } else {
        console.note("\(written.agent ?? ""): \(written.reason ?? "nothing written")")
      }
    }
  }
}
