package import Configuration
package import Facts
package import Record
package import Tasks

/// The Definitions of Done of a team: those of the directions, task by task, and those that agents wrote.
package struct DefinitionOfDone {
  let record: FeedbackRecord
  let directions: [Direction]

  /// - Parameters:
  ///   - record: every feedback file, read.
  ///   - directions: of all agents.
  package init(record: FeedbackRecord, directions: [Direction]) {
    self.record = record
    self.directions = directions
  }

  /// Every list of a direction once for each of its tasks, ticked as the record ticked it last, then
  /// the lists of the record that belong to no such task.
  ///
  /// A ticked item is `claimed` here: only evidence proves it. With `safety` the checklists before and after a
  /// change stand before the Definition of Done.
  package func lists(safety: Bool = false) -> [Checklist] {
    var lists: [Checklist] = []
    var followed: Set<String> = []
    for direction in directions {
      let definitions = direction.checklists.filter { checklist in
        checklist.purpose == .definitionOfDone || safety && checklist.purpose == .safety
      }.map(\.list)
      guard !definitions.isEmpty else { continue }
      for task in direction.tasks {
        followed.insert(task.id)
        var histories: [String: TickHistory] = [:]
        for history in record.history(ofTask: task.id) {
          histories[FeedbackRecord.key(history.text)] = history
        }
        for definition in definitions {
          var list = definition
          list.agent = direction.agent
          list.task = task.id
          list.items = definition.items.map { tracked(item: $0, histories) }
          lists.append(list)
        }
      }
    }
    return lists + written(except: followed)
  }

  /// The ids of the rules that the items of these lists map to.
  package static func rules(of lists: [Checklist], settings: Settings) -> Set<String> {
    Set(lists.flatMap(\.items).compactMap { settings.rule(forItem: $0.text) })
  }

  private func tracked(item: Checklist.Item, _ histories: [String: TickHistory]) -> Checklist.Item {
    let history = histories[FeedbackRecord.key(item.text)]
    var result = Checklist.Item(
      line: item.line,
      text: item.text,
      marker: item.marker,
      state: history?.state ?? .open
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

  /// Definitions of Done that stand in the record; of one item written again only the last counts.
  private func written(except tasks: Set<String>) -> [Checklist] {
    var lists: [Checklist] = []
    var last: [String: (list: Int, item: Int)] = [:]
    for document in record.documents {
      for list in document.checklists where Self.isOne(list) {
        if let task = list.task, tasks.contains(task) { continue }
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
    let words = list.heading.lowercased().split { !$0.isLetter }
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
}
