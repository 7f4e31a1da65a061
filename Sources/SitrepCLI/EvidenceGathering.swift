import Collectors
import Configuration
import Facts
import PrismaSyntax
import Record
import Workspace

/// Runs every collector over one repository: the only place that knows all of them.
struct EvidenceGathering {
  let repository: Repository
  let world: World
  /// Start the commands of the configuration.
  let runsCommands: Bool

  /// Collects once; what could not be looked at is named in the evidence.
  func collect(record: FeedbackRecord?) -> Evidence {
    let tree = repository.tree
    let layout = repository.layout
    var evidence = Evidence(collectedAt: world.now, git: GitState(commitReason: "not looked at"))
    evidence.notChecked = layout.notChecked + repository.strays()

    let migrations = MigrationCollector.collect(tree.read(layout.migrations))
    evidence.migrations = migrations.migrations
    evidence.tables = migrations.tables
    evidence.findings += migrations.findings
    evidence.notChecked += migrations.notChecked

    let schema = tree.read(layout.schema).compactMap { file -> SourceText? in
      if case .text(let text) = file.content { return text }
      return nil
    }
    if !schema.isEmpty { evidence.prisma = PrismaParser.parse(schema) }
    evidence.notes = record?.notes ?? []
    return evidence
  }
}
