import Configuration
import Facts
import Record
import Workspace

extension Repository {
  /// The notes of the record, and those of the agents' tool logs under the folder of artifacts.
  func notes(ofRecord notes: [DocumentationNote]) -> (
    notes: [DocumentationNote], notChecked: [NotChecked]
  ) {
    var all = notes
    var notChecked: [NotChecked] = []
    for (path, agent) in toolLogs(&notChecked) {
      let reading = ToolLogReader.read(tree.read(path), agent: agent)
      all += reading.notes
      notChecked += reading.problems.map {
        NotChecked(subject: "tool log", path: $0.path, reason: $0.message)
      }
    }
    return (all, notChecked)
  }

  /// `<artifacts>/<agent>/<date>/mcp/*.jsonl`.
  private func toolLogs(_ notChecked: inout [NotChecked]) -> [(path: String, agent: String)] {
    let root = settings.paths.artifacts
    var result: [(String, String)] = []
    for agent in names(in: root, .folder, &notChecked) {
      for date in names(in: "\(root)/\(agent)", .folder, &notChecked) {
        let folder = "\(root)/\(agent)/\(date)/mcp"
        for file in names(in: folder, .file, &notChecked) where file.hasSuffix(".jsonl") {
          result.append(("\(folder)/\(file)", agent))
        }
      }
    }
    return result
  }

  private func names(
    in folder: String,
    _ kind: FileTree.Kind,
    _ notChecked: inout [NotChecked]
  ) -> [String] {
    do {
      return try (tree.entries(of: folder) ?? []).filter { $0.kind == kind }.map(\.name)
    } catch {
      notChecked.append(NotChecked(subject: "folder", path: folder, reason: error.reason))
      return []
    }
  }
}
