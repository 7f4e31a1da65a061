package import Facts
package import MarkdownTree

/// Finds the lines that say that migrations are ready, approved or applied.
///
/// Only what is said as done counts: "awaiting approval", "not approved", "once approved", "to be applied" and
/// questions say nothing, and neither do code, comments and headings of templates.
package struct MilestoneReader {
  private let document: MarkdownDocument
  private let entries: [Entry]
  private let agent: String?
  private var source: SourceText { document.source }

  /// - Parameters:
  ///   - document: a file of the record, or a direction.
  ///   - entries: of the document, in its order; none for a direction.
  ///   - agent: whose file it is.
  package init(_ document: MarkdownDocument, entries: [Entry], agent: String?) {
    self.document = document
    self.entries = entries
    self.agent = agent
  }

  package func milestones() -> [MigrationMilestone] {
    var words: [(offset: Int, kind: MigrationMilestone.Kind)] = []
    source.bytes.withUnsafeBufferPointer { bytes in
      words += ByteSearch.offsets(of: "eady to apply", in: bytes).map { ($0, .ready) }
      words += ByteSearch.offsets(of: "eady to Apply", in: bytes).map { ($0, .ready) }
      for text: StaticString in [
        "pproved", "PPROVED", "pproval", "LGTM", "lgtm", "o ahead", "o-ahead", "O AHEAD", "hip it",
        "HIP IT", "ign-off", "ign off", "igned off", "ignoff", "reenli", "ejected", "etoed",
      ] {
        words += ByteSearch.offsets(of: text, in: bytes).map { ($0, .approved) }
      }
      for text: StaticString in ["pplied", "PPLIED"] {
        words += ByteSearch.offsets(of: text, in: bytes).map { ($0, .applied) }
      }
    }
    var result: [MigrationMilestone] = []
    var position = -1
    var names: (entry: Int, files: [String])?
    for (offset, kind) in words.sorted(by: { $0.offset < $1.offset }) {
      let line = source.line(at: offset)
      guard !document.isCode(line: line), !document.isComment(line: line) else { continue }
      if let last = result.last, last.place.line == line,
        last.kind == kind || last.kind == .withdrawn && kind == .approved
      {
        continue
      }
      while position + 1 < entries.count, entries[position + 1].line <= line { position += 1 }
      let entry =
        position >= 0 && line <= entries[position].endLine ? entries[position] : nil
      let text = source.text(ofLine: line)
      guard let kind = Self.says(kind, in: text),
        // A rehearsal applies to a database of its own.
        entry.map({ !$0.title.hasPrefix("Rehearsal") && !$0.title.hasPrefix("Verification") })
          ?? true
      else { continue }
      var found = MigrationNames.names(in: text)
      if found.isEmpty, Self.isLabel(text) { found = namesBelow(line) }
      if found.isEmpty, let entry, line == entry.line || kind == .ready {
        // What a heading says, it says of what stands in its entry.
        if names?.entry != entry.line { names = (entry.line, self.files(of: entry)) }
        found = names?.files ?? []
      }
      let said = text.lowercased()
      let isOfAll = said.contains("migrations") && Self.words(said).contains("all")
      guard !found.isEmpty || isOfAll else { continue }
      var milestone = MigrationMilestone(
        kind: kind,
        place: RecordPlace(path: source.path, line: line),
        timestamp: entry?.timestamp,
        agent: entry?.agent ?? agent,
        line: text,
        names: found,
        count: found.isEmpty ? Self.words(said).lazy.compactMap { Int($0) }.first : nil
      )
      milestone.isZoned = entry.map { $0.zone == .utc } ?? false
      result.append(milestone)
    }
    return result
  }

  /// The SQL files that an entry names.
  private func files(of entry: Entry) -> [String] {
    var files: [String] = []
    for line in entry.line...entry.endLine where !document.isCode(line: line) {
      for name in MigrationNames.files(in: source.text(ofLine: line)) where !files.contains(name) {
        files.append(name)
        if files.count >= 200 { return files }
      }
    }
    return files
  }

  /// What the list or the fence right below a label names, item by item.
  private func namesBelow(_ line: Int) -> [String] {
    var names: [String] = []
    var next = line + 1
    var indent: Int?
    while next <= source.lineCount, next < line + 60 {
      let whole = source.text(ofLine: next)
      let text = whole.drop { $0 == " " }
      let depth = whole.count - text.count
      let isCode = document.isCode(line: next)
      let isItem = text.first.map { "-*+✅|".contains($0) || $0.isNumber } ?? false
      if text.isEmpty, next > line + 1, !isCode { break }
      if !text.isEmpty, !isItem, !isCode { break }
      // What is indented below an item tells of it, and is none itself.
      if isItem, depth <= indent ?? depth {
        indent = depth
        names += MigrationNames.ofItem(String(text))
      }
      next += 1
    }
    return names
  }

  /// A line that announces what stands below: it ends with a colon, and is about migrations, tables or who
  /// did it, not about fixes that were applied.
  private static func isLabel(_ text: String) -> Bool {
    let words = Set(words(text.lowercased()))
    guard !words.isDisjoint(with: ["migration", "migrations", "table", "tables", "by"]) else {
      return false
    }
    return text.last { $0 != " " && $0 != "*" && $0 != "_" } == ":"
  }

  private static func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }.map(String.init)
  }

  // MARK: One line

  /// Whether a line says that it is so, not that it should be or is not yet.
  ///
  /// - Returns: what it says: an approval may also be taken back; nil for nothing of the kind.
  static func says(_ kind: MigrationMilestone.Kind, in line: String) -> MigrationMilestone.Kind? {
    var text = line.lowercased()
    while let last = text.last, last == " " || last == "*" || last == "_" { text.removeLast() }
    if text.hasSuffix("?") || text.contains("- [ ]") { return nil }
    let words = words(text)
    switch kind {
    case .ready:
      guard
        let at = words.indices.first(where: {
          words[$0] == "ready" && words[$0...].prefix(3).elementsEqual(["ready", "to", "apply"])
        })
      else { return nil }
      return isHedged(words, before: at) ? nil : .ready
    case .approved, .withdrawn:
      switch ApprovalWords.saying(words, in: text, isHedged: { isHedged(words, before: $0) }) {
      case .given: return .approved
      case .withdrawn: return .withdrawn
      case nil: return nil
      }
    case .applied:
      let isApplied = words.indices.contains { index in
        guard words[index] == "applied", !isHedged(words, before: index) else { return false }
        // `Applied to: schema.prisma` of a documentation note names where a lesson went.
        return !(index == 0 && words.dropFirst().first == "to")
      }
      return isApplied ? .applied : nil
    }
  }

  /// What stands within four words before and takes the saying back, or makes it a wish.
  private static func isHedged(_ words: [String], before index: Int) -> Bool {
    words[max(0, index - 4)..<index].contains { word in
      hedges.contains(word) || word.hasSuffix("n't") || word.hasSuffix("n’t")
    }
  }

  private static let hedges: Set<String> = [
    "not", "no", "never", "be", "until", "once", "when", "if", "after", "before", "unless", "await",
    "awaiting", "awaits", "pending", "need", "needs", "needed", "wait", "waiting", "waits", "will",
    "should", "must", "can", "cannot", "may", "get", "getting", "asked", "yet", "un", "partially",
    "nearly", "almost", "failed", "only", "being", "without",
  ]
}

