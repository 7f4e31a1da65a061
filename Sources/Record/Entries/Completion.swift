import Facts

/// Headings without a stamp that say that the work is over: `WORK COMPLETE - READY FOR …`.
enum Completion {
  static func isBlock(_ source: SourceText, _ range: Range<Int>) -> Bool {
    let words = FieldNames.normalized(source.string(range))
    let isComplete = ["complete", "completed", "done", "finished"].contains { words.hasWord($0) }
    guard isComplete else { return false }
    if words.hasPrefix("work complete") || words.hasPrefix("all work complete") { return true }
    return words.contains("ready for ")
  }
}

extension String {
  /// Whether a word stands in normalised text.
  func hasWord(_ word: String) -> Bool {
    (" " + self + " ").contains(" " + word + " ")
  }
}
