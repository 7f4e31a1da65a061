/// Why a tick is none: `[x] deploy → READY (pending review)`, `[x] fmt → N/A`.
enum TickReason {
  /// nil when nothing in the text takes the tick back.
  static func reason(_ text: String) -> String? {
    let lower = text.lowercased()
    if isSetApart("n/a", in: lower) || isSetApart("not applicable", in: lower) {
      return "ticked as not applicable"
    }
    for word in ["pending", "awaiting", "waiting for", "waiting on", "not yet", "blocked by"]
    where isSetApart(word, in: lower) {
      return "ticked, but it says \(word)"
    }
    for word in ["skipped", "deferred", "partial", "in progress", "todo", "blocked"]
    where isWholeNote(word, in: lower) {
      return "ticked, but it says \(word)"
    }
    return nil
  }

  /// Whether the words stand behind a bracket, an arrow, a dash or a colon, or end the text: not in the
  /// middle of a sentence, where they may be what the item is about.
  private static func isSetApart(_ words: String, in text: String) -> Bool {
    occurrences(of: words, in: text) { before, after in
      after.isEmpty && before.last == " " || opens(before)
    }
  }

  /// Whether the words are all that a bracket or the end of the text holds.
  private static func isWholeNote(_ word: String, in text: String) -> Bool {
    occurrences(of: word, in: text) { before, after in
      opens(before) && (after.isEmpty || after.first == ")" || after.first == "]")
    }
  }

  private static func opens(_ before: Substring) -> Bool {
    var before = before
    while let last = before.last, last == " " || last == "*" || last == "_" { before.removeLast() }
    guard let last = before.last else { return false }
    return "([→—–-:;,>⏳⏸".contains(last)
  }

  private static func occurrences(
    of words: String,
    in text: String,
    _ matches: (Substring, Substring) -> Bool
  ) -> Bool {
    var start = text.startIndex
    while let range = text.firstRange(of: words, from: start) {
      let before = text[..<range.lowerBound]
      let after = text[range.upperBound...]
      let isWord =
        before.last.map { !$0.isLetter } ?? true && after.first.map { !$0.isLetter } ?? true
      if isWord, matches(before, after) { return true }
      start = range.upperBound
    }
    return false
  }
}
