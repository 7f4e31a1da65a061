import Facts
import MarkdownTree

/// Reads one file of the record.
struct DocumentReader {
  /// A file, with what only the whole record can decide.
  struct Reading: Sendable {
    var document: FeedbackDocument
    /// Per entry what looks like a task id.
    var mentions: [[TaskIDs.Mention]] = []
    var headingMentions: [TaskPrefixes.Use] = []
    /// Per checklist what looks like the id of its task, nearest first.
    var checklistMentions: [[TaskIDs.Mention]] = []
  }

  let names: AgentNames
  /// nil leaves out what the file says about waiting, where nobody asks for it.
  let blockers: BlockerReader?
  let depth: ReadingDepth

  init(names: AgentNames, blockers: BlockerReader?, depth: ReadingDepth = .whole) {
    self.names = names
    self.blockers = blockers
    self.depth = depth
  }

  func read(_ file: SourceFile) -> Reading {
    var reading = Reading(document: FeedbackDocument(path: file.path))
    switch file.content {
    case .text(let source): read(source, into: &reading)
    case .tooLarge(let bytes, let lines):
      reading.document.bytes = bytes
      reading.document.problems.append(
        RecordProblem(
          kind: .tooLarge,
          path: file.path,
          line: nil,
          message: "not read: \(bytes) bytes in \(lines) lines are more than is analysed"
        )
      )
    case .unreadable(let reason):
      reading.document.problems.append(
        RecordProblem(
          kind: .unreadable,
          path: file.path,
          line: nil,
          message: "not read: \(reason)"
        )
      )
    }
    return reading
  }

  private func read(_ source: SourceText, into reading: inout Reading) {
    let document = MarkdownDocument(source)
    let frontMatterEnd = FileHeader.frontMatterEnd(of: source)
    let headings = HeadingScan.headings(of: document, after: frontMatterEnd)
    let header = FileHeader(document, headings: headings, frontMatterEnd: frontMatterEnd)
    reading.document.bytes = source.bytes.count
    reading.document.date = header.nameDate
    reading.document.agent = agent(
      source.path,
      header,
      title: header.title.map { headings[$0] },
      source
    )
    let places = EntryFinder(document, header: header, headings: headings).places()
    let reader = EntryReader(
      document,
      names: names,
      prefixes: reading.document.agent == nil ? repeatedPrefixes(places, source) : [],
      depth: depth
    )
    let owners = Owners(headings, names, source, file: reading.document.agent)
    reading.document.entries.reserveCapacity(places.count)
    reading.mentions.reserveCapacity(places.count)
    for place in places {
      let entry = reader.entry(at: place, agent: owners.agent(atLine: place.line))
      let (mentions, uses) = taskUses(of: entry, isFile: place.isFile)
      reading.mentions.append(mentions)
      reading.headingMentions += uses
      reading.document.entries.append(entry)
    }
    if let blockers {
      reading.document.statements = blockers.read(
        document,
        entries: &reading.document.entries,
        agent: reading.document.agent,
        date: header.nameDate.map { Timestamp(secondsSinceEpoch: $0.daysSinceEpoch * 86_400) }
      )
    }
    readChecklists(document, owners, into: &reading)
    if depth != .entries {
      reading.document.traces = TraceReader(document, entries: reading.document.entries)
        .traces()
    }
    if depth.hasNotes, NoteReader.mayHoldNotes(source) {
      reading.document.notes = NoteReader(document, names: names).notes(in: reading.document)
    }
    switch depth {
    case .whole:
      reading.document.traces.milestones = MilestoneReader(
        document,
        entries: reading.document.entries,
        agent: reading.document.agent
      ).milestones()
    case .rollCall(let now, _):
      dropFields(&reading.document, reader, places)
      reading.document.dropWords(until: now)
    case .entries: dropFields(&reading.document, reader, places)
    }
    reading.document.problems += problems(document, reading.document.entries)
  }

  // MARK: Agents

  private func agent(_ path: String, _ header: FileHeader, title: Heading?, _ source: SourceText)
    -> String?
  {
    let parts = path.split(separator: "/")
    // A report that one agent leaves in the folder of another is its own.
    if let author = header.author, let name = names.canonical(author) { return name }
    for part in parts.dropLast().reversed() {
      if let name = names.canonical(String(part)) { return name }
    }
    if let title, let found = names.leading(source.string(title.range)) { return found.name }
    if let label = header.agent { return names.canonical(label) ?? label }
    guard let stem = parts.last?.split(separator: ".").first else { return nil }
    return names.canonical(String(stem))
  }

