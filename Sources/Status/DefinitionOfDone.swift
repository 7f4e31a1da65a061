package import Configuration
package import Facts
package import Record
package import Tasks

/// The Definitions of Done of a team: those of the directions, task by task, and those that agents wrote.
package struct DefinitionOfDone {
  let record: FeedbackRecord
  let directions: [Direction]

  /// The tasks of all directions.
  package var tasks: [DirectionTask] { directions.flatMap(\.tasks) }

  /// - Parameters:
  ///   - record: every feedback file, read.
  ///   - directions: of all agents.
  package init(record: FeedbackRecord, directions: [Direction]) {
    self.record = record
    self.directions = directions
  }

  /// Every list of a direction once for each task that it is asked of, ticked as the record ticked it last, then
  /// the lists of the record that belong to no such task.
  ///
  /// A ticked item is `claimed` here: only evidence proves it.
  ///
  /// - Parameter safety: also the checklists before and after a change, which stand before the Definition of Done.
  /// - Returns: the lists in the order of the directions, then of the record.
  package func lists(safety: Bool = false) -> [Checklist] {
    var lists: [Checklist] = []
    /// By the id of a task, the keys of the items that are followed.
    var followed: [String: Set<String>] = [:]
    var uses: [String: Int] = [:]
    for task in directions.flatMap(\.tasks) { uses[task.id, default: 0] += 1 }
    for direction in directions {
      let definitions = direction.checklists.filter {
        $0.purpose == .definitionOfDone || safety && $0.purpose == .safety
      }
      guard !definitions.isEmpty else { continue }
      for definition in definitions where definition.isPeriodic {
        var list = definition.list
        list.agent = direction.agent
        list.task = nil
        lists.append(list)
      }
      for task in direction.tasks {
        var histories: [String: TickHistory] = [:]
        for var history in record.history(ofTask: task.id) {
          // An id that several directions use is each agent's own.
          if uses[task.id] ?? 0 > 1 { history.ticks.removeAll { $0.agent != direction.agent } }
          histories[FeedbackRecord.key(history.text)] = history
        }
        // What stands in the section of one task is asked of that task alone.
        for definition in definitions where !definition.isPeriodic {
          var list = definition.list
          guard list.task == nil || list.task == task.id else { continue }
          let isOwn = list.task != nil
          list.agent = direction.agent
          list.task = task.id
          list.items = list.items.map { tracked($0, isOwn: isOwn, histories) }
          lists.append(list)
          followed[task.id, default: []].formUnion(list.items.map { FeedbackRecord.key($0.text) })
        }
      }
    }
    return lists + written(except: followed)
  }

  /// The ids of the rules that the items of these lists map to, by the items' texts.
  package static func rules(of lists: [Checklist], settings: Settings) -> [String: String] {
    var rules: [String: String] = [:]
    for list in lists {
      for item in list.items where rules[item.text] == nil {
        rules[item.text] = settings.rule(forItem: item.text)
      }
    }
    return rules
  }

  /// The item as the record ticked it last; the direction's own marker counts in a list of one task.
  private func tracked(
    _ item: Checklist.Item,
    isOwn: Bool,
    _ histories: [String: TickHistory]
  ) -> Checklist.Item {
    let history = histories[FeedbackRecord.key(item.text)]
    let written = isOwn || item.state == .unknown ? item.state : .open
    let known = history.flatMap { $0.ticks.isEmpty ? nil : $0.state }
    var result = Checklist.Item(
      line: item.line,
      text: item.text,
      marker: item.marker,
      state: known ?? written
    )
    if let tick = history?.ticks.last {
      let who = tick.agent.map { " by \($0)" } ?? ""
      let when = tick.timestamp.map { " at \($0.iso8601)" } ?? ""
      let verb = tick.state == .done ? "ticked" : "written open"
      result.evidence = ["\(verb)\(who)\(when), \(tick.path):\(tick.line)"]
      if tick.state == .done { result.tickedAt = RecordPlace(path: tick.path, line: tick.line) }
    }
    return result
  }

  /// Definitions of Done that stand in the record, without the items that are followed by their direction; of one
  /// item written again only the last counts.
  private func written(except followed: [String: Set<String>]) -> [Checklist] {
    var lists: [Checklist] = []
    var last: [String: (list: Int, item: Int)] = [:]
    for document in record.documents {
      for list in document.checklists where Self.isOne(list) {
        var list = list
        if let keys = list.task.flatMap({ followed[$0] }) {
          list.items.removeAll { keys.contains(FeedbackRecord.key($0.text)) }
        }
        lists.append(list)
      }
    }
    for (listIndex, list) in lists.enumerated() {
      for (itemIndex, item) in list.items.enumerated() {
        let owner = "\(list.agent ?? list.path)\u{0}\(list.task ?? "")"
        last["\(owner)\u{0}\(FeedbackRecord.key(item.text))"] = (listIndex, itemIndex)
      }
    }
    var kept = [Set<Int>](repeating: [], count: lists.count)
    for place in last.values { kept[place.list].insert(place.item) }
    for index in lists.indices {
      lists[index].items = lists[index].items.enumerated().filter {
        kept[index].contains($0.offset)
      }
      .map(\.element)
    }
    return lists.filter { !$0.items.isEmpty }
  }

  /// Whether a list says of itself that it defines what done means.
  package static func isOne(_ list: Checklist) -> Bool {
    let heading = list.heading
    guard signs.contains(where: { heading.holds($0) }) else { return false }
    let words = heading.lowercased().split { !$0.isLetter }
    for (index, word) in words.enumerated() {
      switch word {
      case "dod", "acceptance": return true
      case "definition" where words.dropFirst(index + 1).prefix(2).contains("done"): return true
      case "done" where words.dropFirst(index + 1).first == "when": return true
      default: continue
      }
    }
    return false
  }

  /// Words without one of which no heading says it, in lower case.
  private static let signs = ["dod", "acceptance", "done"].map { Array($0.utf8) }
}

extension String {
  /// Whether it holds a word of lower-case ASCII somewhere, in whatever case.
  fileprivate func holds(_ word: [UInt8]) -> Bool {
    var text = self
    return text.withUTF8 { bytes in
      guard let first = word.first, bytes.count >= word.count else { return false }
      for start in 0...bytes.count - word.count where bytes[start] | 0x20 == first {
        if word.indices.allSatisfy({ bytes[start + $0] | 0x20 == word[$0] }) { return true }
      }
      return false
    }
  }
}
