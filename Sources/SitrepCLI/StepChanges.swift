import Facts
import Status
import Workspace

/// Whether migrations are still what they were when the record said something of them.
///
/// A step is about the file as the commit held it that brought the step's line; and, where the stamp of the entry
/// says its zone, as it was committed at that moment.
struct StepChanges {
  private struct Key: Hashable {
    var migration: String
    var path: String
    var line: Int
  }

  private var changes: [Key: MigrationStanding.FileChange] = [:]

  func change(of migration: String, since step: MigrationStanding.Step)
    -> MigrationStanding.FileChange?
  {
    changes[Key(migration: migration, path: step.path, line: step.line)]
  }

  private struct Question {
    var key: Key
    var step: MigrationStanding.Step
    /// Commits whose version of the file it may be about, the best one first.
    var revisions: [String] = []
    /// Whether the first of them is the one that brought the line.
    var isCommitted = true
  }

  /// Asks git once for all of them; no process is started where the record says nothing.
  init(_ standings: [MigrationStanding], repository: Repository, world: World) {
    var questions = standings.flatMap { standing in
      [standing.ready, standing.approved, standing.applied].compactMap { $0 }.map { step in
        Question(
          key: Key(migration: standing.path, path: step.path, line: step.line),
          step: step
        )
      }
    }
    guard !questions.isEmpty else { return }
    do throws(GitError) {
      let git = try GitRepository(root: repository.tree.root, environment: world.environment)
      let history = try git.history()
      find(&questions, git, history)
      try compare(questions, git, history, repository.tree)
    } catch {
      for question in questions { changes[question.key] = .unknown("\(error)") }
    }
  }

  /// Which version of the file each step is about.
  private func find(_ questions: inout [Question], _ git: GitRepository, _ history: GitHistory) {
    let records = Array(Set(questions.map(\.step.path))).sorted()
    var blames: [String: GitBlame] = [:]
    for (path, result) in zip(records, git.blame(records)) {
      if case .success(let blame) = result { blames[path] = blame }
    }
    for index in questions.indices {
      let step = questions[index].step
      let commit = blames[step.path]?.commit(ofLine: step.line)
      questions[index].isCommitted = commit?.id != nil
      if let id = commit?.id { questions[index].revisions.append(id) }
      // Clocks differ, and people round up.
      if step.isZoned, let moment = step.timestamp,
        let then = history.commits.first(where: { $0.committed <= moment + 900 })
      {
        questions[index].revisions.append(then.id)
      }
    }
  }

  private mutating func compare(
    _ questions: [Question],
    _ git: GitRepository,
    _ history: GitHistory,
    _ tree: FileTree
  ) throws(GitError) {
    let asked = questions.flatMap { question in
      question.revisions.map { (revision: $0, path: git.prefix + question.key.migration) }
    }
    var blobs = try git.blobs(asked)[...]
    let versions = questions.map { question in
      question.revisions.map { _ in blobs.popFirst() ?? nil }
    }
    let ids = Array(Set(versions.joined().compactMap { $0 })).sorted()
    let contents = Dictionary(
      zip(ids, try git.objects(ids)),
      uniquingKeysWith: { first, _ in first }
    )
    for (question, versions) in zip(questions, versions) {
      let path = question.key.migration
      guard case .text(let now) = tree.read(path).content else {
        changes[question.key] = .unknown("\(path) was not read")
        continue
      }
      let known = versions.compactMap { id -> [UInt8]? in
        guard let id, case .blob(let bytes)? = contents[id] else { return nil }
        return bytes
      }
      if known.contains(where: { !Self.isSame($0, now.bytes) }) {
        changes[question.key] = .changed(commit: lastChange(of: path, now.bytes, git, history))
      } else if known.isEmpty {
        changes[question.key] = .unknown(
          question.isCommitted
            ? "the commit of that line does not hold the file" : "that line is not committed"
        )
      } else {
        changes[question.key] = FileChange.none
      }
    }
  }

  private typealias FileChange = MigrationStanding.FileChange

  /// The newest commit that changed the file; nil when the work tree holds another version still.
  private func lastChange(
    of path: String,
    _ now: [UInt8],
    _ git: GitRepository,
    _ history: GitHistory
  ) -> String? {
    guard let last = history.changes[git.prefix + path]?.first, let id = last.new,
      case .blob(let bytes)? = try? git.objects([id]).first, Self.isSame(bytes, now)
    else { return nil }
    return history.commits[last.commit].id
  }

  /// Whether two versions are the same; how lines end is a matter of the checkout.
  private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left == right || left.lazy.filter { $0 != 0x0D }.elementsEqual(right.lazy.filter { $0 != 0x0D })
  }
}
