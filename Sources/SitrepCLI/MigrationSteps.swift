import Configuration
import Facts
import MarkdownTree
import Record
import Status
import Tasks
import Workspace

/// What the record, the directions and the last verification say of each migration.
struct MigrationSteps {
  let repository: Repository
  let world: World
  let record: FeedbackRecord

  func standings(of evidence: Evidence, directions: [Direction]) -> [MigrationStanding] {
    let settings = repository.settings
    let said = record.documents.flatMap(\.traces.milestones) + directions.flatMap(said(in:))
    let standings = MigrationStandings(
      milestones: said.filter { $0.timestamp.map { $0 <= world.now } ?? true },
      verification: RecordedProofs(repository: repository, world: world, record: record)
        .latestTrial(.verification),
      approvers: settings.approvers,
      appliers: settings.appliers
    ).standings(
      of: evidence.migrations,
      tables: evidence.tables,
      tasks: directions.flatMap(\.tasks)
    )
    let changes = StepChanges(standings, repository: repository, world: world)
    return standings.map { standing in
      standing.marking { changes.change(of: standing.path, since: $0) }
    }
  }

  /// What a direction tells as done; what its protocol asks for is said as a wish, and no entry.
  private func said(in direction: Direction) -> [MigrationMilestone] {
    guard case .text(let text) = repository.tree.read(direction.path).content else { return [] }
    return MilestoneReader(MarkdownDocument(text), entries: [], agent: nil).milestones()
      .filter { $0.kind != .ready && !$0.names.isEmpty }
  }
}

extension MigrationStanding {
  /// When its furthest step was taken; nil when the record does not say.
  var lastStep: Timestamp? {
    [verified, applied, approved, ready].compactMap { $0 }.first?.timestamp
  }
}
