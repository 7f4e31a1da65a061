import Facts

/// What kind of entry it is, by its heading first and by its fields after that.
enum EntryKinds {
  static func kind(of entry: Entry, roles: [FieldRole?], isCompletion: Bool) -> Entry.Kind {
    if isCompletion { return .completion }
    // The five fields and no other: a report, whatever its title says.
    if roles == [.workingOn, .progress, .evidence, .blockers, .next] { return .report }
    let words = FieldNames.normalized(entry.title)
    let labels = roles.prefix(40)
    if labels.contains(.keyLearning), labels.contains(.topic) { return .note }
    if words.hasPrefix("credential request") || words.hasPrefix("credentials request")
      || words.hasPrefix("credential needed") || words.hasPrefix("credentials needed")
      || labels.contains(.need) && labels.contains(.checked)
    {
      return .credentialRequest
    }
    if words.hasPrefix("context7") || words.hasPrefix("documentation note") { return .note }
    if isBlocker(words) || roles.first == .blockedOn { return .blocker }
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
    let isReport = roles.contains {
      switch $0 {
      case .workingOn, .progress, .next, .blockers, .evidence, .status: true
      default: false
      }
    }
    return isReport ? .report : .other
  }

  /// A heading that reports a blocker, not one that is over.
  private static func isBlocker(_ words: String) -> Bool {
    let isOver =
      words.hasWord("resolved") || words.hasWord("unblocked") || words.hasWord("cleared")
      || words.hasWord("fixed") || words.hasWord("removed") || words.hasWord("none")
      || words.hasWord("no")
    guard !isOver else { return false }
    return words.hasPrefix("blocker") || words.hasSuffix("blocker identified")
      || words.hasWord("blocker report") || words.hasPrefix("blocked")
      || words.hasSuffix(" blocked")
  }
}
