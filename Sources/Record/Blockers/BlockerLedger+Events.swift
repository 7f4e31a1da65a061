import Facts

/// What the record says, in order of time.
extension BlockerLedger {
  /// Everything that one entry says, or what a file says outside of its entries.
  struct Event {
    let agent: String?
    let path: String
    /// Equal paths have equal numbers.
    let file: Int
    let time: Timestamp?
    /// In the order of the files.
    let order: Int
    let portion: StatementPortion
    let statements: FileStatements
    private let entries: [Entry]

    fileprivate init(_ source: FiledEntries, _ place: Place) {
      portion = source.statements.portions[place.portion]
      agent = portion.agent
      path = source.statements.path
      file = place.number
      time = portion.time
      order = place.order
      statements = source.statements
      entries = source.entries
    }

    /// Whether an entry says it, not what stands outside of all of them.
    var isOfEntry: Bool { portion.entry != nil }

    /// The line of the entry that says it.
    var entryLine: Int? { portion.entry.map { entries[$0].line } }

    /// The tasks of the entry that says it.
    var entryTasks: [String] { portion.entry.map { entries[$0].tasks } ?? [] }

    var heading: String? { portion.entry.map { entries[$0].heading } }

    /// What an entry asks and what it is blocked by belong together.
    var entryKey: RecordKey? { entryLine.map { RecordKey(file: file, line: -$0) } }
  }

  /// Where an event stands; sorted in place of the event itself.
  fileprivate struct Place {
    var source: Int
    var portion: Int
    var number: Int
    var time: Timestamp?
    var order: Int

    func precedes(_ other: Place) -> Bool {
      let left = time?.secondsSinceEpoch ?? Int.min
      let right = other.time?.secondsSinceEpoch ?? Int.min
      return left == right ? order < other.order : left < right
    }
  }

  /// Calls `take` with each event that is not stamped after `until`; `numbers` are those of the files.
  static func events(
    _ files: [FiledEntries],
    _ numbers: [Int],
    _ until: Timestamp?,
    _ take: (Event) -> Void
  ) {
    var places: [Place] = []
    for (source, file) in files.enumerated() {
      for (index, portion) in file.statements.portions.enumerated() {
        if let time = portion.time, let until, time > until { continue }
        places.append(
          Place(
            source: source,
            portion: index,
            number: numbers[source],
            time: portion.time,
            order: places.count
          )
        )
      }
    }
    places.sort { $0.precedes($1) }
    for place in places { take(Event(files[place.source], place)) }
  }
}
