import Facts

/// Decides which entries that a file lacks are gone altogether, and which stand somewhere else.
struct LostEntries {
  private let missing: [MissingEntry]
  /// Which of them have a line, as their heading or below it; nothing else of the tip has to be remembered.
  private let holders: [UInt64: [Int]]
  private var isFound: [Bool]

  init(_ missing: [MissingEntry]) {
    self.missing = missing
    var holders: [UInt64: [Int]] = [:]
    for (index, entry) in missing.enumerated() {
      for line in entry.lines.union([entry.headingHash]) {
        holders[line, default: []].append(index)
      }
    }
    self.holders = holders
    isFound = [Bool](repeating: false, count: missing.count)
  }

  /// Those that no text held so far.
  var entries: [MissingEntry] {
    missing.indices.filter { !isFound[$0] }.map { missing[$0] }
  }

  /// Takes off the list what a text holds.
  mutating func find(in text: SourceText) {
    var lines: Set<UInt64> = []
    for line in ComparedLines(text).lines where holders[line.hash] != nil {
      lines.insert(line.hash)
    }
    var kept: [Int: Int] = [:]
    for line in lines {
      for index in holders[line] ?? [] where !isFound[index] { kept[index, default: 0] += 1 }
    }
    for (index, count) in kept {
      let entry = missing[index]
      isFound[index] = Self.isKept(
        entry,
        hasHeading: lines.contains(entry.headingHash),
        lines: count,
        isOwn: entry.path == text.path
      )
    }
  }

  /// Its heading and half of its own lines, or most of these: then it was moved, renamed or archived.
  private static func isKept(
    _ entry: MissingEntry,
    hasHeading: Bool,
    lines: Int,
    isOwn: Bool
  ) -> Bool {
    if hasHeading, isOwn { return true }
    let own = entry.lines.subtracting([entry.headingHash]).count
    let kept = lines - (hasHeading ? 1 : 0)
    if hasHeading, kept * 2 >= own { return true }
    return own >= 3 && kept * 10 >= own * 7
  }
}
