import Configuration
import Facts
import Record
import Rules
import Status

/// The Definitions of Done of a roll call, decided by what the files of the tree say and nothing else.
///
/// The files are read on another thread from the moment this is made, while the record is read.
struct TreeVerdicts {
  private let repository: Repository
  private let session: Session
  /// nil where no direction is read: its tasks are all that evidence decides about.
  private let evidence: BackgroundValue<Evidence>?

  /// With `paths`, which stand in place of the record, no direction is read.
  init(_ repository: Repository, paths: [String], in session: Session) {
    self.repository = repository
    self.session = session
    let now = session.now
    guard paths.isEmpty, repository.layout.roster.agents.contains(where: { $0.direction != nil })
    else {
      evidence = nil
      return
    }
    evidence = BackgroundValue {
      var evidence = TreeEvidence.collect(repository, at: now) { $0 }
      evidence.notChecked = repository.layout.notChecked + evidence.notChecked
      evidence.commands = TreeEvidence.withoutCommands(repository, reason: "status starts none")
      return evidence
    }
  }

  /// The lists of the record and of the directions, with their verdicts.
  func lists(_ input: RecordInput) -> [Checklist] {
    let definition = DefinitionOfDone(record: input.record, directions: input.directions)
    let lists = definition.lists()
    guard !lists.isEmpty, let evidence = evidence?.value else { return lists }
    let facts = facts(of: input.record, for: lists, tasks: definition.tasks)
    let decided = decide(lists, definition, evidence, facts)
    guard decided.contains(where: \.isContradicted) else { return decided }
    // Nobody is accused because of files that stand where no pattern looks: search for them only now.
    let strays = repository.strays()
    var whole = evidence
    whole.notChecked += strays
    let sanitizer = session.sanitizer(repository)
    return (strays.isEmpty ? decided : decide(lists, definition, whole, facts)).map { list in
      clean(list, sanitizer)
    }
  }

  /// What the record tells beside the tree; what entries prove is read only where there are such entries.
  private func facts(
    of record: FeedbackRecord,
    for lists: [Checklist],
    tasks: [DirectionTask]
  ) -> ProofFacts {
    var facts = ProofFacts()
    let rules = DefinitionOfDone.rules(of: lists, settings: repository.settings)
    if rules.contains(FeedbackNamesFiles.id) {
      facts.lineClaims = record.documents.flatMap(\.traces.lineClaims)
      facts.taskFiles = TaskFileReading.files(of: tasks, in: repository)
    }
    facts.waived = repository.settings.waivers.map {
      WaivedFinding(rule: $0.rule, object: $0.object)
    }
    var recorded = RecordedProofs(repository: repository, world: session.world, record: record)
    recorded.asksGit = false
    facts.rehearsal = recorded.trial(.rehearsal)
    facts.verification = recorded.trial(.verification)
    facts.recordedCommands = recorded.commands()
    return facts
  }

  private func decide(
    _ lists: [Checklist],
    _ definition: DefinitionOfDone,
    _ evidence: Evidence,
    _ facts: ProofFacts
  ) -> [Checklist] {
    definition.decided(
      lists,
      by: evidence,
      facts: facts,
      settings: repository.settings,
      notAsked: [
        DocumentationPulled.id: "notes and commits are looked at by sitrep checklist"
      ]
    )
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
