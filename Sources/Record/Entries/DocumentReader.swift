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
      let (entry, roles) = reader.entry(at: place, agent: owners.agent(atLine: place.line))
      let tasks = TaskUses(of: entry, roles: roles.all, isFile: place.isFile)
      reading.mentions.append(tasks.mentions)
      reading.headingMentions += tasks.uses
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
    if depth.hasProofs {
      reading.document.traces = TraceReader(document, entries: reading.document.entries)
        .traces()
    }
    if depth.hasProofs, NoteReader.mayHoldNotes(source) {
      reading.document.notes = NoteReader(document, names: names).notes(in: reading.document)
    }
    takeWordsOfFields(&reading.document, reader, places)
    switch depth {
    case .whole:
      reading.document.traces.milestones = MilestoneReader(
        document,
        entries: reading.document.entries,
        agent: reading.document.agent
      ).milestones()
    case .rollCall(let now, _):
      reading.document.dropFields()
      reading.document.dropWords(until: now)
    case .entries: reading.document.dropFields()
    }
    reading.document.problems += problems(document, places)
  }

  // MARK: Agents

  private func agent(_ path: String, _ header: FileHeader, title: Heading?, _ source: SourceText)
    -> String?
  {
    let parts = path.utf8.split(separator: 0x2F)
    // A report that one agent leaves in the folder of another is its own.
    if let author = header.author, let name = names.canonical(author) { return name }
    for part in parts.dropLast().reversed() {
      if let name = names.canonical(String(Substring(part))) { return name }
    }
    if let title, let found = names.leading(source.string(title.range)) { return found.name }
    if let label = header.agent { return names.canonical(label) ?? label }
    guard let file = parts.last.map({ Substring($0) }), let stem = file.split(separator: ".").first
    else { return nil }
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

  // MARK: What is left

  /// Where only the headings of entries are kept, their fields are read for these words alone.
  private func takeWordsOfFields(
    _ document: inout FeedbackDocument,
    _ reader: EntryReader,
    _ places: [EntryPlace]
  ) {
    let entries = document.entries
    // A heading may say it of more than one blocker.
    var last: (index: Int, fields: [Entry.Field])?
    document.statements.takeWords(ofFields: { index in
      if depth == .whole { return entries[index].fields }
      if let last, last.index == index { return last.fields }
      let fields = reader.wholeFields(of: places[index])
      last = (index, fields)
      return fields
    })
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
}
