import Facts

/// What kind of entry it is, by its heading first and by its fields after that.
enum EntryKinds {
  static func kind(of entry: Entry, roles: EntryReader.Roles, isCompletion: Bool) -> Entry.Kind {
    if isCompletion { return .completion }
    let fields = OuterFields(roles)
    // The five fields and no other: a report, whatever its title says.
    if fields.areThoseOfReport { return .report }
    let words = NormalizedText(entry.title)
    if fields.beginning.contains([.keyLearning, .topic]) { return .note }
    if words.begins("credential request") || words.begins("credentials request")
      || words.begins("credential needed") || words.begins("credentials needed")
      || fields.beginning.contains([.need, .checked])
    {
      return .credentialRequest
    }
    if words.begins("context7") || words.begins("documentation note") { return .note }
    if isBlocker(words) || fields.first == .blockedOn { return .blocker }
    if words.begins("question") || words.begins("decision needed") { return .question }
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
    let reporting: FieldRoles = [.workingOn, .progress, .next, .blockers, .evidence, .status]
    return fields.all.intersects(reporting) ? .report : .other
  }

  /// A heading that reports a blocker, not one that is over.
  private static func isBlocker(_ words: NormalizedText) -> Bool {
    guard
      words.begins("blocker") || words.begins("blocked") || words.ends("blocker identified")
        || words.hasWord("blocker report") || words.ends(" blocked")
    else { return false }
    let isOver =
      words.hasWord("resolved") || words.hasWord("unblocked") || words.hasWord("cleared")
      || words.hasWord("fixed") || words.hasWord("removed") || words.hasWord("none")
      || words.hasWord("no")
    return !isOver
  }
}

/// The roles of the fields that stand inside of no other.
private struct OuterFields {
  private static let ofReport: [FieldRole] = [.workingOn, .progress, .evidence, .blockers, .next]

  private(set) var first: FieldRole?
  private(set) var all: FieldRoles = []
  /// Those of the first forty.
  private(set) var beginning: FieldRoles = []
  /// Whether they are the five of a report, in their order, and no other.
  private(set) var areThoseOfReport = true

  init(_ roles: EntryReader.Roles) {
    var count = 0
    for index in roles.all.indices where !roles.isNested[index] {
      let role = roles.all[index]
      if count == 0 { first = role }
      if count >= Self.ofReport.count || Self.ofReport[count] != role { areThoseOfReport = false }
      if let role {
        all.insert(role)
        if count < 40 { beginning.insert(role) }
      }
      count += 1
    }
    if count != Self.ofReport.count { areThoseOfReport = false }
  }
}
