package import Facts

/// One file of the record as the ledgers take it.
package struct FiledEntries: Sendable {
  package var statements: FileStatements
  package var entries: [Entry]

  package init(statements: FileStatements, entries: [Entry]) {
    self.statements = statements
    self.entries = entries
  }
}

extension FeedbackRecord {
  /// What is open and what was cleared at a moment; nil takes the whole record.
  package func ledger(until moment: Timestamp? = nil) -> BlockerLedger {
    BlockerLedger(
      documents.map { FiledEntries(statements: $0.statements, entries: $0.entries) },
      until: moment
    )
  }
}

/// Follows every blocker and every request through the record, in order of time.
///
/// A blocker is open until something later clears it: its task or its thing named as resolved, in any
/// file; its task done; or "none" said by its own agent, about the same task or in general.
package struct BlockerLedger: Sendable {
  package private(set) var blockers: [Blocker] = []
  package private(set) var requests: [Request] = []
  private var tracks: [Track] = []
  private var openTracks = OpenTracks()
  private var asked = RequestLedger()
  /// By the numbers of the files.
  private var orders: [FileOrder] = []

  /// A blocker with what it takes to recognise it again.
  struct Track: Sendable {
    var blocker: Blocker
    var words: SignificantWords
    /// Of the lines that explain it.
    var details: SignificantWords
    /// Tasks that are not done yet; the blocker falls with the last of them.
    var openTasks: Set<String>
    var groups: [RecordKey]
    /// Number of the file in which it is said last.
    var file: Int
    var touched: Int
  }

  /// Takes the files in any order; what is stamped after `until` is left out.
  package init(_ files: [FiledEntries], until: Timestamp? = nil) {
    var byPath: [String: Int] = [:]
    let numbers = files.map { file in
      if let known = byPath[file.statements.path] {
        orders[known] = file.statements.order
        return known
      }
      byPath[file.statements.path] = orders.count
      orders.append(file.statements.order)
      return orders.count - 1
    }
    asked.orders = orders
    var number = 0
    Self.events(files, numbers, until) { event in
      take(event, number)
      number += 1
    }
    blockers = tracks.map { track in
      var blocker = track.blocker
      blocker.text = ReportedText.plain(blocker.text)
      return blocker
    }
    requests = asked.requests
  }

  // MARK: one entry

  private mutating func take(_ event: Event, _ number: Int) {
    for mention in event.portion.standing.mentions { open(mention, event, number) }
    let statements = event.statements.statements
    for index in event.portion.acts {
      switch statements[index].meaning {
      case .cleared: clear(statements[index], event, number)
      case .completed:
        complete(statements[index].tasks, event, statements[index].line, number)
        asked.complete(statements[index].doneTasks, event, statements[index].line)
      case .answered:
        asked.answer(statements[index], event)
        clearByAnswer(statements[index], event, number)
      case .carriedOut(let act): asked.carryOut(act, statements[index], event)
      case .waits, .none, .addressed: break
      }
    }
    if event.portion.standing.saysNone { clearByNone(event, number) }
    for index in event.portion.asks { asked.open(event.statements.asks[index], event) }
  }

  private mutating func open(_ mention: EntryStanding.Mention, _ event: Event, _ number: Int) {
    var tasks = mention.tasks
    if tasks.isEmpty, event.entryTasks.count == 1 { tasks = event.entryTasks }
    var words = mention.words
    let agent = mention.agent ?? event.agent
    var groups = [RecordKey(file: event.file, line: mention.group)]
    if let entryKey = event.entryKey { groups.append(entryKey) }
    let confidence = event.portion.isUnclear ? min(mention.confidence, .low) : mention.confidence
    let known = openTracks.alike(agent, event.path, tasks, words).last {
      Self.isSame(tracks[$0], tasks, words, mention.waitingOn, number)
    }
    if let known {
      let isNew = tasks.filter { !tracks[known].blocker.tasks.contains($0) }
      openTracks.add(known, tasks: isNew, words: words.subtracting(tracks[known].words))
      openTracks.add(known, places: groups)
      tracks[known].blocker.path = event.path
      tracks[known].blocker.line = mention.line
      tracks[known].blocker.text = mention.text
      tracks[known].blocker.waitingOn = mention.waitingOn ?? tracks[known].blocker.waitingOn
      tracks[known].blocker.confidence = max(tracks[known].blocker.confidence, confidence)
      for task in isNew where !tracks[known].blocker.tasks.contains(task) {
        tracks[known].blocker.tasks.append(task)
      }
      tracks[known].openTasks.formUnion(tasks)
      tracks[known].words.formUnion(words)
      tracks[known].details.formUnion(mention.details)
      tracks[known].groups += groups
      tracks[known].file = event.file
      tracks[known].touched = number
      return
    }
    if event.portion.standing.mentions.count == 1, let heading = event.heading {
      words.formUnion(SignificantWords(heading))
    }
    openTracks.open(agent, event.path, tasks: tasks, words: words)
    openTracks.add(tracks.count, places: groups)
    tracks.append(
      Track(
        blocker: Blocker(
          agent: agent,
          path: event.path,
          line: mention.line,
          since: mention.since ?? event.time,
          text: mention.text,
          tasks: tasks,
          waitingOn: mention.waitingOn,
          confidence: confidence
        ),
        words: words,
        details: mention.details,
        openTasks: Set(tasks),
        groups: groups,
        file: event.file,
        touched: number
      )
    )
  }

  /// Whether a mention is about a blocker of its agent that is already open.
  private static func isSame(
    _ track: Track,
    _ tasks: [String],
    _ words: SignificantWords,
    _ waitingOn: String?,
    _ number: Int
  ) -> Bool {
    let sharesTask = tasks.contains { track.blocker.tasks.contains($0) }
    let shared = track.words.shared(with: words)
    // Two blockers of one entry are two, however alike.
    if track.touched == number { return false }
    if sharesTask { return true }
    if !tasks.isEmpty, !track.blocker.tasks.isEmpty {
      return shared >= 3 && track.words.overlap(with: words) >= 0.7
    }
    if shared >= 2, track.words.overlap(with: words) >= 0.5 { return true }
    // Said again in other words, most of which explained it before.
    let explained = track.details.shared(with: words) + shared
    if explained >= 4, explained * 2 > words.hashes.count { return true }
    return shared >= 1 && waitingOn != nil && waitingOn == track.blocker.waitingOn
  }

  private static func isOf(_ blocker: Blocker, _ agent: String?, _ path: String) -> Bool {
    if blocker.agent == nil || agent == nil {
      return blocker.agent == nil && agent == nil && blocker.path == path
    }
    return isSameAgent(blocker.agent, agent)
  }

  static func isSameAgent(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left == right || FoldedHash.of(left) == FoldedHash.of(right)
  }

  // MARK: clearing

  private mutating func clear(_ statement: Statement, _ event: Event, _ number: Int) {
    let words = statement.words
    let tasks = statement.tasks
    let candidates = openTracks.related(tasks, words, orOf: event.agent, event.path)
    for index in candidates where mayClose(index, event, statement.line, number) {
      let isOwn = Self.isOf(tracks[index].blocker, event.agent, event.path)
      let sharesTask = tasks.contains { tracks[index].blocker.tasks.contains($0) }
      let shared = tracks[index].words.shared(with: words)
      let isSameThing: Bool
      if !tasks.isEmpty, !tracks[index].blocker.tasks.isEmpty, !sharesTask {
        // "UNBLOCKED" of another task.
        isSameThing = shared >= 3 && tracks[index].words.overlap(with: words) >= 0.6
      } else if isOwn {
        isSameThing =
          sharesTask || shared >= (statement.place == .heading ? 1 : 2)
          || statement.line == event.entryLine && tasks.isEmpty && words.isEmpty
      } else {
        // In another agent's words: half of what the blocker says, or of eight words of it.
        isSameThing =
          sharesTask || shared >= 2 && shared * 2 >= min(tracks[index].words.hashes.count, 8)
      }
      if isSameThing { close(index, at: RecordPlace(path: event.path, line: statement.line)) }
    }
  }

  /// Whether what stands at a line can end a blocker: not one of the same entry, nor one that the file tells later,
  /// whatever the stamps say.
  private func mayClose(_ index: Int, _ event: Event, _ line: Int, _ number: Int) -> Bool {
    guard tracks[index].touched != number else { return false }
    guard tracks[index].file == event.file else { return true }
    return !orders[event.file].isBefore(line, tracks[index].blocker.line)
  }

  /// A task that is done cannot be blocked, and nobody waits for it any more.
  private mutating func complete(
    _ tasks: [String],
    _ event: Event,
    _ line: Int,
    _ number: Int
  ) {
    for index in openTracks.about(tasks) where mayClose(index, event, line, number) {
      tracks[index].openTasks.subtract(tasks)
      if tracks[index].openTasks.isEmpty {
        close(index, at: RecordPlace(path: event.path, line: line))
      }
    }
  }

  /// Whoever was waited for answered, or did it, by the words of the one who waited.
  private mutating func clearByAnswer(_ statement: Statement, _ event: Event, _ number: Int) {
    guard let person = statement.waitingOn else { return }
    for index in openTracks.of(event.agent, event.path)
    where mayClose(index, event, statement.line, number) {
      guard let who = tracks[index].blocker.waitingOn, FoldedHash.of(who) == FoldedHash.of(person),
        tracks[index].words.shared(with: statement.words) >= 1
      else { continue }
      close(index, at: RecordPlace(path: event.path, line: statement.line))
    }
  }

  /// "None" of the same agent: about the same task, or in a report that is about no task in particular.
  private mutating func clearByNone(_ event: Event, _ number: Int) {
    var scope = event.portion.standing.noneTasks
    if scope.isEmpty { scope = event.entryTasks }
    let line = event.portion.noneLine ?? event.entryLine ?? 1
    for index in openTracks.of(event.agent, event.path)
    where mayClose(index, event, line, number) {
      guard
        scope.isEmpty || tracks[index].blocker.tasks.isEmpty
          || scope.contains(where: { tracks[index].blocker.tasks.contains($0) })
      else { continue }
      close(index, at: RecordPlace(path: event.path, line: line))
    }
  }

  private mutating func close(_ index: Int, at place: RecordPlace) {
    openTracks.close(index)
    tracks[index].blocker.state = .cleared
    tracks[index].blocker.clearedAt = place
    // What the whole entry asks is answered with the last of its blockers.
    let agent = tracks[index].blocker.agent
    let path = tracks[index].blocker.path
    let groups = tracks[index].groups.filter { key in
      key.line > 0 || openTracks.isShared(key, among: agent, path) == false
    }
    asked.answer(groups: groups, at: place)
  }
}

extension Confidence: Comparable {
  package static func < (left: Confidence, right: Confidence) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }
}
