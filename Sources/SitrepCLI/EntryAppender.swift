import Configuration
import Facts
import Record
import Reports
import Templates
import Workspace

/// Appends an entry to an agent's file of the day.
struct EntryAppender {
  let repository: Repository
  let session: Session

  /// - Parameters:
  ///   - entry: the Markdown, with one newline at its end.
  ///   - kind: as the receipt names it.
  ///   - agent: whose file.
  ///   - objection: looks at the file under its lock; a reason leaves it as it is.
  /// - Returns: the receipt.
  /// - Throws: `FeedbackFile.AppendError`, `CannotRun` for a name that is no plain file name.
  func append(
    _ entry: String,
    kind: String,
    agent: AgentRoster.Agent,
    objection: ((FeedbackDocument) -> String?)? = nil
  ) throws -> Written {
    if let problem = AgentName.problem(with: agent.name) {
      throw CannotRun("agent '\(agent.name)': \(problem)")
    }
    let date = session.now.date.iso8601
    let path = "\(repository.settings.paths.feedback)/\(agent.name)/\(date).md"
    let file = FeedbackFile(
      root: repository.tree.root,
      path: path,
      title: "\(agent.printedName) — \(date)"
    )
    var entry = session.sanitizer(repository).clean(entry)
    let isMarked = mergesByUnion
    if isMarked { entry = MergeMarks.marked(entry, salt: "\(agent.name) \(session.now.iso8601)") }
    let result = try file.append(report: session.console.note) { bytes in
      if let objection {
        let source = SourceFile(path: path, content: .text(SourceText(path: path, bytes: bytes)))
        let record = repository.recordReader(withTasks: false).read(files: [source])
        if let document = record.documents.first, let reason = objection(document) {
          return .leave(reason: reason)
        }
      }
      guard let open = OpenBlock(endOf: bytes) else { return .append(entry) }
      return .append(entry, closing: try close(open, in: path))
    }
    switch result {
    case .appended(let first, let last):
      return Written(
        written: true,
        path: path,
        line: isMarked ? first + 1 : first,
        endLine: isMarked ? last - 1 : last,
        kind: kind,
        agent: agent.name
      )
    case .left(let reason):
      return Written(written: false, reason: reason, path: path, kind: kind, agent: agent.name)
    }
  }

  /// Whether git is told to merge files of this repository by keeping both sides.
  private var mergesByUnion: Bool {
    guard case .text(let source) = repository.tree.read(".gitattributes").content else {
      return false
    }
    return MergeAttribute.mergesByUnion(source.string(0..<source.bytes.count))
  }

  /// The line that keeps an entry out of a block that nobody closed; said, since it stands in the file from now on.
  private func close(_ open: OpenBlock, in path: String) throws -> String {
    guard let closing = open.closing else {
      throw CannotRun(
        "\(path):\(open.line): the \(open.name) that begins here is never closed, so an entry would be "
          + "a part of it: close it, then run again; nothing was changed"
      )
    }
    session.console.note(
      "\(path):\(open.line): the \(open.name) that begins here was never closed: a line \(closing) was "
        + "put before the entry, which would have been a part of it"
    )
    return closing
  }
}
