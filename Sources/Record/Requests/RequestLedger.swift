import Facts

/// Follows what was asked of people until it is answered.
struct RequestLedger: Sendable {
  private struct Track: Sendable {
    var request: Request
    var words: SignificantWords
    /// Of the line that asks, where it was said last.
    var own: RecordKey
    var event: Int
  }

  /// By the numbers of the files.
  var orders: [FileOrder] = []
  private var tracks: [Track] = []
  private var open = OpenTracks()

  var requests: [Request] { tracks.map(\.request) }

  mutating func open(_ ask: Ask, _ event: BlockerLedger.Event) {
    var tasks = ask.tasks
    if tasks.isEmpty, event.entryTasks.count == 1 { tasks = event.entryTasks }
    let words = ask.words
    let own = RecordKey(file: event.file, line: ask.line)
    var places = [RecordKey(file: event.file, line: ask.group), own]
    // A question stays one when the work goes on; an approval that nobody waits for any more does not.
    let isQuestion = ask.kind == .question && ask.text.utf8.contains(0x3F)
    if !isQuestion, let entryKey = event.entryKey { places.append(entryKey) }
    let known = open.alike(event.agent, event.path, tasks, words).last { index in
      let person = tracks[index].request.of
      return tracks[index].request.kind == ask.kind
        && (person == ask.person || person == nil || ask.person == nil)
        && isSame(tracks[index], ask, tasks, words, event, own)
    }
    if let known {
      // A repetition within one entry adds nothing; a later one is where it is said last.
      if tracks[known].event != event.order {
        tracks[known].request.path = event.path
        tracks[known].request.line = ask.line
        tracks[known].event = event.order
        tracks[known].own = own
      }
      tracks[known].request.of = tracks[known].request.of ?? ask.person
      open.add(known, words: words.subtracting(tracks[known].words))
      open.add(known, places: places)
      tracks[known].words.formUnion(words)
      return
    }
    open.open(event.agent, event.path, tasks: tasks, words: words)
    open.add(tracks.count, places: places)
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
        own: own,
        event: event.order
      )
    )
  }

  private func isSame(
    _ track: Track,
    _ ask: Ask,
    _ tasks: [String],
    _ words: SignificantWords,
    _ event: BlockerLedger.Event,
    _ own: RecordKey
  ) -> Bool {
    let shared = track.words.shared(with: words)
    if track.event == event.order {
      // The items of one list are several; the same approval said twice is one.
      if ask.kind == .question || ask.group != ask.line { return track.own == own }
      let tasksDiffer =
        !tasks.isEmpty && !track.request.tasks.isEmpty
        && !tasks.contains { track.request.tasks.contains($0) }
      // Outside of entries a file may ask the same person for many things.
      let isOfOneReport = event.isOfEntry || words.isNothing(but: ask.person)
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
    guard tracks[index].event != event.order else { return false }
    guard tracks[index].own.file == event.file else { return true }
    return !orders[event.file].isBefore(line, tracks[index].request.line)
  }

  /// The blocker that a request belongs to is gone.
  mutating func answer(groups: [RecordKey], at place: RecordPlace) {
    for index in open.below(groups) { close(index, at: place) }
  }

  /// "CEO approved …", "Questions answered", "applied by Manager".
  mutating func answer(_ statement: Statement, _ event: BlockerLedger.Event) {
    let words = statement.words
    for index in open.related(statement.tasks, words, orOf: event.agent, event.path) {
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
  mutating func complete(_ done: [String], _ event: BlockerLedger.Event, _ line: Int) {
    for index in open.about(done) {
      let request = tracks[index].request
      guard request.kind != .approval, request.tasks.allSatisfy(done.contains),
        Self.isOwn(request, event), mayClose(index, event, line)
      else { continue }
      close(index, at: RecordPlace(path: event.path, line: line))
    }
  }

  /// "BAY-029 deployed": an approval to deploy it is not awaited any more.
  mutating func carryOut(
    _ act: PermittedAct,
    _ statement: Statement,
    _ event: BlockerLedger.Event
  ) {
    for index in open.about(statement.tasks) {
      guard tracks[index].request.kind == .approval, mayClose(index, event, statement.line),
        act.isAsked(in: tracks[index].words)
      else { continue }
      close(index, at: RecordPlace(path: event.path, line: statement.line))
    }
  }

  private mutating func close(_ index: Int, at place: RecordPlace) {
    open.close(index)
    tracks[index].request.state = .answered
    tracks[index].request.answeredAt = place
  }

  /// Without names, only what stands in one file is by the same hand.
  private static func isOwn(_ request: Request, _ event: BlockerLedger.Event) -> Bool {
    guard request.agent != nil || event.agent != nil else { return request.path == event.path }
    return BlockerLedger.isSameAgent(request.agent, event.agent)
  }
}
