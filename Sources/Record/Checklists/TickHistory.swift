package import Facts

/// One item of a task's checklists over the whole record: who ticked it when, and what it is now.
package struct TickHistory: Sendable, Equatable {
  /// One time the item was written down.
  package struct Tick: Sendable, Equatable {
    package var state: Checklist.Item.State
    package var agent: String?
    /// Of the entry in which it stands, else of its file; nil when neither has a date.
    package var timestamp: Timestamp?
    package var path: String
    package var line: Int
  }

  package var task: String
  /// As written last.
  package var text: String
  /// In order of time; what has no date comes first.
  package var ticks: [Tick]

  /// What was written last: ticked and later open again is open.
  package var state: Checklist.Item.State { ticks.last?.state ?? .open }

  /// Who wrote the last tick; nil when it is not done.
  package var doneBy: Tick? { state == .done ? ticks.last : nil }
}

extension FeedbackRecord {
  /// The history of every item of the checklists of one task, in order of first appearance.
  package func history(ofTask task: String) -> [TickHistory] {
    var histories: [TickHistory] = []
    var index: [String: Int] = [:]
    for document in documents {
      for list in document.checklists where list.task == task {
        for item in list.items {
          let tick = TickHistory.Tick(
            state: item.state,
            agent: list.agent,
            timestamp: document.timestamp(ofLine: item.line),
            path: document.path,
            line: item.line
          )
          let key = Self.key(item.text)
          if let known = index[key] {
            histories[known].ticks.append(tick)
            histories[known].text = item.text
          } else {
            index[key] = histories.count
            histories.append(TickHistory(task: task, text: item.text, ticks: [tick]))
          }
        }
      }
    }
    for index in histories.indices {
      // Stable: of one moment the later line comes last.
      histories[index].ticks = histories[index].ticks.enumerated().sorted {
        let (left, right) = ($0.element.timestamp, $1.element.timestamp)
        if left == right { return $0.offset < $1.offset }
        guard let left else { return true }
        guard let right else { return false }
        return left < right
      }.map(\.element)
    }
    return histories
  }

  /// What makes two items the same one: their words up to what was added behind an arrow or in brackets.
  package static func key(_ text: String) -> String {
    var text = text
    let kept = text.withUTF8 { bytes in
      var cut = bytes.count
      for mark in marks {
        // Only the first of each counts, and none at the beginning.
        let found = (0..<cut).first { start in
          bytes[start] == 0x20 && start + mark.count <= bytes.count
            && mark.indices.allSatisfy { bytes[start + $0] == mark[$0] }
        }
        if let found, found > 0 { cut = found }
      }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[..<cut]), as: UTF8.self)
    }
    return FieldNames.normalized(kept)
  }

  /// Each begins with a blank.
  private static let marks = [" → ", " (", " — ", " ✅"].map { Array($0.utf8) }
}

extension FeedbackDocument {
  /// The entry in which a line stands; nil when it stands in none.
  package func entry(atLine line: Int) -> Entry? {
    // Entries stand in the order of their lines: those that begin behind it are skipped at once.
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return entries[..<low].last { line <= $0.endLine }
  }

  /// When a line was written: as its entry says, else as the file's name says.
  package func timestamp(ofLine line: Int) -> Timestamp? {
    entry(atLine: line)?.timestamp
      ?? date.map { Timestamp(secondsSinceEpoch: $0.daysSinceEpoch * 86_400) }
  }
}
