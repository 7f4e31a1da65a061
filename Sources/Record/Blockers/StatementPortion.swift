import Facts

/// Everything that one entry says about waiting, or what a file says outside of its entries.
///
/// Made where the file is read, so that the ledgers need not look at every line again.
struct StatementPortion: Sendable {
  /// Index into the entries of the file; nil for what stands outside of all of them.
  var entry: Int?
  /// Whose entry or file it is; nil when the record does not say.
  var agent: String?
  /// The stamp of the entry or of the nearest stamped one above it, else the file's date.
  var time: Timestamp?
  /// Whether an entry says it that does not let it be told whether it is blocked.
  var isUnclear = false
  // Indices into the statements and asks of the file.
  var statements: [Int] = []
  var asks: [Int] = []
  /// Those of `statements` that can end something.
  var acts: [Int] = []
  /// Line of the first "none".
  var noneLine: Int?
  /// As far as the statements tell.
  var standing: EntryStanding

  /// A key below zero stands for what is outside of all entries, by the entry above it.
  fileprivate init(key: Int, _ entries: [Entry], _ file: FileStatements) {
    entry = key < 0 ? nil : key
    agent = entry.flatMap { entries[$0].agent } ?? file.agent
    standing = EntryStanding([], at: [], asks: false, hasBody: false)
    time = file.date
    var index = key < 0 ? -key - 2 : key
    while index >= 0 {
      if let stamp = entries[index].timestamp {
        time = stamp
        break
      }
      index -= 1
    }
  }
}

extension FileStatements {
  /// Takes together what belongs together, and says of each entry whether it is blocked.
  ///
  /// What stands outside of all entries comes first, from the end of the file to its beginning.
  mutating func takePortions(_ entries: inout [Entry]) {
    func hasBody(_ index: Int) -> Bool {
      entries[index].endLine > entries[index].line || entries[index].level == 0
    }
    for index in entries.indices { entries[index].blocked = hasBody(index) ? false : nil }
    guard !statements.isEmpty || !asks.isEmpty else { return }
    order = FileOrder(of: entries)
    // Keys run from -1 - count to count - 1.
    let first = -1 - entries.count
    var byKey = [StatementPortion?](repeating: nil, count: 2 * entries.count + 1)
    for number in statements.indices {
      // In place: a copy of a statement would cost more than all that is done with it here.
      let (line, entry, meaning) = statements.withUnsafeBufferPointer {
        ($0[number].line, $0[number].entry, $0[number].meaning)
      }
      let key = entry ?? Self.outside(line, entries)
      if byKey[key - first] == nil {
        byKey[key - first] = StatementPortion(key: key, entries, self)
      }
      byKey[key - first]?.take(meaning, number, line: line)
    }
    for number in asks.indices {
      let key = asks[number].entry ?? Self.outside(asks[number].line, entries)
      if byKey[key - first] == nil {
        byKey[key - first] = StatementPortion(key: key, entries, self)
      }
      byKey[key - first]?.asks.append(number)
    }
    portions = byKey.compactMap { $0 }
    for index in portions.indices {
      let standing = EntryStanding(
        statements,
        at: portions[index].statements,
        asks: !portions[index].asks.isEmpty,
        hasBody: portions[index].entry.map(hasBody) ?? true
      )
      portions[index].standing = standing
      guard let entry = portions[index].entry else { continue }
      entries[entry].blocked = standing.blocked
      portions[index].isUnclear = standing.blocked == nil
      entries[entry].blockers = standing.mentions.filter { $0.agent == nil }.map {
        Entry.BlockerMention(line: $0.line, text: $0.text, waitingOn: $0.waitingOn)
      }
    }
  }

  /// A key below zero for what stands outside of all entries, by the entry above it.
  private static func outside(_ line: Int, _ entries: [Entry]) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return -1 - low
  }

  /// Leaves the ids of known tasks.
  mutating func keepTasks(with known: inout KnownTasks) {
    for index in portions.indices {
      var isChanged = false
      for number in portions[index].statements where !statements[number].tasks.isEmpty {
        isChanged = known.keep(&statements[number].tasks) || isChanged
        _ = known.keep(&statements[number].doneTasks)
      }
      guard isChanged else { continue }
      // Which of the statements are one blocker hangs on the tasks that they name.
      portions[index].standing = EntryStanding(
        statements,
        at: portions[index].statements,
        asks: false,
        hasBody: true
      )
    }
    for index in asks.indices where !asks[index].tasks.isEmpty {
      _ = known.keep(&asks[index].tasks)
    }
  }
}

/// Which ids are those of tasks, each looked at once: most are named again and again.
struct KnownTasks {
  private let prefixes: Set<String>
  private var answers: [String: Bool] = [:]
  private var last = (id: "", answer: false)

  init(prefixes: Set<String>) {
    self.prefixes = prefixes
  }

  /// Leaves the ids that have one of the prefixes, and numbered blockers; says whether any had to go.
  mutating func keep(_ ids: inout [String]) -> Bool {
    guard let first = ids.firstIndex(where: { !contains($0) }) else { return false }
    var kept = Array(ids[..<first])
    for id in ids[first...] where contains(id) { kept.append(id) }
    ids = kept
    return true
  }

  private mutating func contains(_ id: String) -> Bool {
    if id == last.id { return last.answer }
    let answer = answers[id] ?? learn(id)
    last = (id, answer)
    return answer
  }

  private mutating func learn(_ id: String) -> Bool {
    let dash = id.utf8.lastIndex(of: UInt8(ascii: "-"))
    let answer = dash.map { id.hasPrefix("BLOCKER-") || prefixes.contains(String(id[..<$0])) }
    answers[id] = answer ?? false
    return answer ?? false
  }
}

extension StatementPortion {
  fileprivate mutating func take(_ meaning: Statement.Meaning, _ number: Int, line: Int) {
    statements.append(number)
    switch meaning {
    case .cleared, .completed, .answered, .carriedOut: acts.append(number)
    case .none: noneLine = noneLine ?? line
    case .waits, .addressed: break
    }
  }
}