  /// Words before a colon that at least three headings begin with, and all names before an arrow where at least two
  /// headings hand something over.
  private func repeatedPrefixes(_ places: [EntryPlace], _ source: SourceText) -> Set<String> {
    var counts: [String: Int] = [:]
    var handovers: Set<String> = []
    var arrows = 0
    var brackets: [String: Int] = [:]
    var endings: [String: Int] = [:]
    for place in places where !place.isFile {
      let stamp = place.stampIsInField ? nil : place.stamp
      let words = HeadingWords.withoutStamp(source, place.range, stamp)
      if let name = HeadingWords.inBrackets(words), !Self.topics.contains(AgentNames.folded(name)) {
        brackets[AgentNames.folded(name), default: 0] += 1
      }
      if let name = HeadingWords.inLastBrackets(words),
        !Self.topics.contains(AgentNames.folded(name))
      {
        endings[AgentNames.folded(name), default: 0] += 1
      }
      guard let stamp, stamp.range.lowerBound - place.range.lowerBound < 6 else { continue }
      let text = HeadingWords.withoutStamp(source, place.range, stamp)
      guard let (name, separator, rest) = HeadingWords.split(text), !rest.isEmpty,
        HeadingWords.isName(name)
      else { continue }
      let folded = AgentNames.folded(name)
      if separator == "→" {
        arrows += 1
        handovers.insert(folded)
      } else if separator == ":", place.level > 0, !name.contains(where: \.isNumber),
        !Self.topics.contains(folded)
      {
        counts[folded, default: 0] += 1
      }
    }
    var known = Set(counts.filter { $0.value >= 3 }.keys).union(arrows > 1 ? handovers : [])
    // `[Ada] …`, `… (Ada)` again and again, by a few names: those who write here.
    for (counts, mark) in [(brackets, "["), (endings, "(")] {
      let bracketed = counts.values.reduce(0, +)
      if bracketed >= 3, bracketed * 2 >= places.count, counts.count * 2 <= bracketed {
        known.formUnion(counts.keys.map { mark + $0 })
      }
    }
    return known
  }

  /// Words that headings begin with again and again without naming anybody.
  private static let topics: Set<String> = [
    "update", "status", "session", "task", "phase", "blocker", "blocked", "note", "fix", "bug",
    "feature", "feat", "done", "complete", "completed", "started", "progress", "summary", "context",
    "decision", "question", "plan", "next", "todo", "docs", "test", "tests", "refactor", "chore",
    "issue", "review", "release", "milestone", "checkpoint", "handoff", "report", "wip",
  ]

  // MARK: Tasks

  private func taskUses(of entry: Entry, isFile: Bool) -> ([TaskIDs.Mention], [TaskPrefixes.Use]) {
    var mentions: [TaskIDs.Mention] = []
    var uses: [TaskPrefixes.Use] = []
    func take(_ text: String, isHeading: Bool) {
      let found = TaskIDs.mentions(in: text)
      for mention in found where !mentions.contains(mention) { mentions.append(mention) }
      guard isHeading, let first = found.first else { return }
      for mention in found {
        uses.append(.init(mention: mention, isSubject: false))
      }
      if text.hasPrefix(first.id) {
        let rest = text.dropFirst(first.id.count).drop { $0 == " " }
        let isSubject = rest.isEmpty || ":—–-,&/(→".contains(rest.first ?? " ") || found.count > 1
        uses.append(.init(mention: first, isSubject: isSubject))
      }
    }
    take(entry.title, isHeading: !isFile)
    for field in entry.fields.prefix(60) where !field.text.isEmpty {
      switch FieldNames.role(of: field.label) {
      case .task: take(Self.firstLine(field.text), isHeading: true)
      case .workingOn: take(Self.firstLine(field.text), isHeading: false)
      default: continue
      }
    }
    return (mentions, uses)
  }

  private static func firstLine(_ text: String) -> String {
    String(decoding: text.utf8.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  // MARK: What is left

  /// Leaves the fields of those entries alone whose headings clear a blocker: their words tell which one.
  private func dropFields(
    _ document: inout FeedbackDocument,
    _ reader: EntryReader,
    _ places: [EntryPlace]
  ) {
    let clearing = document.statements.entriesClearedInHeading
    for index in places.indices {
      document.entries[index].fields =
        clearing.contains(index) ? reader.wholeFields(of: places[index]) : []
    }
  }

  private func readChecklists(
    _ document: MarkdownDocument,
    _ owners: Owners,
    into reading: inout Reading
  ) {
    let reader = ChecklistReader(document)
    if depth == .whole { reading.document.tableMarkers = reader.tableMarkers() }
    var position = 0
    let entries = reading.document.entries
    for list in reader.checklists() {
      var list = list
      while position + 1 < entries.count, entries[position + 1].line <= list.line { position += 1 }
      let entry = entries.indices.contains(position) ? entries[position] : nil
      let isInside = entry.map { $0.line <= list.line && list.line <= $0.endLine } ?? false
      list.agent = (isInside ? entry?.agent : nil) ?? owners.agent(atLine: list.line)
      var mentions = TaskIDs.mentions(in: list.heading)
      if isInside { mentions += reading.mentions[position] }
      reading.checklistMentions.append(mentions)
      reading.document.checklists.append(list)
    }
  }

  private func problems(_ document: MarkdownDocument, _ entries: [Entry]) -> [RecordProblem] {
    let source = document.source
    var problems: [RecordProblem] = []
    if let offset = invalidByte(source.bytes) {
      problems.append(
        RecordProblem(
          kind: .invalidText,
          path: source.path,
          line: source.line(at: offset),
          message: "bytes that are no UTF-8 text; they are read as U+FFFD"
        )
      )
    }
    if let line = document.unclosedFence {
      problems.append(
        RecordProblem(
          kind: .unclosedFence,
          path: source.path,
          line: line,
          message: "the code fence is never closed: all that follows is code to a Markdown reader"
        )
      )
    }
    if entries.isEmpty, source.lineCount > 0 {
      problems.append(
        RecordProblem(
          kind: .noStamp,
          path: source.path,
          line: 1,
          message: "no heading, list item, paragraph or table row carries a date or time"
        )
      )
    }
    for entry in entries where entry.timestamp == nil {
      problems.append(
        RecordProblem(
          kind: .noDate,
          path: source.path,
          line: entry.line,
          message: "no date can be told for this entry"
        )
      )
    }
    return problems
  }

  /// Offset of the first NUL or of the first byte that is no UTF-8.
  private func invalidByte(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        // Eight bytes at once, as long as they are ASCII and none is 0.
        if index + 8 <= buffer.count {
          let word = UnsafeRawBufferPointer(buffer).loadUnaligned(
            fromByteOffset: index,
            as: UInt64.self
          )
          let isNUL = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
          if word & 0x8080_8080_8080_8080 == 0, isNUL == 0 {
            index += 8
            continue
          }
        }
        let byte = buffer[index]
        let length: Int
        switch byte {
        case 0x01...0x7F: length = 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return index
        }
        guard index + length <= buffer.count else { return index }
        for next in index + 1..<index + length where buffer[next] & 0xC0 != 0x80 { return index }
        index += length
      }
      return nil
    }
  }
}

