/// A Definition of Done in eight columns and in words: `███▒▒░░░ 3 proven, 2 claimed, 3 open of 8`.
struct DoneBar {
  /// Proven is full, what is only said is half, the rest is empty; empty for a list without items.
  let bar: String
  /// "3 proven, 2 claimed, 1 contradicted of 8"; empty for a list without items.
  let words: String
  /// Everything is proven.
  let isComplete: Bool

  private static let columns = 8

  init(_ counts: AgentStatus.ChecklistCounts) {
    isComplete = counts.total > 0 && counts.proven == counts.total
    guard counts.total > 0 else {
      bar = ""
      words = ""
      return
    }
    let full = Self.columns(counts.proven, of: counts.total, free: Self.columns)
    let isRestLeft = counts.proven + counts.said < counts.total
    let free = Self.columns - full - (isRestLeft ? 1 : 0)
    let half = Self.columns(counts.said, of: counts.total, free: free)
    bar =
      String(repeating: "█", count: full) + String(repeating: "▒", count: half)
      + String(repeating: "░", count: Self.columns - full - half)
    let parts = [
      (counts.contradicted, "contradicted"), (counts.proven, "proven"), (counts.claimed, "claimed"),
      (counts.stale, "stale"), (counts.notChecked, "not checked"), (counts.open, "open"),
    ]
    words =
      parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
      + " of \(counts.total)"
  }

  /// At least one for anything, and never all for less than everything.
  private static func columns(_ count: Int, of total: Int, free: Int) -> Int {
    guard count > 0 else { return 0 }
    return min(free, max(1, count * columns / total))
  }
}
