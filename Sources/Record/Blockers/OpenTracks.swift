import Facts

/// The blockers or requests that are open, found by what tells them apart, so that a long record stays linear.
///
/// Tracks are numbered in the order in which they are opened; each is opened once and closed once.
struct OpenTracks: Sendable {
  /// The tracks that have one thing in common.
  private struct List {
    /// Index of its newest link; nil when it is empty.
    var newest: Int?
    var open = 0
    /// Links to closed tracks.
    var closed = 0
  }

  private struct Link {
    var track: Int
    /// Index of the next older link of the list.
    var older: Int?
  }

  private var lists: [List] = []
  private var links: [Link] = []
  // Indices into `lists`.
  private var byOwner: [String: Int] = [:]
  private var byTask: [String: Int] = [:]
  private var byWord: [UInt64: Int] = [:]
  private var byPlace: [Int: Int] = [:]
  // By track.
  private var memberships: [[Int]] = []
  private var isOpen: [Bool] = []
  /// The owner that was asked for last: most are asked for several times.
  private var last: (agent: String?, path: String, list: Int)?

  /// A word that more open blockers share than this tells none of them apart.
  private static let commonWord = 48
  /// More of one owner than this are compared only where they share words or tasks.
  private static let flood = 64

  // MARK: opening and closing

  /// Opens the next track.
  mutating func open(_ agent: String?, _ path: String, tasks: [String], words: SignificantWords) {
    let track = memberships.count
    memberships.append([])
    memberships[track].reserveCapacity(1 + tasks.count + words.hashes.count)
    isOpen.append(true)
    let owner = owner(agent, path)
    join(track, owner)
    add(track, tasks: tasks, words: words)
  }

  /// Adds what tells an open track apart; tasks and words that it had already are not given again.
  mutating func add(_ track: Int, tasks: [String] = [], words: SignificantWords) {
    for task in tasks { join(track, Self.list(&byTask, task, &lists)) }
    for word in words.hashes { join(track, Self.list(&byWord, word, &lists)) }
  }

  /// Adds the announcements that an open track stands below.
  mutating func add(_ track: Int, places: [RecordKey]) {
    for place in places { join(track, Self.list(&byPlace, place.number, &lists)) }
  }

  mutating func close(_ track: Int) {
    isOpen[track] = false
    for list in memberships[track] {
      lists[list].open -= 1
      lists[list].closed += 1
      if lists[list].closed > lists[list].open + 16 { dropClosed(from: list) }
    }
    memberships[track] = []
  }

  private static func list<Key: Hashable>(
    _ index: inout [Key: Int],
    _ key: Key,
    _ lists: inout [List]
  ) -> Int {
    if let known = index[key] { return known }
    index[key] = lists.count
    lists.append(List())
    return lists.count - 1
  }

  private mutating func join(_ track: Int, _ list: Int) {
    if let newest = lists[list].newest, links[newest].track == track { return }
    links.append(Link(track: track, older: lists[list].newest))
    lists[list].newest = links.count - 1
    lists[list].open += 1
    memberships[track].append(list)
  }

  private mutating func dropClosed(from list: Int) {
    var newer: Int?
    var next = lists[list].newest
    while let link = next {
      next = links[link].older
      if isOpen[links[link].track] {
        newer = link
      } else if let newer {
        links[newer].older = next
      } else {
        lists[list].newest = next
      }
    }
    lists[list].closed = 0
  }

  // MARK: finding

  /// Those of one agent; without an agent those of one file.
  mutating func of(_ agent: String?, _ path: String) -> [Int] {
    let owner = owner(agent, path)
    return owned(by: owner)
  }

  private func owned(by owner: Int) -> [Int] {
    guard lists[owner].open > 0 else { return [] }
    var found: [Int] = []
    collect(owner, into: &found)
    // Joined as they were opened, found from the newest on.
    found.reverse()
    return found
  }

  /// Those of one owner that may say the same as a text.
  mutating func alike(
    _ agent: String?,
    _ path: String,
    _ tasks: [String],
    _ words: SignificantWords
  ) -> [Int] {
    let owner = owner(agent, path)
    guard lists[owner].open > Self.flood else { return owned(by: owner) }
    return related(tasks, words).filter { memberships[$0].first == owner }
  }

  /// Those about a task, and those that share at least two words with a text.
  func related(_ tasks: [String], _ words: SignificantWords) -> [Int] {
    Self.inOrder(about(tasks) + sharing(words))
  }

  /// `related`, and those of one agent, or without an agent of one file.
  mutating func related(
    _ tasks: [String],
    _ words: SignificantWords,
    orOf agent: String?,
    _ path: String
  ) -> [Int] {
    let owner = owner(agent, path)
    var found = about(tasks) + sharing(words)
    collect(owner, into: &found)
    return Self.inOrder(found)
  }

  func about(_ tasks: [String]) -> [Int] {
    guard !tasks.isEmpty else { return [] }
    var found: [Int] = []
    for task in tasks { collect(byTask[task], into: &found) }
    return Self.inOrder(found)
  }

  func below(_ places: [RecordKey]) -> [Int] {
    var found: [Int] = []
    for place in places { collect(byPlace[place.number], into: &found) }
    return Self.inOrder(found)
  }

  /// Whether one of the same owner as a closed track stands below the same announcement; of a flood it is not told.
  mutating func isShared(_ place: RecordKey, among agent: String?, _ path: String) -> Bool? {
    let owner = owner(agent, path)
    if lists[owner].open >= 256 { return nil }
    var next = byPlace[place.number].flatMap { lists[$0].newest }
    while let link = next {
      let track = links[link].track
      if isOpen[track], memberships[track].first == owner { return true }
      next = links[link].older
    }
    return false
  }

  private func sharing(_ words: SignificantWords) -> [Int] {
    var found: [Int] = []
    for word in words.hashes {
      guard let list = byWord[word], lists[list].open <= Self.commonWord else { continue }
      collect(list, into: &found)
    }
    guard found.count > 1 else { return [] }
    found.sort()
    var twice: [Int] = []
    for (track, next) in zip(found, found.dropFirst()) where track == next && twice.last != track {
      twice.append(track)
    }
    return twice
  }

  private func collect(_ list: Int?, into found: inout [Int]) {
    var next = list.flatMap { lists[$0].newest }
    while let link = next {
      if isOpen[links[link].track] { found.append(links[link].track) }
      next = links[link].older
    }
  }

  /// In ascending order, each once.
  private static func inOrder(_ tracks: [Int]) -> [Int] {
    guard tracks.count > 1 else { return tracks }
    var result: [Int] = []
    result.reserveCapacity(tracks.count)
    for track in tracks.sorted() where track != result.last { result.append(track) }
    return result
  }

  private mutating func owner(_ agent: String?, _ path: String) -> Int {
    if let last, last.agent == agent, last.path == path { return last.list }
    let name = agent.map { $0.lowercased() } ?? "/\(path)"
    let list = Self.list(&byOwner, name, &lists)
    last = (agent, path, list)
    return list
  }
}

/// A place that statements and requests of one announcement share.
struct RecordKey: Equatable, Sendable {
  /// Number of the file: equal paths have equal numbers.
  var file: Int
  /// Negative of an entry as a whole.
  var line: Int

  /// One for each place: no file has 2^31 lines.
  var number: Int { file << 32 + line }
}
