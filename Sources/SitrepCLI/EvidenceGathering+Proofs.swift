import Collectors
import Configuration
import Facts
import Record
import Rules
import Status
import Workspace

extension EvidenceGathering {
  /// The lists with every item decided, from the evidence and from what only the record and the history tell.
  func decide(
    _ lists: [Checklist],
    of definition: DefinitionOfDone,
    by evidence: Evidence,
    record: FeedbackRecord
  ) -> [Checklist] {
    let settings = repository.settings
    let rules = DefinitionOfDone.rules(of: lists, settings: settings)
    return definition.decided(
      lists,
      by: evidence,
      facts: proofs(for: rules, evidence: evidence, record: record, tasks: definition.tasks),
      settings: settings
    )
  }

  /// What these rules need beside the evidence; nothing else is looked at.
  func proofs(
    for rules: Set<String>,
    evidence: Evidence,
    record: FeedbackRecord,
    tasks: [DirectionTask]
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
      switch git.firstCommits(of: evidence.migrations.map(\.path)) {
      case .success(let commits): facts.firstCommits = commits
      case .failure(let unknown): facts.firstCommitsReason = unknown.reason
      }
    }
    if rules.contains(ScreenshotExists.id) { facts.pictures = pictures(in: record) }
    let recorded = RecordedProofs(repository: repository, world: world, record: record)
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

  private func pictures(in record: FeedbackRecord) -> [LinkedPicture] {
    var looked: [String: (exists: Bool, format: String?)] = [:]
    return record.documents.flatMap { document in
      document.traces.pictures.map { link in
        let tasks = document.entry(atLine: link.place.line)?.tasks ?? []
        if link.isRemote {
          return LinkedPicture(
            path: link.target,
            place: link.place,
            tasks: tasks,
            exists: false,
            format: nil,
            reason: "it lies outside of the repository, where nobody looked"
          )
        }
        let folder = document.path.split(separator: "/").dropLast().map(String.init)
        var picture = LinkedPicture(
          path: link.target,
          place: link.place,
          tasks: tasks,
          exists: false,
          format: nil
        )
        for base in [folder, []] {
          guard let path = Self.path(link.target, from: base) else { continue }
          let found = looked[path] ?? look(at: path)
          looked[path] = found
          guard found.exists else { continue }
          picture.path = path
          (picture.exists, picture.format) = found
          break
        }
        return picture
      }
    }
  }

  private func look(at path: String) -> (exists: Bool, format: String?) {
    guard let head = repository.tree.head(of: path, count: 12) else { return (false, nil) }
    return (true, LinkedPicture.format(of: head))
  }

  /// A link's target relative to the root; nil when it leads out of the repository.
  private static func path(_ target: String, from folder: [String]) -> String? {
    // GitHub takes a leading slash for the repository's root.
    var parts = target.hasPrefix("/") ? [] : folder
    for part in target.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
