import Facts

/// What the versions of one file tell about its entries.
struct PathAudit: Sendable {
  /// Where an entry of the work tree's file was changed: indices of commits.
  struct Edit: Sendable {
    var entry: Entry
    var firstIn: Int
    var changedIn: Int
  }

  private(set) var edits: [Edit] = []
  private(set) var missing: [MissingEntry] = []

  private let graph: VersionGraph
  private let chain: VersionChain
  private let versions: [Int: FileVersion]
  private var aliases = EntryAliases()

  /// Compares every version with those that it followed.
  ///
  /// `versions` are those that the chain reads, by index of the graph's blobs; `entries` are those of the
  /// file as it stands in the work tree.
  init(
    _ graph: VersionGraph,
    _ chain: VersionChain,
    versions: [Int: FileVersion],
    entries: [Entry]
  ) {
    self.graph = graph
    self.chain = chain
    self.versions = versions
    var changes: [EntryKey: Int] = [:]
    // The oldest first, so that the newest change of each stays.
    for step in graph.steps.reversed() where !step.isChoice {
      for key in changedKeys(step) { changes[key] = step.commit }
    }
    findEdits(changes, entries)
    missing = MissingEntries(graph, view: view, root: aliases.root).entries
  }

  /// The version, or the beginning of the one that is read for it.
  func view(_ blob: Int?) -> VersionView? {
    guard let blob, let place = chain.places[blob], let version = versions[place.version] else {
      return nil
    }
    return VersionView(version: version, lastLine: place.lastLine)
  }

  /// Whether an entry stood in the file, with this heading and moment, at a commit that was asked for.
  func holds(_ key: EntryKey, at commit: Int) -> Bool {
    view(graph.versions[commit])?.allKeys.contains(key) ?? false
  }

  /// Keys of the entries that a commit changed against all of its parents that hold them.
  private mutating func changedKeys(_ step: VersionGraph.Step) -> Set<EntryKey> {
    guard let new = view(step.new) else { return [] }
    var changed: Set<EntryKey> = []
    var kept: Set<EntryKey> = []
    for case let blob? in step.olds {
      guard let old = view(blob) else { return [] }
      let oldPlace = chain.places[blob]?.version
      if oldPlace == step.new.flatMap({ chain.places[$0]?.version }),
        old.lastLine <= new.lastLine
      {
        kept.formUnion(old.allKeys)
        continue
      }
      let comparison = EntryComparison(old: old, new: new)
      for pair in comparison.held {
        if pair.old != pair.new { aliases.join(pair.old, pair.new) }
        if !comparison.changed.contains(pair.new) { kept.insert(pair.new) }
      }
      changed.formUnion(comparison.changed)
    }
    return changed.subtracting(kept)
  }

  private mutating func findEdits(_ changes: [EntryKey: Int], _ entries: [Entry]) {
    guard !changes.isEmpty else { return }
    var byRoot: [EntryKey: Int] = [:]
    for (key, commit) in changes {
      let root = aliases.root(key)
      byRoot[root] = min(byRoot[root] ?? commit, commit)
    }
    var first: [EntryKey: (step: VersionGraph.Step, key: EntryKey)] = [:]
    for step in graph.steps {
      guard let view = view(step.new) else { continue }
      // The newest first: what stays is the oldest.
      for key in view.allKeys { first[aliases.root(key)] = (step, key) }
    }
    for entry in entries {
      let key = EntryKey(entry)
      let root = aliases.root(key)
      guard let changedIn = byRoot[root], let (step, oldKey) = first[root],
        step.commit != changedIn,
        !isKept(oldKey, of: step.new, as: key)
      else { continue }
      edits.append(Edit(entry: entry, firstIn: step.commit, changedIn: changedIn))
    }
  }

  /// Whether the tip says of an entry what its first version said: it was changed and changed back.
  private func isKept(_ old: EntryKey, of blob: Int?, as new: EntryKey) -> Bool {
    guard let before = view(blob), let after = view(graph.tip), let index = before.unique[old],
      let other = after.unique[new]
    else { return false }
    return EntryComparison.isKept(index, of: before, as: other, of: after)
  }
}
