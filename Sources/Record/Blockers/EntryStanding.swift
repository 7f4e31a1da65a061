import Facts

/// What one entry says about waiting, out of all its statements.
struct EntryStanding {
  struct Mention {
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

  /// Weighs the statements; `hasBody` says whether the entry says anything at all.
  init(_ statements: some Collection<Statement>, asks: Bool, hasBody: Bool) {
    read(statements, asks, hasBody)
    let addressee = statements.lazy.filter {
      if case .addressed = $0.meaning { true } else { false }
    }
    .first?.waitingOn
    // Of several blockers it is not said which one somebody is turned to for.
    for index in mentions.indices where mentions.count == 1 && mentions[index].waitingOn == nil {
      mentions[index].waitingOn = addressee
    }
  }

  private mutating func read(
    _ statements: some Collection<Statement>,
    _ asks: Bool,
    _ hasBody: Bool
  ) {
    var isComplete = false
    var fields: [Statement] = []
    var others: [Statement] = []
    for statement in statements {
      switch statement.meaning {
      case .none:
        saysNone = true
        noneTasks += statement.tasks
      case .waits where statement.place == .field: fields.append(statement)
      case .waits: others.append(statement)
      case .completed, .cleared:
        isComplete = isComplete || statement.place == .heading || statement.place == .status
      default: break
      }
    }
    if !fields.isEmpty {
      addFields(fields)
      saysNone = false
      blocked = mentions.contains { $0.agent == nil } ? true : nil
      return
    }
    if saysNone {
      blocked = false
      // "DEPOT-006 BLOCKED" in the heading outweighs a habitual "None".
      guard let heading = others.first(where: { $0.place == .heading && $0.isBlocked }) else {
        return
      }
      saysNone = false
      blocked = true
      mentions = [mention(heading, .medium)]
      return
    }
    addOthers(others)
    let isPlain = others.allSatisfy {
      ($0.place == .item || $0.place == .text) && $0.waitingOn == nil
    }
    if blocked == nil, !asks, hasBody, others.isEmpty || isComplete && isPlain { blocked = false }
  }

  private mutating func addFields(_ fields: [Statement]) {
    var seen: Set<Int> = []
    for field in fields where seen.insert(field.group).inserted {
      var isHidden = false
      if case .waits(.waiting) = field.meaning { isHidden = true }
      add(mention(field, isHidden ? .medium : .high))
    }
  }

  /// Statements outside of a field: one blocker for all of them unless they name different tasks.
  private mutating func addOthers(_ others: [Statement]) {
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
