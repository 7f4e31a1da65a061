import Collectors
import Configuration
import Facts
import Record
import Rules
import Status
import Workspace

/// The Definitions of Done of a roll call, decided by what the files of the tree say and nothing else.
///
/// The files are read on another thread from the moment this is made, while the record is read.
struct TreeVerdicts {
  private let repository: Repository
  private let session: Session
  /// In place of the record.
  private let paths: [String]
  /// nil where no direction is read: then the record may have no list that files decide about.
  private let evidence: BackgroundValue<Evidence>?

  /// With `paths`, which stand in place of the record, no direction is read.
  init(_ repository: Repository, paths: [String], in session: Session) {
    self.repository = repository
    self.session = session
    self.paths = paths
    let now = session.now
    guard paths.isEmpty, repository.layout.roster.agents.contains(where: { $0.direction != nil })
    else {
      evidence = nil
      return
    }
    evidence = BackgroundValue { Self.evidence(of: repository, at: now) }
  }

  /// The lists of the record and of the directions, with their verdicts.
  ///
  /// Lists of files that stand in place of the record stay as they are written: `sitrep checklist` decides them.
  func lists(_ input: RecordInput) -> [Checklist] {
    let definition = DefinitionOfDone(record: input.record, directions: input.directions)
    let lists = definition.lists()
    guard paths.isEmpty else { return lists }
    let ruleOfItem = DefinitionOfDone.rules(of: lists, settings: repository.settings)
    let rules = Set(ruleOfItem.values)
    // Without a direction only the lists of the record tell whether the files have to be looked at.
    guard !rules.isEmpty else { return lists }
    var evidence = evidence?.value ?? Self.evidence(of: repository, at: session.now)
    if rules.contains(DocumentationPulled.id) {
      let pulled = repository.notes(ofRecord: input.record.notes)
      evidence.notes = pulled.notes
      evidence.notChecked += pulled.notChecked
    }
    var gathering = ProofGathering(
      repository: repository,
      world: session.world,
      record: input.record,
      tasks: definition.tasks
    )
    gathering.namesChanges = false
    let facts = gathering.facts(for: rules, evidence: evidence) { _ in
      .failure(GitUnknown(reason: "git is asked when the files came by sitrep checklist"))
    }
    func decide(_ evidence: Evidence) -> [Checklist] {
      definition.decided(lists, by: evidence, facts: facts, rules: ruleOfItem)
    }
    let decided = decide(evidence)
    guard decided.contains(where: \.isContradicted) else { return decided }
    // Nobody is accused because of files that stand where no pattern looks: search for them only now.
    let strays = repository.strays()
    let sanitizer = session.sanitizer(repository)
    evidence.notChecked += strays
    return (strays.isEmpty ? decided : decide(evidence)).map { clean($0, sanitizer) }
  }

  private static func evidence(of repository: Repository, at now: Timestamp) -> Evidence {
    var evidence = TreeEvidence.collect(repository, at: now) { $0 }
    evidence.notChecked = repository.layout.notChecked + evidence.notChecked
    evidence.commands = TreeEvidence.withoutCommands(repository, reason: "status starts none")
    return evidence
  }

  /// What a rule quotes from a file passes the redaction before it is printed.
  private func clean(_ list: Checklist, _ sanitizer: Sanitizer) -> Checklist {
    var list = list
    for index in list.items.indices where list.items[index].verdict == .contradicted {
      list.items[index].reason = list.items[index].reason.map(sanitizer.clean)
    }
    return list
  }
}

extension Checklist {
  fileprivate var isContradicted: Bool {
    items.contains { $0.verdict == .contradicted }
  }
}
