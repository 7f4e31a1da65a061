import Configuration
import Facts
import Record
import Workspace

/// The documentation that an agent logged lately, as a blocker report states it.
struct DocumentationLookup {
  private let repository: Repository

  init(_ repository: Repository) {
    self.repository = repository
  }

  /// Notes of this day and the one before, out of the agent's own two files: a report cannot wait for the
  /// whole record.
  func summary(of agent: AgentRoster.Agent, at now: Timestamp) -> String {
    let folder = "\(repository.settings.paths.feedback)/\(agent.name)"
    let days = [CalendarDate(daysSinceEpoch: now.date.daysSinceEpoch - 1), now.date]
    let paths = days.map { "\(folder)/\($0.iso8601).md" }
      .filter { FileTree.exists("\(repository.tree.root)/\($0)") }
    let record = repository.recordReader(withTasks: false).read(files: repository.tree.read(paths))
    let notes = record.notes.filter { $0.timestamp.map { $0 <= now } ?? true }
    // A record that could not be read is no record without notes.
    let unread = record.problems.filter { $0.kind == .unreadable || $0.kind == .tooLarge }
    if let problem = unread.first { return "not checked: \(problem.path): \(problem.message)" }
    if notes.isEmpty { return "none logged since \(days[0].iso8601): sitrep note logs them" }
    return notes.map { note in
      "\(note.source) \(note.library)" + (note.topic.map { " (\($0))" } ?? "")
    }.joined(separator: "; ")
  }
}
