import Facts
import MarkdownTree

/// Reads the lists with markers of a direction.
enum DirectionChecklists {
  static func read(
    _ document: MarkdownDocument,
    sections: [TaskSection],
    agent: String
  ) -> [DirectionChecklist] {
    var lists: [DirectionChecklist] = []
    // Sections do not overlap: the last one that begins above a line is the only one that can hold it.
    let ranges = sections.flatMap { section in section.ranges.map { (range: $0, id: section.id) } }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    func task(at line: Int) -> String? {
      let after = ranges.partitioningIndex { $0.range.lowerBound > line }
      guard after > 0, ranges[after - 1].range.contains(line) else { return nil }
      return ranges[after - 1].id
    }
    var headings: [(level: Int, text: String)] = []
    var current: (list: Int, checklist: DirectionChecklist)?
    func close() {
      if let current { lists.append(current.checklist) }
      current = nil
    }
    for (index, node) in document.nodes.enumerated() {
      switch node.kind {
      case .heading where node.parent == 0:
        close()
        headings.removeAll { $0.level >= Int(node.level) }
        headings.append((Int(node.level), document.headingText(index)))
      case .item:
        guard let marker = document.marker(ofItem: index) else { continue }
        let list = outermostList(of: index, in: document)
        if current?.list != list {
          close()
          let line = Int(document.nodes[list].firstLine)
          let label = label(above: line, in: document)
          let heading = label ?? headings.last?.text ?? ""
          current = (
            list,
            DirectionChecklist(
              purpose: purpose(of: headings.map(\.text) + [label ?? ""]),
              isPeriodic: (headings.map(\.text) + [label ?? ""]).contains(where: isPeriodic),
              list: Checklist(
                path: document.source.path,
                line: line,
                heading: heading,
                agent: agent,
                task: task(at: line)
              )
            )
          )
        }
        current?.checklist.list.items.append(item(marker, at: index, in: document))
      default: break
      }
    }
    close()
    return lists
  }

  private static func item(
    _ marker: TaskMarker,
    at index: Int,
    in document: MarkdownDocument
  ) -> Checklist.Item {
    let source = document.source
    let end = document.itemRange(index).upperBound
    let text = source.string(marker.range.upperBound..<max(marker.range.upperBound, end))
    return Checklist.Item(
      line: marker.line,
      text: String(text.drop { $0 == " " }),
      marker: source.string(marker.range),
      state: marker.state == .done ? .done : marker.state == .open ? .open : .unknown
    )
  }

  private static func outermostList(of index: Int, in document: MarkdownDocument) -> Int {
    var list = index
    var node = index
    while node != 0 {
      if document.nodes[node].kind == .list { list = node }
      node = Int(document.nodes[node].parent)
    }
    return list
  }

  /// A paragraph line right above a list that is a label: `**Schema**:`; nil when there is none.
  private static func label(above line: Int, in document: MarkdownDocument) -> String? {
    var above = line - 1
    while above >= 1, document.source.lineRange(above).isEmpty { above -= 1 }
    guard above >= 1, !document.isCode(line: above) else { return nil }
    let text = document.source.text(ofLine: above)
    guard text.hasPrefix("**"), !text.hasPrefix("***") else { return nil }
    let inner = text.dropFirst(2)
    guard let close = inner.firstIndex(of: "*"), close > inner.startIndex else { return nil }
    let label = inner[..<close]
    let rest = inner[close...].drop { "*: ".contains($0) }
    // A note in parentheses belongs to the label; any other text is a value of its own.
    guard rest.isEmpty || rest.hasPrefix("(") else { return nil }
    return String(label.last == ":" ? label.dropLast() : label)
  }

  private static func purpose(of headings: [String]) -> DirectionChecklist.Purpose {
    let folded = headings.map { $0.lowercased() }
    if folded.contains(where: {
      $0.contains("definition of done") || $0.contains("acceptance criteria")
    }) {
      return .definitionOfDone
    }
    return folded.contains { $0.contains("safety") } ? .safety : .other
  }

  /// `Definition of Done (Each Day)`, `Daily checklist`, `Acceptance per session`.
  private static func isPeriodic(_ heading: String) -> Bool {
    let words = heading.lowercased().split { !$0.isLetter }.map(String.init)
    if words.contains("daily") || words.contains("weekly") { return true }
    return zip(words, words.dropFirst()).contains { word, next in
      ["each", "every", "per"].contains(word)
        && ["day", "session", "shift", "week", "sprint"].contains(next)
    }
  }
}
