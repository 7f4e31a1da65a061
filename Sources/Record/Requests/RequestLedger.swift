import Facts

/// Follows what was asked of people until it is answered.
struct RequestLedger: Sendable {
  private struct Track: Sendable {
    var request: Request
    var words: SignificantWords
    var keys: Set<BlockerLedger.RecordKey>
    var own: BlockerLedger.RecordKey
    var event: Int
  }

  /// By path.
  var order: [String: FileOrder] = [:]
  private var tracks: [Track] = []
  private var open = OpenTracks()
  /// Open requests by the announcements that they stand below.
  private var byKey: [BlockerLedger.RecordKey: Set<Int>] = [:]

  var requests: [Request] { tracks.map(\.request) }

  mutating func open(_ ask: Ask, _ event: BlockerLedger.Event) {
    var tasks = ask.tasks
    if tasks.isEmpty, let entry = event.entry, entry.tasks.count == 1 { tasks = entry.tasks }
    let words = ask.words
    let key = BlockerLedger.RecordKey(path: event.path, line: ask.group)
    let own = BlockerLedger.RecordKey(path: event.path, line: ask.line)
    var keys: Set = [key, own]
    // A question stays one when the work goes on; an approval that nobody waits for any more does not.
    let isQuestion = ask.kind == .question && ask.text.utf8.contains(0x3F)
    if !isQuestion, let entryKey = BlockerLedger.entryKey(event) { keys.insert(entryKey) }
    var candidates = open.of(event.agent, event.path)
    if candidates.count > 64 {
      var alike = open.sharing(words)
      for task in tasks { alike.formUnion(open.about(task)) }
      candidates.formIntersection(alike)
    }
    let known = candidates.sorted().last { index in
      let request = tracks[index].request
      return request.kind == ask.kind
        && (request.of == ask.person || request.of == nil || ask.person == nil)
        && isSame(tracks[index], ask, tasks, words, event, own)
    }
    if let index = known {
      remove(index)
      defer { insert(index) }
      // A repetition within one entry adds nothing; a later one is where it is said last.
      if tracks[index].event != event.order {
        tracks[index].request.path = event.path
        tracks[index].request.line = ask.line
        tracks[index].event = event.order
        tracks[index].own = own
      }
      tracks[index].keys.formUnion(keys)
      tracks[index].request.of = tracks[index].request.of ?? ask.person
      tracks[index].words.formUnion(words)
      return
    }
    tracks.append(
      Track(
        request: Request(
          agent: event.agent,
          path: event.path,
          line: ask.line,
          since: event.time,
          kind: ask.kind,
          of: ask.person,
          text: ask.text,
          tasks: tasks
        ),
        words: words,
        keys: keys,
        own: own,
        event: event.order
      )
    )
    insert(tracks.count - 1)
  }

  private mutating func insert(_ index: Int) {
    let track = tracks[index]
    open.insert(
      index,
      agent: track.request.agent,
      path: track.request.path,
      tasks: track.request.tasks,
      words: track.words
    )
    for key in track.keys { byKey[key, default: []].insert(index) }
  }

  private mutating func remove(_ index: Int) {
    let track = tracks[index]
    open.remove(
      index,
      agent: track.request.agent,
      path: track.request.path,
      tasks: track.request.tasks,
      words: track.words
    )
    for key in track.keys { byKey[key]?.remove(index) }
  }

  private func isSame(
    _ track: Track,
    _ ask: Ask,
    _ tasks: [String],
    _ words: SignificantWords,
    _ event: BlockerLedger.Event,
    _ own: BlockerLedger.RecordKey
  ) -> Bool {
    let shared = track.words.shared(with: words)
    if track.event == event.order {
      // The items of one list are several; the same approval said twice is one.
      if ask.kind == .question || ask.group != ask.line { return track.own == own }
      let tasksDiffer =
        !tasks.isEmpty && !track.request.tasks.isEmpty
        && Set(tasks).isDisjoint(with: track.request.tasks)
      // Outside of entries a file may ask the same person for many things.
      let isOfOneReport = event.entry != nil || words.isNothing(but: ask.person)
      return !tasksDiffer && (ask.person != nil && isOfOneReport || shared >= 2)
    }
    // One task needs several credentials.
    if ask.kind != .credential, tasks.contains(where: { track.request.tasks.contains($0) }) {
      return ask.kind != .question || shared >= 2
    }
    // "Awaiting CEO approval" repeats what was asked before.
    if ask.kind != .question, ask.kind != .credential,
      words.isNothing(but: ask.person) || track.words.isNothing(but: track.request.of)
    {
      return true
    }
    return shared >= 2 && track.words.overlap(with: words) >= 0.5
  }

