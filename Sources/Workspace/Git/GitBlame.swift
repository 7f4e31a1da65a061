package import Facts

/// Which commit brought each line of a file of the work tree.
package struct GitBlame: Sendable, Equatable {
  package struct Commit: Sendable, Equatable {
    /// Full id; nil for lines that are not committed.
    package var id: String?
    package var committed: Timestamp
    /// The first commit, or where a shallow clone is cut off: there the line may be older.
    package var isBoundary: Bool
  }

  package var commits: [Commit]
  /// Index in `commits` by line minus one.
  package var lines: [Int]

  /// The commit that brought a 1-based line; nil outside the file.
  package func commit(ofLine line: Int) -> Commit? {
    lines.indices.contains(line - 1) ? commits[lines[line - 1]] : nil
  }
}

extension GitRepository {
  /// Blames files of the work tree, no more than two processes at a time.
  ///
  /// - Parameter paths: relative to the root.
  /// - Returns: one result for each path, in order. A file that no commit holds is uncommitted from its
  ///   first line to its last.
  package func blame(_ paths: [String]) -> [Result<GitBlame, GitError>] {
    let halves = [0, 1].map { half in paths.indices.filter { $0 % 2 == half } }
    let blamed = halves.parallelMap { indices in
      indices.map { (index: $0, result: blame(paths[$0])) }
    }
    return blamed.joined().sorted { $0.index < $1.index }.map(\.result)
  }

  private func blame(_ path: String) -> Result<GitBlame, GitError> {
    do throws(GitError) {
      let output = try run(
        ["-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "--", path],
        timeout: .seconds(300)
      )
      return .success(GitBlame(porcelain: output))
    } catch .failed(let message) where message.contains("no such path") {
      // Not in HEAD: every line is as old as the work tree.
      return .success(.uncommitted)
    } catch .failed(let message) where message.contains("no such ref: HEAD") {
      return .success(.uncommitted)
    } catch {
      return .failure(error)
    }
  }
}

extension GitBlame {
  /// Of a file that no commit holds.
  package static let uncommitted = GitBlame(
    commits: [Commit(id: nil, committed: Timestamp(secondsSinceEpoch: 0), isBoundary: false)],
    lines: []
  )

  /// Whether no line is committed.
  package var isUncommitted: Bool { lines.isEmpty && commits.count == 1 && commits[0].id == nil }

  /// Source: git-blame(1), "THE PORCELAIN FORMAT"; what is known of a commit stands at its first line only.
  init(porcelain output: [UInt8]) {
    commits = []
    lines = []
    var indices: [ArraySlice<UInt8>: Int] = [:]
    var current = 0
    var isHeader = true
    for line in output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if isHeader {
        guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
        let id = line[..<space]
        if let known = indices[id] {
          current = known
        } else {
          current = commits.count
          indices[id] = current
          let isCommitted = id.contains { $0 != UInt8(ascii: "0") }
          commits.append(
            Commit(
              id: isCommitted ? String(decoding: id, as: UTF8.self) : nil,
              committed: Timestamp(secondsSinceEpoch: 0),
              isBoundary: false
            )
          )
        }
        isHeader = false
      } else if line.first == UInt8(ascii: "\t") {
        lines.append(current)
        isHeader = true
      } else if line.elementsEqual("boundary".utf8) {
        commits[current].isBoundary = true
      } else if line.starts(with: "committer-time ".utf8) {
        let digits = String(decoding: line.dropFirst("committer-time ".utf8.count), as: UTF8.self)
        commits[current].committed = Timestamp(secondsSinceEpoch: Int(digits) ?? 0)
      }
    }
  }
}
