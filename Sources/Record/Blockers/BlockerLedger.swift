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
  /// By path.
  private var order: [String: FileOrder] = [:]

  /// A blocker with what it takes to recognise it again.
  struct Track: Sendable {
    var blocker: Blocker
    var words: SignificantWords
    /// Of the lines that explain it.
    var details: SignificantWords
    /// Tasks that are not done yet; the blocker falls with the last of them.
    var openTasks: Set<String>
    var groups: Set<RecordKey>
    var touched: Int
  }

  /// A place that statements and requests of one announcement share.
  struct RecordKey: Hashable, Sendable {
    var path: String
    var line: Int
  }

  /// Takes the files in any order; what is stamped after `until` is left out.
  package init(_ files: [FiledEntries], until: Timestamp? = nil) {
    for file in files { order[file.statements.path] = FileOrder(of: file.entries) }
    asked.order = order
    for (number, event) in Self.events(files, until).enumerated() {
      take(event, number)
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
    for mention in event.standing.mentions { open(mention, event, number) }
    for statement in event.statements {
      switch statement.meaning {
      case .cleared: clear(statement, event, number)
      case .completed:
        complete(statement, event, number)
        asked.complete(statement, event)
      case .answered:
        asked.answer(statement, event)
        clearByAnswer(statement, event, number)
      case .carriedOut(let act): asked.carryOut(act, statement, event)
      default: break
      }
    }
    if event.standing.saysNone { clearByNone(event, number) }
    for ask in event.asks { asked.open(ask, event) }
  }

  private mutating func open(_ mention: EntryStanding.Mention, _ event: Event, _ number: Int) {
    var tasks = mention.tasks
    if tasks.isEmpty, let entry = event.entry, entry.tasks.count == 1 { tasks = entry.tasks }
    var words = mention.words
    let agent = mention.agent ?? event.agent
    let key = RecordKey(path: event.path, line: mention.group)
    let confidence =
      event.entry != nil && event.entry?.blocked == nil
      ? min(mention.confidence, .low) : mention.confidence
    var candidates = openTracks.of(agent, event.path)
    if candidates.count > 64 {
      // A flood of blockers: only those that share words or tasks are compared.
      var alike = openTracks.sharing(words)
      for task in tasks { alike.formUnion(openTracks.about(task)) }
      candidates.formIntersection(alike)
    }
    let known = candidates.sorted().last {
      isSame(tracks[$0], tasks, words, mention.waitingOn, number)
    }
    if let index = known {
      openTracks.remove(index, tracks[index])
      defer { openTracks.insert(index, tracks[index]) }
      tracks[index].blocker.path = event.path
      tracks[index].blocker.line = mention.line
      tracks[index].blocker.text = mention.text
      tracks[index].blocker.waitingOn = mention.waitingOn ?? tracks[index].blocker.waitingOn
      tracks[index].blocker.confidence = max(tracks[index].blocker.confidence, confidence)
      for task in tasks where !tracks[index].blocker.tasks.contains(task) {
        tracks[index].blocker.tasks.append(task)
      }
      tracks[index].openTasks.formUnion(tasks)
      tracks[index].words.formUnion(words)
      tracks[index].details.formUnion(mention.details)
      tracks[index].groups.insert(key)
      if let entryKey = Self.entryKey(event) { tracks[index].groups.insert(entryKey) }
      tracks[index].touched = number
      return
    }
    if let heading = event.entry?.heading, event.standing.mentions.count == 1 {
      words.formUnion(SignificantWords(heading))
    }
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
        groups: Set([key, Self.entryKey(event)].compactMap { $0 }),
        touched: number
      )
    )
    openTracks.insert(tracks.count - 1, tracks[tracks.count - 1])
  }

  /// Whether a mention is about a blocker of its agent that is already open.
  private func isSame(
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
      return shared >= 3 && overlaps(track, words, 0.7)
    }
    if shared >= 2, overlaps(track, words, 0.5) { return true }
    // Said again in other words, most of which explained it before.
    let explained = track.details.shared(with: words) + shared
    if explained >= 4, explained * 2 > words.hashes.count { return true }
    return shared >= 1 && waitingOn != nil && waitingOn == track.blocker.waitingOn
  }

  private func overlaps(_ track: Track, _ words: SignificantWords, _ least: Double) -> Bool {
    track.words.overlap(with: words) >= least
  }

  private func isOf(_ blocker: Blocker, _ agent: String?, _ path: String) -> Bool {
    if blocker.agent == nil || agent == nil {
      return blocker.agent == nil && agent == nil && blocker.path == path
    }
    return Self.isSameAgent(blocker.agent, agent)
  }

  static func isSameAgent(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left == right || FoldedHash.of(left) == FoldedHash.of(right)
  }

  /// What an entry asks and what it is blocked by belong together.
  static func entryKey(_ event: Event) -> RecordKey? {
    event.entry.map { RecordKey(path: event.path, line: -$0.line) }
  }

  // MARK: clearing

  private mutating func clear(_ statement: Statement, _ event: Event, _ number: Int) {
    var words = statement.words
    if statement.place == .heading {
      for field in event.entry?.fields ?? [] where Self.isAbout(field.label) {
        words.formUnion(SignificantWords(field.text))
      }
    }
    let tasks = Set(statement.tasks)
    var candidates = openTracks.of(event.agent, event.path)
    for task in tasks { candidates.formUnion(openTracks.about(task)) }
    candidates.formUnion(openTracks.sharing(words))
    for index in candidates.sorted() where mayClose(index, event, statement.line, number) {
      let track = tracks[index]
      let isOwn = isOf(track.blocker, event.agent, event.path)
      let sharesTask = !tasks.isDisjoint(with: track.blocker.tasks)
      let shared = track.words.shared(with: words)
      let isSameThing: Bool
      if !tasks.isEmpty, !track.blocker.tasks.isEmpty, !sharesTask {
        // "UNBLOCKED" of another task.
        isSameThing = shared >= 3 && overlaps(track, words, 0.6)
      } else if isOwn {
        isSameThing =
          sharesTask || shared >= (statement.place == .heading ? 1 : 2)
          || statement.line == event.entry?.line && tasks.isEmpty && words.isEmpty
      } else {
        // In another agent's words: half of what the blocker says, or of eight words of it.
        isSameThing =
          sharesTask || shared >= 2 && shared * 2 >= min(track.words.hashes.count, 8)
      }
      if isSameThing { close(index, at: RecordPlace(path: event.path, line: statement.line)) }
    }
  }

  /// Whether what stands at a line can end a blocker: not one of the same entry, nor one that the file tells later,
  /// whatever the stamps say.
  private func mayClose(_ index: Int, _ event: Event, _ line: Int, _ number: Int) -> Bool {
    let blocker = tracks[index].blocker
    guard tracks[index].touched != number else { return false }
    guard blocker.path == event.path, let order = order[event.path] else { return true }
    return !order.isBefore(line, blocker.line)
  }

  private static func isAbout(_ label: String) -> Bool {
    var label = label
    return label.withUTF8 { bytes in
      LineTokens(0..<bytes.count, of: bytes).tokens.contains { $0.has(.issue) }
    }
  }

  /// A task that is done cannot be blocked, and nobody waits for it any more.
  private mutating func complete(_ statement: Statement, _ event: Event, _ number: Int) {
    var candidates: Set<Int> = []
    for task in statement.tasks { candidates.formUnion(openTracks.about(task)) }
    for index in candidates.sorted() where mayClose(index, event, statement.line, number) {
      tracks[index].openTasks.subtract(statement.tasks)
      if tracks[index].openTasks.isEmpty {
        close(index, at: RecordPlace(path: event.path, line: statement.line))
      }
    }
  }

  /// Whoever was waited for answered, or did it, by the words of the one who waited.
  private mutating func clearByAnswer(_ statement: Statement, _ event: Event, _ number: Int) {
    guard let person = statement.waitingOn else { return }
    let words = statement.words
    for index in openTracks.of(event.agent, event.path).sorted()
    where mayClose(index, event, statement.line, number) {
      guard let who = tracks[index].blocker.waitingOn, FoldedHash.of(who) == FoldedHash.of(person),
        tracks[index].words.shared(with: words) >= 1
      else { continue }
      close(index, at: RecordPlace(path: event.path, line: statement.line))
    }
  }

  /// "None" of the same agent: about the same task, or in a report that is about no task in particular.
  private mutating func clearByNone(_ event: Event, _ number: Int) {
    var scope = Set(event.standing.noneTasks)
    if scope.isEmpty { scope = Set(event.entry?.tasks ?? []) }
    let line =
      event.statements.first { if case .none = $0.meaning { true } else { false } }?.line
      ?? event.entry?.line ?? 1
    for index in openTracks.of(event.agent, event.path).sorted()
    where mayClose(index, event, line, number) {
      let blocker = tracks[index].blocker
      guard scope.isEmpty || blocker.tasks.isEmpty || !scope.isDisjoint(with: blocker.tasks) else {
        continue
      }
      close(index, at: RecordPlace(path: event.path, line: line))
    }
  }

  private mutating func close(_ index: Int, at place: RecordPlace) {
    openTracks.remove(index, tracks[index])
    tracks[index].blocker.state = .cleared
    tracks[index].blocker.clearedAt = place
    // What the whole entry asks is answered with the last of its blockers.
    let blocker = tracks[index].blocker
    let others = openTracks.of(blocker.agent, blocker.path)
    let groups = tracks[index].groups.filter { key in
      key.line > 0
        || others.count < 256 && !others.contains { tracks[$0].groups.contains(key) }
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
