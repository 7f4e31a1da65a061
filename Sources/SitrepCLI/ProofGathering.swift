import Collectors
import Configuration
import Facts
import Record
import Rules
import Workspace

/// What decides items and stands outside of the tree as it is: the record, the history, and the files that tasks name.
///
/// `status` and `checklist` gather it here, so that one item has one verdict; `status` lets git tell nothing, and what
/// only git can tell is "not checked" there.
struct ProofGathering {
  let repository: Repository
  let world: World
  let record: FeedbackRecord
  let tasks: [DirectionTask]
  /// Ask git which files changed since an entry: it changes the words of a verdict alone.
  var namesChanges = true

  /// What these rules need beside the evidence; nothing else is looked at.
  ///
  /// - Parameters:
  ///   - rules: ids of the rules in use.
  ///   - evidence: with the notes of the record.
  ///   - firstCommits: asks git when files came; called only where a note is compared with that.
  /// - Returns: the facts, each with the reason where it is not known.
  func facts(
    for rules: Set<String>,
    evidence: Evidence,
    firstCommits: ([String]) -> Result<[String: Timestamp], GitUnknown>
  ) -> ProofFacts {
    var facts = ProofFacts()
    facts.waived = repository.settings.waivers.map {
      WaivedFinding(rule: $0.rule, object: $0.object)
    }
    if rules.contains(FeedbackNamesFiles.id) {
      facts.lineClaims = record.documents.flatMap(\.traces.lineClaims)
      facts.taskFiles = TaskFileReading.files(of: tasks, in: repository)
    }
    // Without a note nothing is compared with the time of a commit.
    if rules.contains(DocumentationPulled.id), !evidence.notes.isEmpty {
      switch firstCommits(evidence.migrations.map(\.path)) {
      case .success(let commits): facts.firstCommits = commits
      case .failure(let unknown): facts.firstCommitsReason = unknown.reason
      }
    }
    if rules.contains(ScreenshotExists.id) {
      facts.pictures = LinkedPictures(tree: repository.tree).pictures(in: record)
    }
    var recorded = RecordedProofs(repository: repository, world: world, record: record)
    recorded.asksGit = namesChanges
    if !rules.isDisjoint(with: Self.databaseRules) {
      facts.rehearsal = recorded.trial(.rehearsal)
      facts.verification = recorded.trial(.verification)
    }
    if rules.contains(PrismaValidatePasses.id) || rules.contains(PrismaFormatPasses.id) {
      facts.recordedCommands = recorded.commands()
    }
    return facts
  }

  /// Rules that only a database can decide.
  private static let databaseRules: Set<String> = [
    TableExists.id, RowSecurityActive.id, RowInserted.id, RowQueried.id, TestedLocally.id,
  ]
}