extension FeedbackDocument {
  /// Leaves the words of those entries alone that can be the last of their agent at a moment, and the
  /// headings of those that say something about waiting: a long record has few of them.
  fileprivate mutating func dropWords(until now: Timestamp) {
    var newest: [String?: [Int?]] = [:]
    for (index, entry) in entries.enumerated() {
      guard let time = entry.timestamp, time <= now else { continue }
      // The last entry, the last report, and the last that names its work.
      let isOfKind = [true, entry.kind == .report, entry.workingOn != nil]
      var last = newest[entry.agent] ?? [nil, nil, nil]
      for kind in last.indices where isOfKind[kind] {
        if let known = last[kind].flatMap({ entries[$0].timestamp }), known > time { continue }
        last[kind] = index
      }
      newest[entry.agent] = last
    }
    let kept = Set(newest.values.joined().compactMap { $0 })
    let waiting = statements.entriesWaiting
    for index in entries.indices where !kept.contains(index) {
      entries[index].timestampText = nil
      entries[index].title = ""
      entries[index].agentInHeading = nil
      entries[index].workingOn = nil
      entries[index].progress = nil
      entries[index].next = nil
      entries[index].blockers = []
      if !waiting.contains(index) { entries[index].heading = "" }
    }
  }
}

/// Whose part of a file a line stands in: a level-1 heading may name another agent, and a section may be named after one.
private struct Owners {
  private var starts: [(line: Int, agent: String?)]

  init(_ headings: [Heading], _ names: AgentNames, _ source: SourceText, file: String?) {
    starts = [(0, file)]
    var outer = file
    var section = 0
    for (index, heading) in headings.enumerated() {
      let isInside = section > 0 && heading.level > section
      if heading.level == 1, index > 0, let found = names.leading(source.string(heading.range)) {
        outer = found.name
        section = 0
        starts.append((heading.line, outer))
      } else if !isInside, let name = Self.owner(heading, names, source) {
        section = heading.level
        starts.append((heading.line, name))
      } else if section > 0, !isInside {
        section = 0
        starts.append((heading.line, outer))
      }
    }
  }

  /// The agent that a section is named after: `## Claude`, `### Agent: builder`.
  private static func owner(_ heading: Heading, _ names: AgentNames, _ source: SourceText)
    -> String?
  {
    guard heading.stamp == nil, heading.level > 1, heading.range.count <= 40,
      names.mayName(source.bytes, heading.range) || mayLabel(heading.range, source)
    else { return nil }
    let text = HeadingWords.trimmed(source.string(heading.range))
    if let (label, separator, rest) = HeadingWords.split(text), separator == ":",
      FieldNames.role(of: label) == .author
    {
      return FileHeader.name(rest).map { names.canonical($0) ?? $0 }
    }
    return names.canonical(text)
      ?? (AgentNames.isWellKnown(text) && !text.contains(" ") ? text : nil)
  }

  /// Whether what stands before the first colon may be a label that names the author.
  private static func mayLabel(_ range: Range<Int>, _ source: SourceText) -> Bool {
    source.bytes.withUnsafeBufferPointer { bytes in
      guard let colon = range.first(where: { bytes[$0] == 0x3A }) else { return false }
      let label = UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<colon])
      // Brackets without a partner are cut off before the label is read.
      return label.contains { $0 == 0x28 || $0 == 0x5B }
        || FieldNames.role(of: label) == .author
    }
  }

  func agent(atLine line: Int) -> String? {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].line <= line { low = middle } else { high = middle }
    }
    return starts[low].agent
  }
}
