import Facts

/// The blockers or requests that are open, found by what tells them apart, so that a long record stays linear.
struct OpenTracks: Sendable {
  private var byOwner: [String: Set<Int>] = [:]
  private var byTask: [String: Set<Int>] = [:]
  private var byWord: [UInt64: Set<Int>] = [:]

  /// A word that more open blockers share than this tells none of them apart.
  private static let commonWord = 48

  mutating func insert(
    _ index: Int,
    agent: String?,
    path: String,
    tasks: [String],
    words: SignificantWords
  ) {
    byOwner[Self.owner(agent, path), default: []].insert(index)
    for task in tasks { byTask[task, default: []].insert(index) }
    for word in words.hashes { byWord[word, default: []].insert(index) }
  }

  mutating func remove(
    _ index: Int,
    agent: String?,
    path: String,
    tasks: [String],
    words: SignificantWords
  ) {
    byOwner[Self.owner(agent, path)]?.remove(index)
    for task in tasks { byTask[task]?.remove(index) }
    for word in words.hashes { byWord[word]?.remove(index) }
  }

  mutating func insert(_ index: Int, _ track: BlockerLedger.Track) {
    let blocker = track.blocker
    insert(
      index,
      agent: blocker.agent,
      path: blocker.path,
      tasks: blocker.tasks,
      words: track.words
    )
  }

  mutating func remove(_ index: Int, _ track: BlockerLedger.Track) {
    let blocker = track.blocker
    remove(
      index,
      agent: blocker.agent,
      path: blocker.path,
      tasks: blocker.tasks,
      words: track.words
    )
  }

  /// Those of one agent; without an agent those of one file.
  func of(_ agent: String?, _ path: String) -> Set<Int> {
    byOwner[Self.owner(agent, path)] ?? []
  }

  func about(_ task: String) -> Set<Int> {
    byTask[task] ?? []
  }

  /// Those that share at least two words with a text.
  func sharing(_ words: SignificantWords) -> Set<Int> {
    var once: Set<Int> = []
    var twice: Set<Int> = []
    for word in words.hashes {
      guard let found = byWord[word], found.count <= Self.commonWord else { continue }
      for index in found where !once.insert(index).inserted { twice.insert(index) }
    }
    return twice
  }

  private static func owner(_ agent: String?, _ path: String) -> String {
    agent.map { $0.lowercased() } ?? "/\(path)"
  }
}
