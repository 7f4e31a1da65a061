/// Learns which prefixes are those of tasks.
struct TaskPrefixes {
  /// What looks like an id in a heading or a task field, and whether it is what the heading is about.
  struct Use: Sendable {
    var mention: TaskIDs.Mention
    /// It begins the title or the field and a colon, a dash or nothing follows.
    var isSubject: Bool
  }

  private(set) var known: Set<String>
  private var numbers: [String: Set<Int>] = [:]

  init(directions: [String]) {
    known = Set(directions.flatMap { TaskIDs.mentions(in: $0).map(\.prefix) })
  }

  /// A prefix is known from a direction, from one heading about `PREFIX-01`, or from two numbers in headings.
  mutating func learn(_ uses: [Use]) {
    for use in uses {
      let prefix = use.mention.prefix
      if known.contains(prefix) { continue }
      if use.isSubject, use.mention.width > 1 { known.insert(prefix) }
      // Two numbers with leading zeros are counted by somebody, wherever they stand.
      guard use.isSubject || use.mention.hasLeadingZero else { continue }
      numbers[prefix, default: []].insert(use.mention.number)
      if numbers[prefix].map({ $0.count > 1 }) ?? false { known.insert(prefix) }
    }
  }
}
