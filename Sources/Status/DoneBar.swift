/// A Definition of Done in eight columns: `▰▰▰▰▰▱▱▱ 12/20`.
struct DoneBar {
  let text: String
  let isComplete: Bool

  private static let columns = 8

  init(_ counts: AgentStatus.ChecklistCounts) {
    isComplete = counts.total > 0 && counts.done == counts.total
    guard counts.total > 0 else {
      text = ""
      return
    }
    // Full only when everything is done, empty only when nothing is.
    var filled = counts.done * Self.columns / counts.total
    if counts.done > 0, filled == 0 { filled = 1 }
    let wrong = counts.contradicted > 0 ? " !\(counts.contradicted)" : ""
    text =
      String(repeating: "▰", count: filled) + String(repeating: "▱", count: Self.columns - filled)
      + " \(counts.done)/\(counts.total)\(wrong)"
  }
}
