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
    if words.begins("credential request") || words.begins("credentials request")
      || words.begins("credential needed") || words.begins("credentials needed")
      || labels.contains(.need) && labels.contains(.checked)
    {
      return .credentialRequest
    }
    if words.begins("context7") || words.begins("documentation note") { return .note }
    if isBlocker(words) || roles.first == .blockedOn { return .blocker }
    if words.begins("question") || words.begins("decision needed")
      || words.begins("questions")
    {
      return .question
    }
    if words.begins("work complete") { return .completion }
    if words.hasWord("shutdown") || words.begins("end of day") || words.begins("session end")
      || words.begins("sign off") || words.begins("signing off")
    {
      return .shutdown
    }
    if words.hasWord("startup") || words.begins("session start")
      || words.begins("start of day")
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
    return words.begins("blocker") || words.ends("blocker identified")
      || words.hasWord("blocker report") || words.begins("blocked")
      || words.ends(" blocked")
  }
}
