import Facts
import MarkdownTree

/// Makes an entry of a place: its heading taken apart, its fields read.
struct EntryReader {
  let document: MarkdownDocument
  let names: AgentNames
  let prefixes: Set<String>
  private var source: SourceText { document.source }

  /// The roles that an entry is told by; the others count by their labels alone.
  private static let telling: FieldRoles = [
    .workingOn, .progress, .next, .title, .topic, .author, .agent, .task,
  ]
  private let fieldReader: FieldReader
  /// For sections, whose labels are asked for their roles alone.
  private let sectionReader: FieldReader

  /// With another `depth` than `.whole` the values of fields that tell nothing about their entry stay unread.
  init(
    _ document: MarkdownDocument,
    names: AgentNames,
    prefixes: Set<String>,
    depth: ReadingDepth = .whole
  ) {
    self.document = document
    let wanted = depth == .whole ? nil : Self.telling
    fieldReader = FieldReader(document, wanted: wanted)
    sectionReader = FieldReader(document, wanted: wanted, keepsLabels: depth == .whole)
    self.names = names
    self.prefixes = prefixes
  }

  /// What the labels of an entry mean, field by field.
  struct Roles {
    fileprivate(set) var all: [FieldRole?]
    fileprivate(set) var isNested: [Bool]
  }

  /// The entry at a place, and the roles of its fields; `agent` is the one in whose part of the file it stands.
  func entry(at place: EntryPlace, agent: String?) -> (Entry, Roles) {
    var entry = Entry(
      path: source.path,
      line: place.line,
      endLine: max(place.line, place.endLine),
      level: place.level,
      heading: source.string(place.range)
    )
    entry.timestamp = place.timestamp
    if let stamp = place.stamp {
      entry.timestampText = source.string(stamp.range)
      entry.zone = stamp.zone
    }
    let reader = place.level > 0 ? sectionReader : fieldReader
    let read = fields(of: place, endLine: entry.endLine, reader)
    let roles = Roles(all: read.roles, isNested: nesting(read.fields))
    entry.workingOn = value(of: .workingOn, read.fields, roles)
    entry.progress = value(of: .progress, read.fields, roles)
    entry.next = value(of: .next, read.fields, roles)
    entry.fields = read.fields
    let stamp = place.stampIsInField ? nil : place.stamp
    let words = HeadingWords(
      HeadingWords.withoutStamp(source, place.range, stamp),
      names: names,
      prefixes: prefixes
    )
    let isData = !place.cells.isEmpty || place.stampIsInField && place.level == 0
    entry.title =
      isData
      ? ""
      : place.frontMatterTitle
        ?? (place.level == 0 ? HeadingWords.sentence(words.title) : words.title)
    if place.isFile {
      entry.agent = agent
    } else {
      entry.agentInHeading = isData ? nil : words.agent
      entry.agent =
        entry.agentInHeading.map { names.canonical($0) ?? $0 } ?? agentField(
          entry,
          roles,
          isRow: !place.cells.isEmpty
        ) ?? agent
    }
    if entry.title.isEmpty { entry.title = titleField(entry, roles, place) }
    entry.kind = EntryKinds.kind(of: entry, roles: roles, isCompletion: place.isCompletion)
    return (entry, roles)
  }

  /// Every field of the entry at a place, whole, whatever the depth.
  func wholeFields(of place: EntryPlace) -> [Entry.Field] {
    fields(of: place, endLine: max(place.line, place.endLine), FieldReader(document)).fields
  }

  private func fields(of place: EntryPlace, endLine: Int, _ reader: FieldReader)
    -> FieldReader.Fields
  {
    if !place.cells.isEmpty {
      return .init(fields: place.cells, roles: place.cells.map { FieldNames.role(of: $0.label) })
    }
    if place.level > 0 { return reader.read(from: place.headingEnd + 1, through: endLine) }
    var read = reader.read(from: place.headingEnd, through: endLine)
    // `**2026-01-05**: …` is the stamp, no label.
    for index in read.fields.indices.reversed()
    where read.fields[index].line == place.line && isStamp(read.fields[index].label) {
      read.fields.remove(at: index)
      read.roles.remove(at: index)
    }
    return read
  }