/// What may name a migration: its file, its version, its table.
enum MigrationNames {
  /// SQL files, versions of eight digits and more, words with an underscore and words in backticks.
  static func names(in text: String) -> [String] {
    guard text.utf8.count < 20_000 else { return [] }
    var names: [String] = []
    for (part, isCode) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map({ ($0.element, $0.offset % 2 == 1) })
    {
      for word in words(in: part) where isCode || isName(word) { names.append(word) }
    }
    return names
  }

  /// The same, and the first word of a list item.
  static func ofItem(_ text: String) -> [String] {
    let all = names(in: text)
    guard let first = words(in: text[...]).first(where: { $0.contains(where: \.isLetter) }) else {
      return all
    }
    return all.contains(first) ? all : all + [first]
  }

  /// SQL files alone.
  static func files(in text: String) -> [String] {
    guard text.utf8.count < 20_000 else { return [] }
    return words(in: text[...]).filter { $0.lowercased().hasSuffix(".sql") && $0.utf8.count > 4 }
  }

  private static func isName(_ word: String) -> Bool {
    word.lowercased().hasSuffix(".sql") && word.utf8.count > 4
      || word.contains("_") && word.contains(where: \.isLetter)
      || word.utf8.count >= 8 && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func words(in text: Substring) -> [String] {
    text.split { character in
      !(character.isLetter || character.isNumber || "._-/@+".contains(character))
    }.compactMap { word in
      var name = word
      while let last = name.last, ".-_/".contains(last) { name = name.dropLast() }
      while let first = name.first, "-_".contains(first) { name = name.dropFirst() }
      return name.isEmpty ? nil : String(name)
    }
  }
}
