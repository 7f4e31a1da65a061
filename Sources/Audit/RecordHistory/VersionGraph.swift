import Facts
import Workspace

/// The versions of one file through the history, and which followed which.
struct VersionGraph: Sendable {
  /// A commit in which the file has another version than in one of its parents.
  struct Step: Sendable {
    /// Index in the history's commits.
    var commit: Int
    /// Indices in `blobs`; nil where there was no file.
    var new: Int?
    /// One for each parent; of a first commit a single nil.
    var olds: [Int?]
    /// A merge that took the version of one of its parents.
    var isChoice: Bool
  }

  /// Relative to the root.
  let path: String
  /// Full ids, each once.
  private(set) var blobs: [String] = []
  /// The newest first.
  private(set) var steps: [Step] = []
  /// By index in `blobs`: the newest commit at which the file had this version.
  private(set) var lastSeen: [Int] = []
  /// The version at the tip.
  private(set) var tip: Int?
  /// By index of the commits that were asked for: the version there.
  private(set) var versions: [Int: Int] = [:]

  /// Follows one path through all commits; `asked` are those whose versions are kept in `versions`.
  init(path: String, changes: [GitHistory.Change], in history: GitHistory, asked: Set<Int>) {
    self.path = path
    var indices: [String: Int] = [:]
    var changed: [Int: Int] = [:]
    for change in changes {
      guard let new = change.new, change.isFile else {
        changed[change.commit] = -1
        continue
      }
      if indices[new] == nil {
        indices[new] = blobs.count
        blobs.append(new)
      }
      changed[change.commit] = indices[new]
    }
    lastSeen = [Int](repeating: Int.max, count: blobs.count)
    // -1 where the file is not there.
    var states = [Int](repeating: -1, count: history.commits.count)
    for commit in history.commits.indices.reversed() {
      let parents = history.commits[commit].parents
      let state = changed[commit] ?? parents.first.map { states[$0] } ?? -1
      states[commit] = state
      if state >= 0 { lastSeen[state] = commit }
      if asked.contains(commit), state >= 0 { versions[commit] = state }
      let olds = parents.isEmpty ? [-1] : parents.map { states[$0] }
      if olds.contains(where: { $0 != state }) {
        steps.append(
          Step(
            commit: commit,
            new: state < 0 ? nil : state,
            olds: olds.map { $0 < 0 ? nil : $0 },
            isChoice: olds.contains(state)
          )
        )
      }
    }
    steps.reverse()
    tip = states.first.flatMap { $0 < 0 ? nil : $0 }
  }
}
