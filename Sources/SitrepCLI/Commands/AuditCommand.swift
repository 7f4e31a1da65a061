import ArgumentParser
import Audit
import Collectors
import Configuration
import Facts
import Record
import Reports
import Status
import Workspace

struct AuditCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Hold what the record claims against the repository, at the commit that claimed it.",
    discussion: """
      Exit 1 when a claim is false. What cannot be told is never called false, and says why.
      Every line names its file and line, and the command that shows it. Nothing is written, and no
      command of the configuration is started without --rerun.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(
      "Only what was committed since: a date, a time, or 2h, 3d.",
      valueName: "when"
    ),
    transform: Moment.init
  )
  var since: Moment?

  @Option(help: ArgumentHelp("Only the record of this agent.", valueName: "agent"))
  var agent: String?

  @Flag(
    help: "Repeat the commands of the configuration, and the two of Prisma, on the tree as it is."
  )
  var rerun = false

  @Option(help: "How to print: text, markdown or json.")
  var format: OutputFormat = .text

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    let agent = try self.agent.map { try repository.agent(named: $0, in: session.world).name }
    let scope = AuditScope(agent: agent, since: since?.timestamp(now: session.now))
    let report = session.sanitizer(repository).shown(try audit(repository, scope, session))
    if let agent, repository.layout.roster.agent(named: agent) == nil, report.isEmpty {
      let known = repository.layout.roster.agents.map(\.name).joined(separator: ", ")
      throw CannotRun("the record has nothing of an agent '\(agent)'; it knows \(known)")
    }
    let names = Dictionary(
      repository.layout.roster.agents.map { ($0.name, $0.printedName) },
      uniquingKeysWith: { first, _ in first }
    )
    let text: String
    switch format {
    case .text:
      text = AuditText(
        report,
        columns: session.world.columns,
        isColored: session.world.usesColor,
        names: names
      ).render()
    case .markdown: text = AuditMarkdown(report, names: names).render()
    case .json: text = try JSONFormat.text(report)
    }
    session.console.print(text)
    return report.claims.contains { $0.verdict == .fails } ? .findings : .clean
  }

  private func audit(
    _ repository: Repository,
    _ scope: AuditScope,
    _ session: Session
  ) throws -> AuditReport {
    let files = try repository.feedbackFiles().parallelMap { repository.tree.read($0) }
    let reader = repository.recordReader()
    do throws(GitError) {
      let source = try AuditSource(
        record: reader.read(files: files),
        sources: files,
        repository: GitRepository(
          root: repository.tree.root,
          environment: session.world.environment
        )
      )
      let feedback = repository.settings.paths.feedback + "/"
      let history = try RecordHistory(of: source, reader: reader) {
        $0.hasPrefix(feedback) && $0.hasSuffix(".md")
      }
      return AuditReport(
        revision: source.tip,
        isShallow: source.repository.isShallow,
        claims: try ClaimAudit.sorted(
          ClaimAudit.claims(in: source)
            + OutcomeAudit.claims(
              in: source,
              of: repository.settings.commands,
              runs: rerun ? runs(of: repository, session) : nil
            )
        ).compactMap { claim in
          guard scope.includes(agent: claim.agent, revision: claim.revision, in: source) else {
            return nil
          }
          return claim
        },
        timestamps: history.timestamps.filter {
          scope.includes(agent: $0.agent, revision: $0.commit, in: source)
        },
        edited: history.edited.filter {
          scope.includes(agent: $0.agent, revision: $0.changedIn, in: source)
        },
        lostEntries: history.lostEntries.filter {
          scope.includes(agent: $0.agent, revision: $0.goneIn, in: source)
        },
        notChecked: source.notChecked + history.notChecked
      )
    } catch {
      throw CannotRun("\(error.description)\nThe audit reads the history of a git repository.")
    }
  }

  /// Runs every command of the configuration once; nothing of the record is ever run.
  private func runs(of repository: Repository, _ session: Session) -> [CommandRun] {
    let redact = session.sanitizer(repository).clean
    let evidence = TreeEvidence.collect(repository, at: session.now, redact: redact)
    return CommandCollector(
      root: repository.tree.root,
      environment: session.world.environment,
      redact: redact
    ).collect(repository.settings.commands, schema: evidence.prisma)
  }
}

extension AuditReport {
  fileprivate var isEmpty: Bool {
    claims.isEmpty && timestamps.isEmpty && edited.isEmpty && lostEntries.isEmpty
  }
}
