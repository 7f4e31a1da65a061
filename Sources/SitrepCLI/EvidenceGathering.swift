import Collectors
import Configuration
import Facts
import Record
import Workspace

/// Runs every collector over one repository: the only place that knows all of them.
struct EvidenceGathering {
  let repository: Repository
  let world: World
  /// Start the commands of the configuration.
  let runsCommands: Bool

  /// Asked once, for the evidence and for every agent's changes.
  ///
  /// A process of its own: it runs while files are read.
  private let background: BackgroundValue<GitCollector>
  var git: GitCollector { background.value }
  private let sanitizer: Sanitizer
  private let redact: @Sendable (String) -> String
  private let vault: Vault

  init(repository: Repository, world: World, runsCommands: Bool) {
    self.repository = repository
    self.world = world
    self.runsCommands = runsCommands
    let root = repository.tree.root
    let environment = world.environment
    background = BackgroundValue { GitCollector(root: root, environment: environment) }
    vault = VaultCollector.collect(repository.settings.paths.vault, in: repository.tree)
    sanitizer = Sanitizer(known: vault.secrets, environment: world.environment)
    redact = sanitizer.clean
  }

  /// Collects once; what could not be looked at is named in the evidence.
  func collect(notes: [DocumentationNote]) -> Evidence {
    var sources = EvidenceSources()
    return collect(notes: notes, sources: &sources)
  }

  /// The same, and the files that it was read from, as they were then.
  func collect(notes: [DocumentationNote], sources: inout EvidenceSources) -> Evidence {
    let tree = repository.tree
    var evidence = TreeEvidence.collect(
      repository,
      at: world.now,
      redact: redact,
      sources: &sources
    )
    evidence.notChecked = repository.layout.notChecked + repository.strays() + evidence.notChecked

    if runsCommands {
      let commands = CommandCollector(
        root: tree.root,
        environment: world.environment,
        redact: redact
      )
      evidence.commands = commands.collect(repository.settings.commands, schema: evidence.prisma)
    } else {
      evidence.commands = TreeEvidence.withoutCommands(
        repository,
        reason: "--no-commands was given"
      )
    }
    let pulled = repository.notes(ofRecord: notes)
    evidence.notes = pulled.notes.map { sanitizer.shown($0) }
    evidence.notChecked += pulled.notChecked
    evidence.vault = vault.services
    evidence.notChecked += vault.notChecked
    evidence.git = git.state
    return evidence
  }

  /// What changed since a moment, and which models stood then.
  func changes(since moment: Timestamp?) -> (changes: GitChanges, earlierModels: Set<String>?) {
    (git.changes(since: moment), earlierModels(at: moment))
  }

  /// Names of the models of the schema as it was committed at the moment; nil when git cannot tell.
  private func earlierModels(at moment: Timestamp?) -> Set<String>? {
    guard let moment else { return [] }
    guard !repository.layout.schema.isEmpty,
      let files = git.files(at: moment, paths: repository.layout.schema)
    else { return nil }
    let schema = PrismaCollector.collect(files, redact: redact).schema
    return Set(schema?.models.map(\.name) ?? [])
  }
}
