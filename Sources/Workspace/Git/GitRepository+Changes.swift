package import Facts

extension GitRepository {
  /// Commits and files since a moment (that second included), what is not committed among them.
  ///
  /// - Parameters:
  ///   - moment: by the committers' clocks; nil counts the commits of the whole history, and lists only the
  ///     files that are not committed.
  ///   - status: as just read.
  /// - Returns: the files below the root by path, each once with its net change: one that came and went is
  ///   left out, and one that changed again after its commit counts as not committed.
  /// - Throws: `GitError`; a history without a commit is none.
  package func changes(since moment: Timestamp?, status: Status) throws(GitError) -> GitChanges {
    var changes = GitChanges(since: moment, commits: 0, files: status.files)
    if isShallow {
      changes.commitsReason = "the clone is shallow: there may be more"
    }
    guard status.commit != nil else { return changes }
    guard let moment else {
      let count = try run(["rev-list", "--count", "HEAD", "--"])
      changes.commits = Int(
        String(decoding: count.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      )
      return changes
    }
    let output = try run([
      // The first commit of a cut history would show everything as added.
      "-c", "log.showRoot=\(!isShallow)",
      "log", "-z", "--name-status", "--diff-merges=first-parent", "--no-ext-diff", "--no-textconv",
      "--no-mailmap", "--no-notes", "--no-color", "--no-decorate", "--find-renames",
      "--format=tformat:%x01", "--since=@\(max(0, moment.secondsSinceEpoch)) +0000", "HEAD", "--",
    ])
    let commits = Self.commits(of: output)
    changes.commits = commits.count
    var net = NetChanges()
    for change in commits.reversed().joined() { net.add(change, committed: true) }
    net.keep(relative)
    for file in touched(status.files, since: moment) {
      net.add(NamedChange(kind: file.kind, path: file.path, from: nil), committed: false)
    }
    changes.files = net.files
    return changes
  }

  /// The changes of each commit, the newest first, with paths relative to the top.
  private static func commits(of output: [UInt8]) -> [[NamedChange]] {
    var commits: [[NamedChange]] = []
    var records = output.split(separator: 0).makeIterator()
    while let record = records.next() {
      // A line end stands between a commit and its first change.
      let status = record.drop { $0 == UInt8(ascii: "\n") }
      guard let letter = status.first else { continue }
      if letter == 1 {
        commits.append([])
        continue
      }
      guard !commits.isEmpty, let path = records.next() else { break }
      var change = NamedChange(
        kind: .modified,
        path: String(decoding: path, as: UTF8.self),
        from: nil
      )
      switch letter {
      case UInt8(ascii: "A"): change.kind = .added
      case UInt8(ascii: "D"): change.kind = .deleted
      case UInt8(ascii: "R"), UInt8(ascii: "C"):
        guard let target = records.next() else { break }
        change.kind = letter == UInt8(ascii: "R") ? .renamed : .added
        change.from = letter == UInt8(ascii: "R") ? change.path : nil
        change.path = String(decoding: target, as: UTF8.self)
      default: break
      }
      commits[commits.count - 1].append(change)
    }
    return commits
  }
}

struct NamedChange: Equatable {
  var kind: GitChanges.File.Kind
  var path: String
  /// The old path of a renamed file.
  var from: String?
}

/// What several changes, added from the oldest on, come to.
struct NetChanges {
  private var byPath: [String: GitChanges.File] = [:]

  var files: [GitChanges.File] {
    byPath.values.sorted { $0.path.precedesInBytes($1.path) }
  }

  /// Keeps the files that have a path there, under it.
  mutating func keep(_ renamed: (String) -> String?) {
    var kept: [String: GitChanges.File] = [:]
    for var file in byPath.values {
      guard let path = renamed(file.path) else { continue }
      file.path = path
      kept[path] = file
    }
    byPath = kept
  }

  mutating func add(_ change: NamedChange, committed: Bool) {
    var kind = change.kind
    if let from = change.from, let old = byPath.removeValue(forKey: from), old.kind == .added {
      kind = .added
    }
    if let earlier = byPath[change.path] {
      switch (earlier.kind, kind) {
      case (.added, .deleted):
        byPath[change.path] = nil
        return
      case (.added, _), (.renamed, .modified), (.renamed, .added): kind = earlier.kind
      case (.deleted, .added), (.modified, .added): kind = .modified
      default: break
      }
    }
    byPath[change.path] = GitChanges.File(path: change.path, kind: kind, committed: committed)
  }
}
