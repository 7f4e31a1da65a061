import ArgumentParser
import Collectors
import Configuration
import Facts
import Reports
import Rules
import Tasks
import Workspace

struct CheckCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Hold migrations, schema, deployment files, directions and the record against the rules, as a gate.",
    discussion: """
      Exit 1 with errors, and while something that applies could not be looked at. Warnings change nothing.
      A waiver needs rule, object and reason in sitrep.yml, and is counted. Nothing is written.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Only what was not there at this revision.", valueName: "rev"))
  var since: String?

  @Option(help: "How to print: text, markdown or json.")
  var format: OutputFormat = .text

  @Flag(name: .customLong("run-commands"), help: "Start the commands of the configuration as well.")
  var runCommands = false

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    let layout = repository.layout
    let evidence = EvidenceGathering(
      repository: repository,
      world: session.world,
      runsCommands: runCommands
    ).collect(notes: [])
    let files = layout.roster.agents.compactMap { agent in
      agent.direction.map { (agent: agent.name, file: repository.tree.read($0)) }
    }
    let sanitizer = session.sanitizer(repository)
    let feedback = try repository.feedbackFiles().parallelMap { repository.tree.read($0) }
    let gate = gate(
      evidence,
      directions: files,
      secrets: RecordSecrets(in: feedback + files.map(\.file), sanitizer),
      layout
    )
    let waivers = repository.settings.waivers.map { waiver in
      GateReport.Waiver(
        rule: waiver.rule,
        object: waiver.object,
        reason: waiver.reason,
        line: waiver.line
      )
    }
    let earlier = try since.map { revision in
      (revision: revision, gate: try self.gate(at: revision, repository, session))
    }
    let report = GateReport(gate, waivers: waivers, since: earlier)
    let clean = sanitizer.clean
    switch format {
    case .text: session.console.print(clean(GateText.text(report)))
    case .markdown: session.console.print(clean(GateText.markdown(report)))
    case .json: session.console.print(clean(try JSONFormat.text(report)))
    }
    return report.isClean ? .clean : .findings
  }

  private func gate(
    _ evidence: Evidence,
    directions files: [(agent: String, file: SourceFile)],
    secrets: RecordSecrets,
    _ layout: RepositoryLayout
  ) -> Gate {
    var evidence = evidence
    var findings: [Finding] = []
    let index = EvidenceIndex(evidence)
    for (agent, file) in files {
      switch file.content {
      case .text(let source):
        let direction = DirectionReader.read(source, agent: agent)
        findings += direction.findings + direction.ownRuleFindings
        findings += DirectionDeviations.findings(in: direction, index: index)
        evidence.notChecked += direction.notChecked
      case .tooLarge(let bytes, _):
        evidence.notChecked.append(
          NotChecked(subject: "direction", path: file.path, reason: "\(bytes) bytes are too large")
        )
      case .unreadable(let reason):
        evidence.notChecked.append(
          NotChecked(subject: "direction", path: file.path, reason: reason)
        )
      }
    }
    var subject = RuleSubject(evidence: evidence)
    subject.recordSecrets = secrets
    return Gate(
      subject: subject,
      scope: Gate.Scope(
        hasMigrations: !layout.migrations.isEmpty,
        hasSchema: !layout.schema.isEmpty,
        deploymentFiles: layout.deployment.count
      ),
      directions: findings,
      runsCommands: runCommands
    )
  }

  /// What the gate finds in the same files as they were at a revision.
  private func gate(
    at revision: String,
    _ repository: Repository,
    _ session: Session
  ) throws -> Gate {
    let layout = repository.layout
    let directions = layout.roster.agents.compactMap { agent in
      agent.direction.map { (agent: agent.name, path: $0) }
    }
    let feedbackPaths = try repository.feedbackFiles()
    do throws(GitError) {
      let git = try GitRepository(
        root: repository.tree.root,
        environment: session.world.environment
      )
      let commit = try git.commit(named: revision)
      func files(_ paths: [String]) throws(GitError) -> [SourceFile] {
        // What was not there yet has no findings.
        try git.files(at: commit, paths: paths).filter { file in
          if case .unreadable = file.content { false } else { true }
        }
      }
      var evidence = Evidence(collectedAt: session.now, git: GitState())
      let migrations = MigrationCollector.collect(try files(layout.migrations))
      evidence.migrations = migrations.migrations
      evidence.tables = migrations.tables
      evidence.findings = migrations.findings
      let schema = PrismaCollector.collect(
        try files(layout.schema),
        redact: session.sanitizer(repository).clean
      )
      evidence.prisma = schema.schema
      evidence.prismaReason = schema.reason
      let deployment = try files(layout.deployment)
      evidence.deployment = DeploymentCollector.collect(
        deployment,
        // A script that one of them calls, as it was then.
        read: { path in (try? git.files(at: commit, paths: [path]))?.first },
        redact: session.sanitizer(repository).clean
      )
      var then: [(agent: String, file: SourceFile)] = []
      for (agent, path) in directions {
        then += try files([path]).map { (agent: agent, file: $0) }
      }
      let feedback = try files(feedbackPaths)
      let secrets = RecordSecrets(
        in: feedback + then.map(\.file),
        session.sanitizer(repository)
      )
      return gate(evidence, directions: then, secrets: secrets, layout)
    } catch {
      throw CannotRun("--since \(revision): \(error.description)")
    }
  }
}
