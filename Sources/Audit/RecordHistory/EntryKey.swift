import Facts

/// What makes an entry the same one in two versions of a file: the heading's words and the moment.
struct EntryKey: Hashable, Sendable {
  /// By its characters without white space and marks.
  var heading: UInt64
  var timestamp: Timestamp?

  init(_ entry: Entry) {
    heading = ComparedLines.hash(of: entry.heading)
    timestamp = entry.timestamp
  }
}

/// Which keys name one entry, because its heading was rewritten.
struct EntryAliases {
  private var parents: [EntryKey: EntryKey] = [:]

  /// The key that stands for all of an entry's.
  func root(_ key: EntryKey) -> EntryKey {
    var key = key
    while let parent = parents[key] { key = parent }
    return key
  }

  mutating func join(_ old: EntryKey, _ new: EntryKey) {
    let from = root(old)
    let to = root(new)
    if from != to { parents[from] = to }
  }
}
