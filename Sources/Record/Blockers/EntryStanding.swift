import Facts

/// What one entry says about waiting, out of all its statements.
struct EntryStanding: Sendable {
  struct Mention: Sendable {
    var line: Int
    var text: String
    var tasks: [String]
    var waitingOn: String?
    var confidence: Confidence
    var group: Int
    /// Whom a table names as the one that waits.
    var agent: String?
    /// Announced by a label of its own, not as one of a list.
    var isSingle: Bool
    var standsApart: Bool
    /// Where the blocker itself says how long it has stood.
    var since: Timestamp?
    var words: SignificantWords
    /// Of the lines that explain it.
    var details: SignificantWords
  }

  /// nil when the entry does not let it be told.
  var blocked: Bool?
  var mentions: [Mention] = []
  /// Says in so many words that nothing blocks.
  var saysNone = false
  /// The tasks that "none" is said for; empty when it is said in general.
  var noneTasks: [String] = []

  /// Weighs those of a file's statements that stand at `numbers`; `hasBody` says whether the entry says anything at
  /// all.
  init(_ statements: [Statement], at numbers: [Int], asks: Bool, hasBody: Bool) {
    read(statements, numbers, asks, hasBody)
    // Of several blockers it is not said which one somebody is turned to for.
    guard mentions.count == 1, mentions[0].waitingOn == nil else { return }
    let addressing = numbers.first {
      if case .addressed = statements[$0].meaning { true } else { false }
    }
    mentions[0].waitingOn = addressing.flatMap { statements[$0].waitingOn }
  }

  private mutating func read(
    _ statements: [Statement],
    _ numbers: [Int],
    _ asks: Bool,
    _ hasBody: Bool
  ) {
    var isComplete = false
    var fields: [Int] = []
    var others: [Int] = []
    for number in numbers {
      let place = statements[number].place
      switch statements[number].meaning {
      case .none:
        saysNone = true
        noneTasks += statements[number].tasks
      case .waits where place == .field: fields.append(number)
      case .waits: others.append(number)
      case .completed, .cleared:
        isComplete = isComplete || place == .heading || place == .status
      default: break
      }
    }
    if !fields.isEmpty {
      addFields(statements, fields)
      saysNone = false
      blocked = mentions.contains { $0.agent == nil } ? true : nil
      return
    }
    if saysNone {
      blocked = false
      // "DEPOT-006 BLOCKED" in the heading outweighs a habitual "None".
      let heading = others.first {
        statements[$0].place == .heading && statements[$0].isBlocked
      }
      guard let heading else { return }
      saysNone = false
      blocked = true
      mentions = [mention(statements[heading], .medium)]
      return
    }
    if !others.isEmpty { addOthers(statements, others) }
    let isPlain = others.allSatisfy {
      (statements[$0].place == .item || statements[$0].place == .text)
        && statements[$0].waitingOn == nil
    }
    if blocked == nil, !asks, hasBody, others.isEmpty || isComplete && isPlain { blocked = false }
  }

  private mutating func addFields(_ statements: [Statement], _ fields: [Int]) {
    var seen: Set<Int> = []
    for number in fields where seen.insert(statements[number].group).inserted {
      add(mention(statements[number], statements[number].isWaiting ? .medium : .high))
    }
  }

  /// Statements outside of a field: one blocker for all of them unless they name different tasks.
  private mutating func addOthers(_ statements: [Statement], _ numbers: [Int]) {
    let others = numbers.map { statements[$0] }
    let blocking = others.filter(\.isBlocked)
    if !blocking.isEmpty {
      blocked = blocking.contains { $0.agent == nil } ? true : nil
      let leads = blocking.filter { $0.place != .item && $0.place != .text }
      if var lead = leads.min(by: { $0.place.rawValue < $1.place.rawValue }) {
        lead.waitingOn = lead.waitingOn ?? others.lazy.compactMap(\.waitingOn).first
        // The words of a heading say less than those of the status below it.
        if lead.place == .heading, let status = leads.first(where: { $0.place == .status }),
          status.text.utf8.count > 24
        {
          lead.text = status.text
          lead.words = status.words
          lead.line = status.line
        }
        add(mention(lead, .high))
      }
      for item in blocking where item.place == .item || item.place == .text {
        let isNew =
          !item.tasks.isEmpty || mentions.isEmpty || item.agent != nil || item.isSingle
        guard isNew else { continue }
        if !leads.isEmpty, !item.isSingle || item.tasks.isEmpty && item.place != .item,
          item.tasks.isEmpty || mentions[0].tasks.isEmpty
        {
          continue
        }
        add(mention(item, .medium))
      }
    }
    for wait in others where wait.isWaiting {
      let isSaid = wait.place == .awaiting || wait.place == .status || wait.place == .heading
      if isSaid || wait.place == .item || wait.place == .text {
        if blocking.isEmpty, wait.agent == nil { blocked = true }
        // Beside a blocker, a wait is one of its own when it names another task.
        if mentions.contains(where: { $0.waitingOn == wait.waitingOn || wait.tasks.isEmpty }) {
          continue
        }
        add(mention(wait, isSaid ? .medium : .low))
      }
    }
  }

  private func mention(_ statement: Statement, _ confidence: Confidence) -> Mention {
    Mention(
      line: statement.line,
      text: statement.text,
      tasks: statement.tasks,
      waitingOn: statement.waitingOn,
      confidence: confidence,
      group: statement.group,
      agent: statement.agent,
      isSingle: statement.isSingle,
      standsApart: statement.standsApart,
      since: statement.since,
      words: statement.words,
      details: statement.details
    )
  }

  /// Adds a mention, or what it knows to the one that already says the same.
  ///
  /// Looked for among the last ones only, so that a list of ten thousand stays linear.
  private mutating func add(_ mention: Mention) {
    for index in mentions.indices.suffix(32) {
      let known = mentions[index]
      guard known.agent == mention.agent, !known.standsApart || !mention.standsApart else {
        continue
      }
      let tasksDiffer =
        !known.tasks.isEmpty && !mention.tasks.isEmpty
        && Set(known.tasks).isDisjoint(with: mention.tasks)
      let least = known.isSingle && mention.isSingle ? 0.3 : 0.6
      if !tasksDiffer, known.words.shared(with: mention.words) >= 2,
        known.words.overlap(with: mention.words) >= least
      {
        mentions[index].waitingOn = known.waitingOn ?? mention.waitingOn
        for task in mention.tasks where !known.tasks.contains(task) {
          mentions[index].tasks.append(task)
        }
        return
      }
    }
    mentions.append(mention)
  }
}

extension Statement {
  fileprivate var isBlocked: Bool {
    if case .waits(.blocked) = meaning { return true }
    return false
  }

  fileprivate var isWaiting: Bool {
    if case .waits(.waiting) = meaning { return true }
    return false
  }
}
