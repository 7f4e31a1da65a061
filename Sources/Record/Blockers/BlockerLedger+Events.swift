import Facts

/// What the record says, in order of time.
extension BlockerLedger {
  /// Everything that one entry says, or what a file says outside of its entries.
  ///
  /// A class, since sorting would copy all that it holds.
  final class Event {
    let agent: String?
    let path: String
    let time: Timestamp?
    let order: Int
    let standing: EntryStanding
    let statements: [Statement]
    let asks: [Ask]
    private let entries: [Entry]
    private let index: Int?

    /// The entry that says it; nil for what stands outside of all of them.
    var entry: Entry? { index.map { entries[$0] } }

    init(
      _ file: FiledEntries,
      entry index: Int?,
      time: Timestamp?,
      order: Int,
      statements: [Statement],
      asks: [Ask]
    ) {
      self.agent = index.flatMap { file.entries[$0].agent } ?? file.statements.agent
      self.path = file.statements.path
      self.time = time
      self.order = order
      self.standing = EntryStanding(statements, asks: false, hasBody: true)
      self.statements = statements
      self.asks = asks
      self.entries = file.entries
      self.index = index
    }
  }

  static func events(_ files: [FiledEntries], _ until: Timestamp?) -> [Event] {
    var events: [Event] = []
    for file in files {
      var portions: [Int: (statements: [Statement], asks: [Ask])] = [:]
      for statement in file.statements.statements {
        let key = statement.entry ?? outside(statement.line, file.entries)
        portions[key, default: ([], [])].statements.append(statement)
      }
      for ask in file.statements.asks {
        let key = ask.entry ?? outside(ask.line, file.entries)
        portions[key, default: ([], [])].asks.append(ask)
      }
      for (key, portion) in portions.sorted(by: { $0.key < $1.key }) {
        let index = key < 0 ? nil : key
        let time =
          index.flatMap { file.entries[$0].timestamp }
          ?? time(before: key < 0 ? -key - 2 : key - 1, in: file)
        if let time, let until, time > until { continue }
        events.append(
          Event(
            file,
            entry: index,
            time: time,
            order: events.count,
            statements: portion.statements,
            asks: portion.asks
          )
        )
      }
    }
    return events.sorted {
      let left = $0.time?.secondsSinceEpoch ?? Int.min
      let right = $1.time?.secondsSinceEpoch ?? Int.min
      return left == right ? $0.order < $1.order : left < right
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

  /// The stamp of an entry or of the nearest stamped one above it, else the file's date.
  private static func time(before index: Int, in file: FiledEntries) -> Timestamp? {
    var index = index
    while index >= 0 {
      if let time = file.entries[index].timestamp { return time }
      index -= 1
    }
    return file.statements.date
  }
}
