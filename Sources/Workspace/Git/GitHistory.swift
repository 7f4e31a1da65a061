package import Facts

/// The commits of HEAD's history and every version of every file in them, as one `git log` gives them.
///
/// Paths are relative to the work tree's top (`GitRepository.prefix` leads from there to the root). A file
/// that was renamed is one that went and one that came. A merge counts as its change against its first parent.
package struct GitHistory: Sendable {
  package struct Commit: Sendable {
    /// Full id.
    package var id: String
    /// Indices in `commits`; a parent that a shallow clone does not hold is left out.
    package var parents: [Int]
    package var authored: Timestamp
    package var committed: Timestamp
  }

  /// A file in one commit: what it was before it, and what it is after it.
  package struct Change: Sendable {
    /// Index in `commits`.
    package var commit: Int
    /// Full ids of blobs; nil where the file is not there.
    package var old: String?
    package var new: String?
    /// False when the new version is a symbolic link or another repository.
    package var isFile: Bool
  }

  /// The newest first; every commit stands before its parents.
  package var commits: [Commit] = []
  /// By path, the newest first.
  package var changes: [String: [Change]] = [:]
  /// Indices in `commits` by full id.
  package private(set) var indices: [String: Int] = [:]

  package init() {}

  package func commit(_ id: String) -> Commit? {
    indices[id].map { commits[$0] }
  }
}

extension GitRepository {
  /// Reads the whole history of HEAD with one process; before the first commit it is empty.
  package func history() throws(GitError) -> GitHistory {
    guard try !isUnborn() else { return GitHistory() }
    let output = try run(
      [
        "-c", "log.showRoot=true", "log", "-z", "--topo-order", "--raw", "--no-abbrev",
        "--no-renames",
        "--diff-merges=first-parent", "--no-ext-diff", "--no-textconv", "--no-mailmap",
        "--no-notes",
        "--no-color", "--no-decorate", "--format=tformat:%x01%H %at %ct %P", "HEAD", "--",
      ],
      timeout: .seconds(300)
    )
    return GitHistory(log: output)
  }

  /// Whether HEAD has no commit yet.
  private func isUnborn() throws(GitError) -> Bool {
    do {
      _ = try commit(named: "HEAD")
      return false
    } catch GitError.failed {
      return true
    }
  }
}

extension GitHistory {
  /// Reads what `git log -z --raw --format=tformat:%x01%H %at %ct %P` printed.
  ///
  /// Source: git-diff-tree(1), "Raw output format": `:MODE MODE ID ID STATUS`, NUL, path, NUL.
  init(log output: [UInt8]) {
    var parents: [[String]] = []
    var records = output.split(separator: 0).makeIterator()
    while let record = records.next() {
      // A line end stands between a commit and its first change.
      let text = record.drop { $0 == UInt8(ascii: "\n") }
      let words = text.dropFirst().split(separator: UInt8(ascii: " "))
      if text.first == 1, words.count >= 3 {
        let id = String(decoding: words[0], as: UTF8.self)
        indices[id] = commits.count
        parents.append(words.dropFirst(3).map { String(decoding: $0, as: UTF8.self) })
        commits.append(
          Commit(
            id: id,
            parents: [],
            authored: Self.moment(words[1]),
            committed: Self.moment(words[2])
          )
        )
      } else if text.first == UInt8(ascii: ":"), words.count == 5, let path = records.next() {
        let mode = words[1]
        let change = Change(
          commit: commits.count - 1,
          old: Self.blob(words[2]),
          new: Self.blob(words[3]),
          isFile: !mode.starts(with: "12".utf8) && !mode.starts(with: "16".utf8)
        )
        changes[String(decoding: path, as: UTF8.self), default: []].append(change)
      }
    }
    for (index, ids) in parents.enumerated() {
      commits[index].parents = ids.compactMap { indices[$0] }
    }
  }

  private static func moment(_ digits: ArraySlice<UInt8>) -> Timestamp {
    Timestamp(secondsSinceEpoch: Int(String(decoding: digits, as: UTF8.self)) ?? 0)
  }

  private static func blob(_ id: ArraySlice<UInt8>) -> String? {
    id.allSatisfy { $0 == UInt8(ascii: "0") } ? nil : String(decoding: id, as: UTF8.self)
  }
}
