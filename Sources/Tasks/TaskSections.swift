import Facts
import MarkdownTree

/// Where one task stands in a direction.
struct TaskSection {
  var id: String
  var title: String
  /// 1-based line of the heading or list item that defines it.
  var line: Int
  var isHeading: Bool
  /// What the direction itself says; nil when it says nothing.
  var state: DirectionTask.State?
  /// Lines of every section under a heading of this task.
  var ranges: [Range<Int>]
  /// Where the same id gets another title.
  var repeatedAt: Int?
}

/// Finds the tasks of a direction: headings that begin with an id, else list items that do.
enum TaskSections {
  private struct Candidate {
    var heading: TaskHeading
    var lines: Range<Int>
  }

  static func find(in document: MarkdownDocument, agent: String) -> [TaskSection] {
    let headings = candidatesInHeadings(document)
    let accepted = accepted(headings, agent: agent)
    guard accepted.isEmpty else {
      return closed(merged(accepted, areHeadings: true), by: document)
    }
    return merged(
      self.accepted(candidatesInItems(document), agent: agent),
      areHeadings: false
    )
  }

  /// The sections, with those done that a heading closes as a range.
  private static func closed(
    _ sections: [TaskSection],
    by document: MarkdownDocument
  ) -> [TaskSection] {
    let ranges = document.indices(of: .heading).compactMap {
      ClosedTasks(heading: document.headingText($0))
    }
    guard !ranges.isEmpty else { return sections }
    return sections.map { section in
      guard section.state == nil, let id = TaskID.read(Array(section.id.utf8), at: 0),
        ranges.contains(where: { $0.contains(id) })
      else { return section }
      var section = section
      section.state = .done
      return section
    }
  }

  private static func candidatesInHeadings(_ document: MarkdownDocument) -> [Candidate] {
    let headings = document.indices(of: .heading).filter { document.nodes[$0].parent == 0 }
    let read = headings.map { index in
      // The title of the file names what it is about, not a task.
      document.nodes[index].level == 1 ? nil : TaskHeading(document.headingText(index))
    }
    let last = document.source.lineStarts.count
    // The next heading that is no deeper, or that begins another task, ends a section.
    var ends = [Int](repeating: last + 1, count: headings.count)
    var open: [Int] = []
    for (position, index) in headings.enumerated() {
      let level = document.nodes[index].level
      let line = Int(document.nodes[index].firstLine)
      while let top = open.last,
        read[position] != nil || document.nodes[headings[top]].level >= level
      {
        ends[top] = line
        open.removeLast()
      }
      open.append(position)
    }
    var candidates: [Candidate] = []
    for (position, index) in headings.enumerated() {
      if let heading = read[position] {
        let line = Int(document.nodes[index].firstLine)
        candidates.append(Candidate(heading: heading, lines: line..<max(line + 1, ends[position])))
      }
    }
    return candidates
  }

  private static func candidatesInItems(_ document: MarkdownDocument) -> [Candidate] {
    document.indices(of: .item).compactMap { index in
      let marker = document.marker(ofItem: index)
      var text = document.itemText(index)
      if let marker {
        let range = document.itemRange(index)
        text = document.source.string(marker.range.upperBound..<range.upperBound)
      }
      guard marker != nil || text.hasPrefix("**"), var heading = TaskHeading(text) else {
        return nil
      }
      switch marker?.state {
      case .done: heading.state = .done
      case .open, .other, nil: break
      }
      let lines = document.nodes[index].lines
      return Candidate(heading: heading, lines: lines.lowerBound..<lines.upperBound + 1)
    }
  }

  /// The candidates whose ids are of a family: padded numbers, several of one prefix, or the agent's name.
  ///
  /// A lone `AES-256` in a heading is no task.
  private static func accepted(_ candidates: [Candidate], agent: String) -> [Candidate] {
    var numbers: [String: Set<String>] = [:]
    for candidate in candidates {
      numbers[candidate.heading.id.prefix, default: []].insert(candidate.heading.id.number)
    }
    return candidates.filter { candidate in
      let id = candidate.heading.id
      return id.isCertain || (numbers[id.prefix]?.count ?? 0) > 1
        || id.prefix.lowercased() == agent.lowercased()
    }
  }

  /// One section for each id: what defines a task stands first, later mentions add their lines.
  private static func merged(_ candidates: [Candidate], areHeadings: Bool) -> [TaskSection] {
    var sections: [TaskSection] = []
    var positions: [String: Int] = [:]
    for candidate in candidates {
      let heading = candidate.heading
      let line = candidate.lines.lowerBound
      guard let position = positions[heading.id.text] else {
        positions[heading.id.text] = sections.count
        sections.append(
          TaskSection(
            id: heading.id.text,
            title: heading.title,
            line: line,
            isHeading: areHeadings,
            state: heading.state,
            ranges: [candidate.lines]
          )
        )
        continue
      }
      merge(heading, candidate.lines, into: &sections[position])
    }
    // Of a task that is first mentioned as closed, the heading that describes it is the definition.
    return sections.sorted { $0.line < $1.line }
  }

  private static func merge(
    _ heading: TaskHeading,
    _ lines: Range<Int>,
    into section: inout TaskSection
  ) {
    let isClosing = heading.state != nil || section.state != nil
    if section.title.isEmpty, !heading.title.isEmpty {
      section.title = heading.title
      section.line = lines.lowerBound
    } else if !heading.title.isEmpty, !isClosing, section.repeatedAt == nil,
      !isSame(heading.title, section.title)
    {
      section.repeatedAt = lines.lowerBound
    }
    section.state = section.state ?? heading.state
    section.ranges.append(lines)
  }

  /// Whether two titles name the same thing: estimates and priorities behind it do not count.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    func words(_ text: String) -> [String] {
      text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
    }
    let (left, right) = (words(left), words(right))
    let shorter = left.count < right.count ? left : right
    let longer = left.count < right.count ? right : left
    return longer.starts(with: shorter)
  }
}
