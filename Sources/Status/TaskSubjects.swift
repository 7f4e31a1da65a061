import Facts
import Record
import Rules
import Tasks

/// What the rules look at for each list: the files of its task, as the direction specifies them, else as the record
/// gives them.
struct TaskSubjects {
  private let record: FeedbackRecord
  private let evidence: Evidence
  private let facts: ProofFacts
  private let index: EvidenceIndex
  private var directed: [Key: RuleSubject] = [:]
  private let documents: [String: Int]
  /// The entries that say of one task that it is done.
  private let completions: [Key: [Entry]]

  private struct Key: Hashable {
    var agent: String
    var task: String
  }

  init(
    record: FeedbackRecord,
    directions: [Direction],
    evidence: Evidence,
    facts: ProofFacts
  ) {
    self.record = record
    self.evidence = evidence
    self.facts = facts
    index = EvidenceIndex(evidence)
    documents = Dictionary(
      record.documents.enumerated().map { ($0.element.path, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    var completions: [Key: [Entry]] = [:]
    for document in record.documents {
      for entry in document.entries where entry.kind == .completion {
        guard let agent = entry.agent, entry.tasks.count == 1, let task = entry.tasks.first else {
          continue
        }
        completions[Key(agent: agent, task: task), default: []].append(entry)
      }
    }
    self.completions = completions
    for direction in directions {
      for task in direction.tasks {
        directed[Key(agent: direction.agent, task: task.id)] = subject(of: task)
      }
    }
  }

  /// What a list is about; nil when its task or the files of its task are not told.
  func subject(of list: Checklist) -> RuleSubject? {
    guard let task = list.task else { return nil }
    if let agent = list.agent, let subject = directed[Key(agent: agent, task: task)] {
      return subject
    }
    let others = directed.filter { $0.key.task == task }
    // An id that two directions use is not taken from either.
    if others.count == 1, let subject = others.first?.value { return subject }
    guard others.isEmpty, let position = documents[list.path],
      let entry = record.documents[position].entry(atLine: list.line)
    else { return nil }
    return recorded(task, of: [entry], path: list.path, line: list.line)
  }

  private func subject(of task: DirectionTask) -> RuleSubject {
    var subject = specified(task)
    addFiles(of: task, to: &subject)
    return subject
  }

  /// The files that the direction says the task makes, and those of the schema that hold its models.
  private func addFiles(of task: DirectionTask, to subject: inout RuleSubject) {
    // Whichever rule asks: a migration of the task is one for all of them.
    let migrations = task.files.filter { $0.hasSuffix(".sql") }.compactMap(index.migration)
    subject.files.formUnion(migrations)
    guard let known = facts.taskFiles else { return }
    var files: [TaskFile] = []
    for written in task.files where written != task.expects.migration {
      if written.hasSuffix(".sql"), index.migration(written) != nil { continue }
      if let file = known[written], !files.contains(file) { files.append(file) }
    }
    if !task.expects.models.isEmpty {
      for model in subject.models {
        if let file = known[model.path], !files.contains(file) { files.append(file) }
      }
    }
    subject.taskFiles = files
  }

  private func specified(_ task: DirectionTask) -> RuleSubject {
    var subject = facts.subject(evidence, task: task)
    let migration = task.expects.migration.flatMap(index.migration)
    if let migration { subject.files.insert(migration) }
    guard task.expects.tables.isEmpty, task.expects.models.isEmpty else { return subject }
    if let migration {
      subject.task?.expects.tables = tables(madeBy: [migration])
      return subject
    }
    let entries = completions[Key(agent: task.agent, task: task.id)] ?? []
    return recorded(task.id, of: entries, path: task.path, line: task.line) ?? subject
  }

  /// A task as the entries about it tell: the migrations that they give with their numbers of lines.
  private func recorded(_ task: String, of entries: [Entry], path: String, line: Int)
    -> RuleSubject?
  {
    var files: Set<String> = []
    for entry in entries {
      // An entry about several tasks does not tell which of them made a file.
      guard entry.tasks.allSatisfy({ $0 == task }), let found = migrations(in: entry) else {
        return nil
      }
      files.formUnion(found)
    }
    guard !files.isEmpty else { return nil }
    var made = DirectionTask(id: task, title: "", agent: "", path: path, line: line)
    made.expects.tables = tables(madeBy: files)
    var subject = facts.subject(evidence, task: made)
    subject.files = files
    subject.taskFiles = facts.taskFiles.map { _ in [] }
    return subject
  }

  /// nil when one of them is not there, or several could be meant, or one is named that is not counted: then it is not
  /// told which of them the task made.
  private func migrations(in entry: Entry) -> Set<String>? {
    guard let position = documents[entry.path] else { return [] }
    let traces = record.documents[position].traces
    let lines = entry.line...max(entry.line, entry.endLine)
    var files: Set<String> = []
    for claim in traces.lineClaims
    where claim.subject.hasSuffix(".sql") && lines.contains(claim.place.line) {
      let named = migrations(named: claim.subject)
      guard named.count == 1 else {
        // A query that lies elsewhere is no migration.
        if claim.subject.contains("/"), !claim.subject.contains("migrations/") { continue }
        return nil
      }
      files.formUnion(named)
    }
    let others = traces.sqlFiles.filter { lines.contains($0.place.line) }
      .flatMap { migrations(named: $0.name) }
    return files.isSuperset(of: others) ? files : nil
  }

  private func migrations(named name: String) -> [String] {
    evidence.migrations.map(\.path).filter { $0 == name || $0.hasSuffix("/\(name)") }
  }

  private func tables(madeBy files: Set<String>) -> [String] {
    evidence.tables.filter { files.contains($0.path) }.map { "\($0.schema).\($0.name)" }
  }
}
