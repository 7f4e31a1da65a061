import Facts
import Workspace

/// Decides which entries that a file lacks are gone altogether, and which stand somewhere else.
struct LostEntries {
  /// Lines of the missing entries: nothing else of the tip has to be remembered.
  private let wanted: Set<UInt64>
  private var missing: [MissingEntry]

  init(_ missing: [MissingEntry]) {
    self.missing = missing
    var wanted: Set<UInt64> = []
    for entry in missing {
      wanted.insert(entry.headingHash)
      wanted.formUnion(entry.lines)
    }
    self.wanted = wanted
  }

  var entries: [MissingEntry] { missing }

  /// Takes off the list what a text holds.
  mutating func find(in text: SourceText) {
    guard !missing.isEmpty else { return }
    var found: Set<UInt64> = []
    for line in ComparedLines(text).lines where wanted.contains(line.hash) {
      found.insert(line.hash)
    }
    guard !found.isEmpty else { return }
    missing.removeAll { Self.isKept($0, found, isOwn: $0.path == text.path) }
  }

  /// Its heading and half of its own lines, or most of these: then it was moved, renamed or archived.
  private static func isKept(_ entry: MissingEntry, _ found: Set<UInt64>, isOwn: Bool) -> Bool {
    let hasHeading = found.contains(entry.headingHash)
    if hasHeading, isOwn { return true }
    let kept = entry.lines.count { found.contains($0) }
    if hasHeading, kept * 2 >= entry.lines.count { return true }
    return entry.lines.count >= 3 && kept * 10 >= entry.lines.count * 7
  }
}