  /// Whether what stands at a line can answer a request: not one of the same entry, nor one that the file tells later.
  private func mayClose(_ index: Int, _ event: BlockerLedger.Event, _ line: Int) -> Bool {
    let request = tracks[index].request
    guard tracks[index].event != event.order else { return false }
    guard request.path == event.path, let order = order[event.path] else { return true }
    return !order.isBefore(line, request.line)
  }

  /// The blocker that a request belongs to is gone.
  mutating func answer(groups: Set<BlockerLedger.RecordKey>, at place: RecordPlace) {
    var found: Set<Int> = []
    for group in groups { found.formUnion(byKey[group] ?? []) }
    for index in found.sorted() { close(index, at: place) }
  }

  /// "CEO approved …", "Questions answered", "applied by Manager".
  mutating func answer(_ statement: Statement, _ event: BlockerLedger.Event) {
    let words = statement.words
    var candidates = open.of(event.agent, event.path)
    for task in statement.tasks { candidates.formUnion(open.about(task)) }
    candidates.formUnion(open.sharing(words))
    for index in candidates.sorted() {
      let request = tracks[index].request
      guard mayClose(index, event, statement.line) else { continue }
      if let person = statement.waitingOn, let of = request.of,
        FoldedHash.of(person) != FoldedHash.of(of)
      {
        continue
      }
      let isOwn = Self.isOwn(request, event)
      let sharesTask = statement.tasks.contains { request.tasks.contains($0) }
      // That both name who was asked makes it no answer to this.
      let name = statement.waitingOn.map { FoldedHash.of($0) }
      let shared =
        tracks[index].words.shared(with: words)
        - (words.hashes.contains { $0 == name }
          && tracks[index].words.hashes.contains { $0 == name }
          ? 1 : 0)
      if sharesTask || isOwn && shared >= 1 || shared >= 2
        || isOwn && statement.place == .heading && statement.tasks.isEmpty
      {
        close(index, at: RecordPlace(path: event.path, line: statement.line))
      }
    }
  }

  /// What was asked for the sake of a task is not needed once all of it is done; approval of what is done may be.
  mutating func complete(_ statement: Statement, _ event: BlockerLedger.Event) {
    let done = Set(statement.doneTasks)
    var candidates: Set<Int> = []
    for task in done { candidates.formUnion(open.about(task)) }
    for index in candidates.sorted() {
      let request = tracks[index].request
      guard request.kind != .approval, done.isSuperset(of: request.tasks),
        Self.isOwn(request, event), mayClose(index, event, statement.line)
      else { continue }
      close(index, at: RecordPlace(path: event.path, line: statement.line))
    }
  }

  /// "BAY-029 deployed": an approval to deploy it is not awaited any more.
  mutating func carryOut(
    _ act: PermittedAct,
    _ statement: Statement,
    _ event: BlockerLedger.Event
  ) {
    var candidates: Set<Int> = []
    for task in statement.tasks { candidates.formUnion(open.about(task)) }
    for index in candidates.sorted() {
      guard tracks[index].request.kind == .approval, mayClose(index, event, statement.line),
        act.isAsked(in: tracks[index].words)
      else { continue }
      close(index, at: RecordPlace(path: event.path, line: statement.line))
    }
  }

  private mutating func close(_ index: Int, at place: RecordPlace) {
    remove(index)
    tracks[index].request.state = .answered
    tracks[index].request.answeredAt = place
  }

  /// Without names, only what stands in one file is by the same hand.
  private static func isOwn(_ request: Request, _ event: BlockerLedger.Event) -> Bool {
    guard request.agent != nil || event.agent != nil else { return request.path == event.path }
    return BlockerLedger.isSameAgent(request.agent, event.agent)
  }
}
