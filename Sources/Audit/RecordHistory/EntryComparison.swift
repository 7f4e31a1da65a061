import Facts

/// What one version of a file did to the entries of another.
struct EntryComparison {
  /// Entries of both versions, by their keys in the old and the new one.
  private(set) var held: [(old: EntryKey, new: EntryKey)] = []
  /// Keys, in the new version, of those whose text is another.
  private(set) var changed: Set<EntryKey> = []

  init(old: VersionView, new: VersionView) {
    let oldEntries = old.unique
    let newEntries = new.unique
    for (key, index) in oldEntries {
      guard let other = newEntries[key] else { continue }
      held.append((key, key))
      if !Self.isKept(index, of: old, as: other, of: new) { changed.insert(key) }
    }
    let oldKeys = old.allKeys
    let newKeys = new.allKeys
    let gone = oldEntries.filter { !newKeys.contains($0.key) }.map(\.value).sorted()
    let come = newEntries.filter { !oldKeys.contains($0.key) }.map(\.value).sorted()
    guard !gone.isEmpty, !come.isEmpty else { return }
    for (index, other) in RewrittenHeadings(old: old, new: new).pairs(gone, come) {
      let key = new.version.keys[other]
      held.append((old.version.keys[index], key))
      changed.insert(key)
    }
  }

  /// Whether the lines of an entry still follow its heading, whatever was added behind them.
  ///
  /// Where a whole entry was put in their midst, the rest may stand behind it: another reader, or a section
  /// at the end of the file that all entries stay above.
  static func isKept(
    _ index: Int,
    of old: VersionView,
    as other: Int,
    of new: VersionView
  ) -> Bool {
    let before = old.lines(index)
    let after = new.version.lines.lines
    let first = new.positions(other).lowerBound
    let end = new.allLines.endIndex
    var position = before.startIndex
    var next = first
    while position < before.endIndex, next < end, before[position].isKept(as: after[next]) {
      position += 1
      next += 1
    }
    if position == before.endIndex { return true }
    guard next > first, next < end, new.version.starts.contains(after[next].number) else {
      return false
    }
    let rest = before[position...]
    var attempts = 64
    for start in next..<end where rest.first.map({ $0.isKept(as: after[start]) }) ?? false {
      attempts -= 1
      guard attempts > 0, start + rest.count <= end else { return false }
      if zip(rest, after[start...]).allSatisfy({ $0.isKept(as: $1) }) { return true }
    }
    return false
  }
}
