import Configuration
import Facts
import Rules
import Tasks
import Workspace

/// Counts the lines of the files that tasks name.
enum TaskFileReading {
  /// The files of these tasks and of the schema, by how the directions write them.
  ///
  /// - Parameters:
  ///   - tasks: of all directions.
  ///   - repository: whose tree they lie in.
  /// - Returns: those that are there, and those that should be, with the reason.
  static func files(of tasks: [DirectionTask], in repository: Repository) -> [String: TaskFile] {
    let schema = repository.layout.schema
    let withoutLines = [repository.settings.paths.feedback, repository.settings.paths.vault]
    var result: [String: TaskFile] = [:]
    for path in schema where tasks.contains(where: { !$0.expects.models.isEmpty }) {
      result[path] = file(path, in: repository)
    }
    for written in tasks.flatMap(\.files) where result[written] == nil {
      // An entry cannot give the lines of the file that it stands in.
      if withoutLines.contains(where: { written.hasPrefix("\($0)/") }) { continue }
      let path = schema.first { $0.hasSuffix("/\(written)") } ?? written
      let isPath = written.contains("/")
      if !isPath, path == written, repository.tree.size(of: path) == 0 { continue }
      result[written] = file(path, in: repository)
    }
    return result
  }

  private static func file(_ path: String, in repository: Repository) -> TaskFile {
    switch repository.tree.read(path).content {
    case .text(let text): TaskFile(path: path, lines: text.lineCount)
    case .tooLarge(_, let lines): TaskFile(path: path, lines: lines)
    case .unreadable(let reason):
      TaskFile(
        path: path,
        reason: path.contains("*") ? "a pattern does not tell which files are meant" : reason
      )
    }
  }
}
