package import Facts
package import Record
package import Workspace

/// What the history tells about the record itself: impossible stamps, rewritten entries, lost ones.
package struct RecordHistory: Sendable {
  /// By path and line.
  package private(set) var timestamps: [AuditTimestamp] = []
  package private(set) var edited: [EditedEntry] = []
  /// By path, the latest loss first.
  package private(set) var lostEntries: [LostEntry] = []
  package private(set) var notChecked: [NotChecked] = []

  /// Reads every version of the record's files once.
  ///
  /// - Parameters:
  ///   - source: the record as it stands, and the history.
  ///   - reader: that of the record.
  ///   - isRecord: whether a path, relative to the root, is one of the record, also when no such file is
  ///     there now.
  /// - Throws: `GitError` when git does not answer about versions of files.
  package init(
    of source: AuditSource,
    reader: RecordReader,
    isRecord: (String) -> Bool
  ) throws(GitError) {
    let files = Dictionary(source.files.map { ($0.text.path, $0) }) { first, _ in first }
    let graphs = Self.graphs(source, isRecord, Self.blameCommits(files, source.history))
    let stamps = StampAudit(source.history)
    var missing: [MissingEntry] = []
    var rest = graphs[...]
    while !rest.isEmpty {
      var count = 0
      let group = rest.prefix { graph in
        defer { count += graph.blobs.count }
        return count < Self.versionsAtOnce
      }
      rest = rest.dropFirst(group.count)
      for audit in try audits(Array(group), source, files, reader, stamps) {
        timestamps += audit.timestamps
        edited += audit.edited
        missing += audit.missing
      }
    }
    let untracked = source.files.filter { file in !graphs.contains { $0.path == file.text.path } }
    for file in untracked {
      timestamps += Self.timestamps(file, stamps, source.history, isHeld: { _, _ in false })
    }
    timestamps.sort { Self.precedes(($0.path, $0.line), ($1.path, $1.line)) }
    edited.sort { Self.precedes(($0.path, $0.line), ($1.path, $1.line)) }
    lostEntries = try lost(missing, source)
    if source.repository.isShallow {
      notChecked.append(
        NotChecked(
          subject: "history",
          path: nil,
          reason: "the clone is shallow: entries edited or lost before its cut are not seen"
        )
      )
    }
  }

  /// Versions of files that are held in memory together.
  private static let versionsAtOnce = 2_000

  private static func precedes(_ left: (String, Int), _ right: (String, Int)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : left.0.precedesInBytes(right.0)
  }

  // MARK: Versions

  /// One for each file that the record ever had, in byte order of the paths.
  private static func graphs(
    _ source: AuditSource,
    _ isRecord: (String) -> Bool,
    _ asked: [String: Set<Int>]
  ) -> [VersionGraph] {
    let paths = source.history.changes.compactMap { path, changes in
      source.repository.relative(path).flatMap { isRecord($0) ? ($0, changes) : nil }
    }
    return paths.sorted { $0.0.precedesInBytes($1.0) }.parallelMap {
      (path, changes) in
      VersionGraph(path: path, changes: changes, in: source.history, asked: asked[path] ?? [])
    }
  }

  /// By path: the commits that brought headings of entries.
  private static func blameCommits(_ files: [String: AuditSource.File], _ history: GitHistory)
    -> [String: Set<Int>]
  {
    files.mapValues { file in
      Set(file.document.entries.compactMap { commit(of: $0, file, history) })
    }
  }

  private static func commit(of entry: Entry, _ file: AuditSource.File, _ history: GitHistory)
    -> Int?
  {
    file.blame.commit(ofLine: entry.line)?.id.flatMap { history.indices[$0] }
  }

  // MARK: Files

  /// What came of one file.
  private struct FileAudit: Sendable {
    var timestamps: [AuditTimestamp] = []
    var edited: [EditedEntry] = []
    var missing: [MissingEntry] = []
  }

  private mutating func audits(
    _ graphs: [VersionGraph],
    _ source: AuditSource,
    _ files: [String: AuditSource.File],
    _ reader: RecordReader,
    _ stamps: StampAudit
  ) throws(GitError) -> [FileAudit] {
    let texts = try texts(of: graphs, source.repository)
    let chains = zip(graphs, texts).map { VersionChain($0, texts: $1) }
    let wanted = zip(chains, texts).flatMap { chain, texts in chain.read.compactMap { texts[$0] } }
    let entries = reader.entries(of: wanted)
    let versions = Array(zip(wanted, entries)).parallelMap { FileVersion($0, entries: $1) }
    var offset = 0
    let parts = zip(graphs, chains).map { graph, chain in
      defer { offset += chain.read.count }
      let own = zip(chain.read, versions[offset..<(offset + chain.read.count)])
      return (graph: graph, chain: chain, versions: Dictionary(uniqueKeysWithValues: own))
    }
    return parts.parallelMap { part in
      let file = files[part.graph.path]
      let audit = PathAudit(
        part.graph,
        part.chain,
        versions: part.versions,
        entries: file?.document.entries ?? []
      )
      var result = FileAudit(missing: audit.missing)
      if let file {
        result.timestamps = Self.timestamps(file, stamps, source.history, isHeld: audit.holds)
        result.edited = audit.edits.map { Self.edited($0, source) }
      }
      return result
    }
  }

  /// The versions of each file, read at once; nil for one that git does not give.
  private mutating func texts(of graphs: [VersionGraph], _ repository: GitRepository)
    throws(GitError) -> [[SourceText?]]
  {
    var ids: [String: Int] = [:]
    for blob in graphs.lazy.flatMap(\.blobs) where ids[blob] == nil { ids[blob] = ids.count }
    let ordered = ids.sorted { $0.value < $1.value }.map(\.key)
    let objects = try repository.objects(ordered)
    return graphs.map { graph in
      graph.blobs.map { id in
        let reason: String
        switch ids[id].map({ objects[$0] }) {
        case .blob(let bytes): return SourceText(path: graph.path, bytes: bytes)
        case .tooLarge(let bytes): reason = "version \(id.prefix(10)) has \(bytes) bytes"
        case .missing, .other, nil: reason = "this clone does not hold version \(id.prefix(10))"
        }
        notChecked.append(NotChecked(subject: "history", path: graph.path, reason: reason))
        return nil
      }
    }
  }

  private static func timestamps(
    _ file: AuditSource.File,
    _ stamps: StampAudit,
    _ history: GitHistory,
    isHeld: (EntryKey, Int) -> Bool
  ) -> [AuditTimestamp] {
    let stamped = StampedFile(path: file.text.path, date: file.document.date)
    return file.document.entries.compactMap { entry in
      let commit = commit(of: entry, file, history)
      return stamps.judge(entry, in: stamped, commit: commit) {
        commit.map { isHeld(EntryKey(entry), $0) } ?? false
      }
    }
  }

  // MARK: Findings

  private static func edited(_ edit: PathAudit.Edit, _ source: AuditSource) -> EditedEntry {
    let commits = source.history.commits
    let (first, changed) = (commits[edit.firstIn].id, commits[edit.changedIn].id)
    return EditedEntry(
      path: edit.entry.path,
      line: edit.entry.line,
      heading: edit.entry.heading,
      agent: edit.entry.agent,
      firstIn: first,
      changedIn: changed,
      command: "git diff \(first.prefix(10)) \(changed.prefix(10)) -- "
        + ShellWord.quoted(edit.entry.path)
    )
  }

  private mutating func lost(
    _ missing: [MissingEntry],
    _ source: AuditSource
  ) throws(GitError) -> [LostEntry] {
    var lost = LostEntries(missing)
    for file in source.files { lost.find(in: file.text) }
    try findAtTip(&lost, source)
    return lost.entries.map { entry in
      let id = source.history.commits[entry.lastSeen].id
      let place = "\(id.prefix(10)):\(source.repository.prefix)\(entry.path)"
      return LostEntry(
        path: entry.path,
        heading: entry.heading,
        agent: entry.agent,
        lastSeenIn: id,
        goneIn: entry.goneIn.map { source.history.commits[$0].id },
        command: "git show \(ShellWord.quoted(place))"
      )
    }
  }

  /// Takes off the list what any text of the tip holds: the record may have been moved anywhere.
  private func findAtTip(_ lost: inout LostEntries, _ source: AuditSource) throws(GitError) {
    guard let tip = source.tip else { return }
    let paths = source.history.changes.keys.filter { path in
      [".md", ".markdown", ".txt"].contains { path.hasSuffix($0) }
    }.sorted { $0.precedesInBytes($1) }
    let blobs = try source.repository.blobs(paths.map { (revision: tip, path: $0) })
    var rest = zip(paths, blobs).compactMap { path, blob in blob.map { (path, $0) } }[...]
    while !rest.isEmpty, !lost.entries.isEmpty {
      let group = rest.prefix(Self.versionsAtOnce)
      rest = rest.dropFirst(group.count)
      for ((path, _), object) in zip(group, try source.repository.objects(group.map(\.1))) {
        guard case .blob(let bytes) = object else { continue }
        lost.find(in: SourceText(path: source.repository.relative(path) ?? path, bytes: bytes))
      }
    }
  }
}