  private func isStamp(_ label: String) -> Bool {
    let bytes = Array(label.utf8)
    return StampScanner.first(in: bytes, 0..<bytes.count, leading: true) != nil
  }

  /// "none (all done)" is no title.
  private func isNothing(_ text: String) -> Bool {
    text.prefix { $0.isLetter }.lowercased() == "none"
  }

  private func isMoment(_ text: String) -> Bool {
    guard text.utf8.count <= 40, let first = text.utf8.first, isDigit(first) else { return false }
    let bytes = Array(text.utf8)
    return StampScanner.first(in: bytes, 0..<bytes.count, leading: true)?.range.count == bytes.count
  }

  /// Which fields stand inside of the value of another label; sections hold fields without swallowing them.
  private func nesting(_ fields: [Entry.Field]) -> [Bool] {
    // Last lines of the values that began above the field's line, and on it.
    var reached = 0
    var onLine = (line: 0, end: 0)
    var isNested = [Bool](repeating: false, count: fields.count)
    for index in fields.indices {
      let line = fields[index].line
      if line != onLine.line {
        reached = max(reached, onLine.end)
        onLine = (line, 0)
      }
      if case .heading = document.kind(ofLine: line) {
      } else {
        onLine.end = max(onLine.end, fields[index].endLine)
      }
      isNested[index] = line <= reached
    }
    return isNested
  }

  /// The first field of a role that says anything; a nested one only when no other does.
  private func value(of role: FieldRole, _ fields: [Entry.Field], _ roles: Roles) -> String? {
    var nested: String?
    for index in roles.all.indices
    where roles.all[index] == role && !fields[index].text.isEmpty {
      // "Completed: 2026-01-05T10:00Z" says when, not what.
      if role == .progress, isMoment(fields[index].text) { continue }
      if !roles.isNested[index] { return fields[index].text }
      nested = nested ?? fields[index].text
    }
    return nested
  }

  private func agentField(_ entry: Entry, _ roles: Roles, isRow: Bool) -> String? {
    for (index, role) in roles.all.prefix(12).enumerated() {
      guard role == .author || isRow && role == .agent else { continue }
      if let name = FileHeader.name(entry.fields[index].text) {
        return names.canonical(name) ?? name
      }
    }
    return nil
  }

  /// The title where the heading is a stamp alone: a field, or the first words of the entry.
  private func titleField(_ entry: Entry, _ roles: Roles, _ place: EntryPlace) -> String {
    let text: String?
    if place.cells.isEmpty {
      text =
        value(of: .title, entry.fields, roles) ?? value(of: .topic, entry.fields, roles)
        ?? entry.workingOn.flatMap { isNothing($0) ? nil : $0 } ?? entry.progress
        ?? firstText(after: place.headingEnd, entry.endLine)
    } else {
      // The longest cell that is neither a name nor a state.
      let cells = zip(entry.fields, roles.all).filter { _, role in
        switch role {
        case nil, .title, .task, .workingOn, .progress, .topic: true
        default: false
        }
      }
      text = cells.map(\.0.text).max { $0.utf8.count < $1.utf8.count }
    }
    let line = (text ?? "").prefix { $0 != "\n" }
    let isLabelled = line.hasPrefix("**")
    let words = line.drop { "-*+ >".contains($0) }
    // `**Goal**: labels`
    return HeadingWords.trimmed(isLabelled ? words.filter { $0 != "*" } : String(words))
  }

  private func firstText(after line: Int, _ end: Int) -> String? {
    var line = line + 1
    while line <= end, document.isBlankOrBreak(line: line) { line += 1 }
    guard line <= end, document.kind(ofLine: line) == .paragraph else { return nil }
    return source.text(ofLine: line)
  }
}
