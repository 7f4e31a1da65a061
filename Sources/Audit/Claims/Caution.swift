/// Words that make a number of lines something else than the length of a file as it is.
///
/// They never prove a sentence wrong or right; they forbid to call it false.
enum Caution {
  /// Why a sentence is not to be called false.
  ///
  /// - Parameters:
  ///   - sentence: all of its line.
  ///   - leads: the lines that it stands under.
  ///   - isNew: whether the file came with the sentence: what was added is the whole file then.
  /// - Returns: nil when nothing speaks against it.
  static func reason(
    sentence: [ClaimToken],
    leads: [[ClaimToken]],
    isNew: Bool
  ) -> String? {
    if let reason = plan(sentence) ?? first(sentence, in: guesses, .plan) ?? doubt(sentence) {
      return reason
    }
    for lead in leads {
      if let reason = plan(lead) ?? first(lead, in: sections, .plan) { return reason }
    }
    for tokens in [sentence] + leads {
      if let reason = first(tokens, in: changes, .change) { return reason }
      if !isNew, let reason = first(tokens, in: additions, .change) { return reason }
    }
    return nil
  }

  private enum Meaning: String {
    case plan = "it speaks of what is meant to be"
    case change = "it may count the lines that changed"
    case other = "it may speak of another moment, or of what somebody else says"
  }

  private static func plan(_ tokens: [ClaimToken]) -> String? {
    if let reason = first(tokens, in: plans, .plan) { return reason }
    // A sentence, or what follows a label, that begins with the bare verb asks for something.
    var begins = true
    for token in tokens {
      switch token {
      case .word(let word):
        if begins, imperatives.contains(word) { return "\(Meaning.plan.rawValue): “\(word)”" }
        begins = false
      case .mark(.colon), .mark(.dash), .mark(.bar), .mark(.picture), .mark(.open): begins = true
      case .mark(.period): continue
      case .number, .mark: continue
      case .path: begins = false
      }
    }
    return nil
  }

  private static func doubt(_ tokens: [ClaimToken]) -> String? {
    if tokens.contains(.mark(.question)) { return "it asks" }
    return first(tokens, in: others, .other)
  }

  private static func first(
    _ tokens: [ClaimToken],
    in words: Set<String>,
    _ meaning: Meaning
  ) -> String? {
    for token in tokens {
      if case .word(let word) = token, words.contains(word) {
        return "\(meaning.rawValue): “\(word)”"
      }
    }
    return nil
  }

  private static let plans: Set<String> = [
    "will", "plan", "plans", "planned", "planning", "todo", "tbd", "should", "would", "could",
    "might", "expected", "expect", "proposed", "proposal",
    "goal", "if", "once", "until", "must", "shall", "let's", "lets", "going",
    "remaining", "upcoming", "placeholder",
  ]

  /// Of the number itself; above a list they speak of something else, such as the time it took.
  private static let guesses: Set<String> = [
    "estimate", "estimated", "estimates", "est", "limit", "target",
  ]

  /// Of a section or label above.
  private static let sections: Set<String> = [
    "next", "future", "later", "tomorrow", "backlog", "pending", "needed", "required", "moving",
    "open", "proposals", "ideas", "instructions", "requirements", "expectations",
  ]

  private static let imperatives: Set<String> = [
    "create", "write", "add", "update", "implement", "make", "extend", "expand", "refactor",
    "split", "trim", "reduce", "generate", "prepare", "finish", "remove", "delete", "keep",
    "next", "move", "shorten", "rewrite", "produce", "publish", "deliver", "need", "needs",
    "want", "to",
  ]

  private static let changes: Set<String> = [
    "updated", "update", "updates", "updating", "modified", "modify", "modifies", "modifications",
    "edited", "edit", "edits", "changed", "change", "changes", "extended", "extends",
    "refactored", "expanded", "enhanced", "enhancement", "enhancements", "fixed", "fix", "fixes",
    "removed", "removes", "removal", "deleted", "deletes", "trimmed", "reduced", "cut", "moved",
    "split", "appended", "inserted", "insertions", "deletions", "diff", "diffs", "patched",
    "patch", "increased", "grew", "grown", "shrunk", "rewrote", "rewritten", "replaced",
    "improved", "improvements", "touched", "stripped", "cleaned", "corrected", "consolidated",
    "adjusted", "reverted", "delta",
  ]

  /// Of something that was there before, or of the file itself.
  private static let additions: Set<String> = [
    "added", "adds", "adding", "addition", "additions", "additional", "wrote", "another", "extra",
    "implemented", "introduced",
  ]

  private static let others: Set<String> = [
    "previously", "previous", "formerly", "originally", "original", "old", "older", "initially",
    "not", "never", "isn't", "wasn't", "doesn't", "didn't", "don't", "aren't", "hasn't", "isn’t",
    "wasn’t", "doesn’t", "didn’t", "instead", "wrong", "incorrect", "incorrectly", "false",
    "claim", "claims", "claimed", "says", "said", "supposedly", "actual", "actually", "vs",
    "versus", "however", "allegedly", "stated", "wanted", "lost", "truncated", "rather", "unlike",
    "was", "were", "had", "before", "earlier", "ago", "yesterday", "according", "stale",
    "outdated",
  ]
}
