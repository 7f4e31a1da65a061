import Audit
import Facts
import Record
import TestSupport
import Workspace

extension AuditSource {
  /// The record of a repository's `feedback` folder, as it stands in its work tree.
  static func reading(_ repository: TestRepository, root: String? = nil) throws -> AuditSource {
    let tree = FileTree(root: root ?? repository.path)
    var paths: [String] = []
    let agents = try tree.entries(of: "feedback") ?? []
    for agent in agents {
      for file in try tree.entries(of: "feedback/\(agent.name)") ?? [] {
        paths.append("feedback/\(agent.name)/\(file.name)")
      }
    }
    let files = paths.sorted().map { tree.read($0) }
    return try AuditSource(
      record: RecordReader(agents: agents.map(\.name)).read(files: files),
      sources: files,
      repository: GitRepository(root: tree.root, environment: TestRepository.environment)
    )
  }
}
