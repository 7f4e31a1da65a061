import Configuration
import Facts
import Record
import Workspace

/// The documentation that an agent logged lately, as a blocker report states it.
struct DocumentationLookup {
  private let repository: Repository
  private let first: CalendarDate
  /// The agent's files of this day and the one before: a report cannot wait for the whole record.
  let files: [SourceFile]

  init(_ repository: Repository, of agent: AgentRoster.Agent, at now: Timestamp) {
    self.repository = repository
    let folder = "\(repository.settings.paths.feedback)/\(agent.name)"
    let days = [CalendarDate(daysSinceEpoch: now.date.daysSinceEpoch - 1), now.date]
    let paths = days.map { "\(folder)/\($0.iso8601).md" }
      .filter { FileTree.exists("\(repository.tree.root)/\($0)") }
    first = days[0]
    files = repository.tree.read(paths)
  }

  func summary(at now: Timestamp) -> String {
    let reader = repository.recordReader(withTasks: false)
    // A record that could not be read is no record without notes.
    let unread = reader.read(files: files.filter { !$0.isText }).problems
    if let problem = unread.first { return "not checked: \(problem.path): \(problem.message)" }
    let notes = reader.notes(in: files).filter { $0.timestamp.map { $0 <= now } ?? true }
    if notes.isEmpty { return "none logged since \(first.iso8601): sitrep note logs them" }
    return notes.map { note in
      "\(note.source) \(note.library)" + (note.topic.map { " (\($0))" } ?? "")
    }.joined(separator: "; ")
  }
}

extension SourceFile {
  fileprivate var isText: Bool {
    if case .text = content { return true }
    return false
  }
}
