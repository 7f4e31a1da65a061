import Facts

/// What kind of entry it is, by its heading first and by its fields after that.
enum EntryKinds {
  static func kind(of entry: Entry, isCompletion: Bool) -> Entry.Kind {
    if isCompletion { return .completion }
    let words = FieldNames.normalized(entry.title)
    let labels = entry.fields.prefix(40).map { FieldNames.normalized($0.label) }
    if labels.contains("key learning") || labels.contains("key learnings"), labels.contains("topic")
    {
      return .note
    }
    if words.hasPrefix("credential request") || words.hasPrefix("credentials request")
      || words.hasPrefix("credential needed") || words.hasPrefix("credentials needed")
      || labels.contains("need") && labels.contains("checked")
    {
      return .credentialRequest
    }
    if words.hasPrefix("context7") || words.hasPrefix("documentation note") { return .note }
    if isBlocker(words) || labels.first == "blocked on" { return .blocker }
    if words.hasPrefix("question") || words.hasPrefix("decision needed")
      || words.hasPrefix("questions")
    {
      return .question
    }
    if words.hasPrefix("work complete") { return .completion }
    if words.hasWord("shutdown") || words.hasPrefix("end of day") || words.hasPrefix("session end")
      || words.hasPrefix("sign off") || words.hasPrefix("signing off")
    {
      return .shutdown
    }
    if words.hasWord("startup") || words.hasPrefix("session start")
      || words.hasPrefix("start of day")
    {
      return .startup
    }
    if entry.workingOn != nil || entry.progress != nil || entry.next != nil { return .report }
    let isReport = entry.fields.contains {
      switch FieldNames.role(of: $0.label) {
      case .workingOn, .progress, .next, .blockers, .evidence, .status: true
      default: false
      }
    }
    return isReport ? .report : .other
  }

  /// A heading that reports a blocker, not one that is over.
  private static func isBlocker(_ words: String) -> Bool {
    let isOver = ["resolved", "unblocked", "cleared", "fixed", "removed", "none", "no"].contains {
      words.hasWord($0)
    }
    guard !isOver else { return false }
    return words.hasPrefix("blocker") || words.hasSuffix("blocker identified")
      || words.hasWord("blocker report") || words.hasPrefix("blocked")
      || words.hasSuffix(" blocked")
  }
}
