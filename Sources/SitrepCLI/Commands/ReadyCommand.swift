import ArgumentParser
import Configuration
import Facts
import Record
import Reports
import Rules
import Templates

struct ReadyCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "ready",
    abstract: "Say that the agent's migrations are ready to apply and wait for approval.",
    discussion: """
      Lists the migration files with their lines, the models and the validation, out of the repository.
      Refuses while a migration does not parse, takes something away or leaves a table without row
      security, or while the validation fails, and says which.
      JSON keys: agent, migrations.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var entry: EntryOptions

  @Option(
    name: .customLong("migration"),
    help: "Path of a migration; may be repeated (default: those of the agent's tasks)."
  )
  var migrations: [String] = []

  @Flag(name: .customLong("no-commands"), help: "Start no command of the configuration.")
  var noCommands = false

  func run(in session: Session) throws -> ExitStatus {
    let fields = try entry.fields(known: ["migrations"])
    let repository = try Repository(session.world)
    let agent = try repository.agent(
      named: fields.text("agent", flag: entry.agent),
      in: session.world
    )
    let record = try repository.record()
    let gathering = EvidenceGathering(
      repository: repository,
      world: session.world,
      runsCommands: !noCommands
    )
    var sources = EvidenceSources()
    let evidence = gathering.collect(notes: record.notes, sources: &sources)
    let team = TeamFacts(
      now: session.now,
      evidence: evidence,
      record: record,
      directions: repository.directions(),
      directionsFolder: repository.settings.paths.directions
    )
    let view = AgentView(agent, team: team)
    let chosen = try choose(fields.list("migrations", flags: migrations), view: view, team: team)

    let check = ReadinessCheck(
      evidence: team.evidence,
      migrations: chosen,
      waivers: repository.settings.waivers
    )
    if !check.problems.isEmpty { throw Refusal(check.problems) }
    var ready = report(chosen, view: view, team: team, settings: repository.settings, check: check)
    ready.fingerprint = sources.fingerprint ?? ""
    return try EntryWriter(repository: repository, session: session, options: entry)
      .write(
        ready,
        template: .ready,
        kind: "ready",
        agent: agent
      )
  }

  private func choose(_ paths: [String], view: AgentView, team: TeamFacts) throws -> [Migration] {
    let all = team.evidence.migrations
    let unknown = paths.filter { path in !all.contains { $0.path == path } }
    if !unknown.isEmpty {
      throw Refusal(unknown.map { "\($0) is no migration of this repository" })
    }
    let chosen =
      paths.isEmpty
      ? all.filter { view.owns(path: $0.path) } : all.filter { paths.contains($0.path) }
    if chosen.isEmpty {
      throw Refusal(
        ["no migration of \(view.agent.name) was found"],
        example:
          "sitrep ready --agent \(view.agent.name) --migration \(all.first?.path ?? "supabase/migrations/NAME.sql")"
      )
    }
    return chosen
  }

  private func report(
    _ migrations: [Migration],
    view: AgentView,
    team: TeamFacts,
    settings: Settings,
    check: ReadinessCheck
  ) -> ReadyReport {
    let git = team.evidence.git
    var report = ReadyReport(
      timestamp: team.now,
      approver: settings.approvers.first ?? "Manager",
      applier: settings.appliers.first ?? "Manager",
      commit: git.commit.map {
        String($0.prefix(12)) + (git.dirty == true ? ", with uncommitted changes" : "")
      }
        ?? "not checked: \(git.commitReason ?? "not told")"
    )
    report.migrations = migrations.map { migration in
      .init(
        path: migration.path,
        lines: migration.lines,
        text: MigrationSummary(migration: migration, tables: team.evidence.tables).text
      )
    }
    let paths = Set(migrations.map(\.path))
    let tables = Set(team.evidence.tables.filter { paths.contains($0.path) }.map(\.name))
    report.models = (team.evidence.prisma?.models ?? []).filter { tables.contains($0.table) }
      .map(ModelSummary.text(of:))
    report.validation = check.validation
    report.outputs = team.evidence.commands.filter {
      $0.outcome == .passed && !$0.stdout.text.isEmpty
    }
    .map { .init(name: $0.name, text: $0.stdout.text) }
    return report
  }
}
