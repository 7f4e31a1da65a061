import Collectors
import Configuration
import Facts
import Record
import Rules
import Workspace

/// What entries of the record prove, held against the files as they are now.
struct RecordedProofs {
  let repository: Repository
  let world: World
  let record: FeedbackRecord
  /// Ask git which files changed: a process, for what changed at all.
  var asksGit = true

  /// What the latest entry of a kind says whose files are still the same, else the latest one at all.
  func trial(_ kind: RecordedTrial.Kind) -> RehearsalResult? {
    latestTrial(kind).map { RehearsalResult($0.trial, changed: $0.changed) }
  }

  /// The entry itself, with how the files that it read have changed since; nil when they have not.
  func latestTrial(_ kind: RecordedTrial.Kind) -> (trial: RecordedTrial, changed: String?)? {
    let trials = record.documents.flatMap(\.traces.trials).filter { trial in
      trial.kind == kind && trial.timestamp.map { $0 <= world.now } ?? true
    }
    guard !trials.isEmpty else { return nil }
    // A rehearsal reads what the configuration runs first as well.
    let prelude = kind == .rehearsal ? repository.settings.rehearsal.prelude : []
    let files = repository.tree.read(prelude + repository.layout.migrations)
    guard
      let (trial, changed) = latest(trials, \.fingerprint, \.timestamp, \.commit, reading: files)
    else { return nil }
    return (trial, changed)
  }

  /// The same for each command that reads the Prisma schema.
  func commands() -> [String: RecordedRun] {
    let runs = record.documents.flatMap(\.traces.commands).filter { run in
      run.timestamp.map { $0 <= world.now } ?? true
    }
    guard !runs.isEmpty else { return [:] }
    let files = repository.tree.read(repository.layout.schema)
    var result: [String: RecordedRun] = [:]
    for (name, runs) in Dictionary(grouping: runs, by: \.name) {
      if let (run, changed) = latest(runs, \.fingerprint, \.timestamp, \.commit, reading: files) {
        result[name] = RecordedRun(run, changed: changed)
      }
    }
    return result
  }

  private func latest<Proof>(
    _ proofs: [Proof],
    _ fingerprint: KeyPath<Proof, String>,
    _ timestamp: KeyPath<Proof, Timestamp?>,
    _ commit: KeyPath<Proof, String?>,
    reading files: [SourceFile]
  ) -> (Proof, changed: String?)? {
    let now = Fingerprint.of(files)
    let ordered = proofs.enumerated().sorted { left, right in
      let (first, second) = (left.element[keyPath: timestamp], right.element[keyPath: timestamp])
      guard let first else { return second != nil || left.offset < right.offset }
      guard let second else { return false }
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
    if let same = ordered.last(where: { $0[keyPath: fingerprint] == now }) { return (same, nil) }
    guard let last = ordered.last else { return nil }
    guard asksGit else { return (last, ChangedFiles.unknown) }
    let changes = ChangedFiles(
      fingerprint: last[keyPath: fingerprint],
      commit: last[keyPath: commit],
      now: files,
      tree: repository.tree,
      environment: world.environment
    )
    return (last, changes.text)
  }
}

/// Which files are no longer those of a fingerprint, as far as the history tells.
struct ChangedFiles {
  static let unknown = "the files that it read changed"

  /// `a.sql changed, b.sql is new`; that something changed, where git cannot tell what.
  let text: String

  /// - Parameters:
  ///   - fingerprint: of the files then.
  ///   - commit: that the entry names; nil when it names none.
  ///   - now: the same files as they are.
  ///   - tree: of the repository.
  ///   - environment: to find git with.
  init(
    fingerprint: String,
    commit: String?,
    now: [SourceFile],
    tree: FileTree,
    environment: [String: String]
  ) {
    guard let commit, !now.isEmpty,
      let git = try? GitRepository(root: tree.root, environment: environment),
      let names = try? git.paths(at: commit, inFoldersOf: now.map(\.path)),
      let then = try? git.files(at: commit, paths: names)
    else {
      text = Self.unknown
      return
    }
    // What was not committed then is in no commit: the fingerprint tells whether this is what was read.
    guard Fingerprint.of(then) == fingerprint else {
      text = Self.unknown
      return
    }
    let earlier = Dictionary(
      then.map { ($0.path, Fingerprint.of([$0])) },
      uniquingKeysWith: { first, _ in first }
    )
    let present = Set(now.map(\.path))
    let changes =
      now.compactMap { file -> String? in
        guard let before = earlier[file.path] else { return "\(file.path) is new" }
        return before == Fingerprint.of([file]) ? nil : "\(file.path) changed"
      } + names.filter { !present.contains($0) }.map { "\($0) is gone" }
    let shown = changes.prefix(3).joined(separator: ", ")
    text =
      changes.isEmpty
      ? Self.unknown : changes.count > 3 ? "\(shown) and \(changes.count - 3) more" : shown
  }
}
