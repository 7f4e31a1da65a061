import Facts
import MarkdownTree

/// Notes that documentation was pulled, under headings and inside code fences.
///
/// Agents paste them into fences, mostly without a language; a fence whose info string says that this tool wrote
/// it is never searched, and a heading with a placeholder is a template.
struct NoteReader {
  let document: MarkdownDocument
  let names: AgentNames
  private var source: SourceText { document.source }

  init(_ document: MarkdownDocument, names: AgentNames) {
    self.document = document
    self.names = names
  }

  /// Whether `Topic` or `Learning` stands in a file, in any case of its first letter: one of them is in every note.
  static func mayHoldNotes(_ source: SourceText) -> Bool {
    source.bytes.withUnsafeBufferPointer { bytes in
      ByteSearch.holds("opic", in: bytes) || ByteSearch.holds("earning", in: bytes)
    }
  }

  func notes(in reading: FeedbackDocument) -> [DocumentationNote] {
    var notes: [DocumentationNote] = []
    for (index, node) in document.nodes.enumerated() {
      switch node.kind {
      case .heading:
        let lines = section(after: index)
        if let note = note(document.headingRange(index), at: Int(node.firstLine), lines, reading) {
          notes.append(note)
        }
      case .codeFence where !isOwnFence(index): notes += fenced(index, reading)
      default: break
      }
    }
    return notes
  }

  private func isOwnFence(_ index: Int) -> Bool {
    document.fenceInfo(index).split { !$0.isLetter }.contains { $0.lowercased() == "sitrep" }
  }

  /// The lines below a heading up to the next heading or break.
  private func section(after index: Int) -> Range<Int> {
    let first = Int(document.nodes[index].lastLine) + 1
    var end = first
    while end <= source.lineCount, end < first + Self.longest {
      let kind = document.kind(ofLine: end)
      if kind == .heading || kind == .thematicBreak || kind == .codeFence { break }
      end += 1
    }
    return first..<end
  }

  private func fenced(_ index: Int, _ reading: FeedbackDocument) -> [DocumentationNote] {
    let lines = document.codeLines(index)
    let node = document.nodes[index]
    var headings: [(line: Int, range: Range<Int>)] = []
    for line in lines {
      let range = document.codeRange(ofLine: line, in: node)
      guard let first = range.first, source.bytes[first] == 0x23 else { continue }
      var low = first
      while low < range.upperBound, source.bytes[low] == 0x23 { low += 1 }
      guard low < range.upperBound, source.bytes[low] == 0x20, low - first <= 6 else { continue }
      headings.append((line, low + 1..<range.upperBound))
    }
    return headings.enumerated().compactMap { position, heading in
      let next = position + 1 < headings.count ? headings[position + 1].line : lines.upperBound
      let end = min(next, heading.line + 1 + Self.longest)
      return note(heading.range, at: heading.line, heading.line + 1..<end, reading)
    }
  }

  /// Lines below a heading in which the labels of a note are looked for.
  private static let longest = 60

  // MARK: One note

  private func note(
    _ range: Range<Int>,
    at line: Int,
    _ lines: Range<Int>,
    _ reading: FeedbackDocument
  ) -> DocumentationNote? {
    // `Context7: Prisma` names who was asked, and about what; `Data: title` is an entry of an agent.
    let bytes = source.bytes
    guard
      range.contains(where: {
        bytes[$0] == 0x3A && $0 + 1 < range.upperBound && bytes[$0 + 1] == 0x20
      }),
      mentionsLearning(lines)
    else { return nil }
    let stamp = StampScanner.first(in: bytes, range)
    if stamp == nil, HeadingScan.hasPlaceholder(bytes, range) { return nil }
    let title = HeadingWords.withoutStamp(source, range, stamp)
    guard let (name, separator, library) = HeadingWords.split(title), separator == ":",
      !library.isEmpty, names.canonical(name) == nil, HeadingWords.isName(name), !isNumbered(name),
      let words = NoteWords(source, lines)
    else { return nil }
    var note = DocumentationNote(
      source: name,
      library: library,
      topic: words.topic,
      keyLearnings: words.keyLearnings,
      appliedTo: words.appliedTo,
      path: source.path,
      line: line
    )
    let entry = reading.entry(atLine: line)
    note.agent = entry?.agent ?? reading.agent
    note.timestamp = timestamp(stamp, entry?.timestamp, reading.date)
    return note
  }

  /// `Section 1: …` is a heading of the author's, no source.
  private func isNumbered(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    return words.count > 1 && words.last.map { $0.allSatisfy(\.isNumber) } ?? false
  }

  /// A quick look for `Learning` or `Topic` before the lines are taken apart.
  private func mentionsLearning(_ lines: Range<Int>) -> Bool {
    lines.contains { line in
      var cursor = ByteCursor(source.bytes, source.lineRange(line))
      while let byte = cursor.current, !isLetter(byte) { cursor.index += 1 }
      return cursor.starts(with: "Topic") || cursor.starts(with: "Key Learning")
        || cursor.starts(with: "topic") || cursor.starts(with: "Key learning")
        || cursor.starts(with: "Learning")
    }
  }

  /// A time takes the date of its entry; one that would be much later than the entry was the day before.
  private func timestamp(_ stamp: Stamp?, _ entry: Timestamp?, _ file: CalendarDate?) -> Timestamp?
  {
    guard let stamp else { return entry }
    guard let date = entry?.date ?? file else { return stamp.timestamp(date: nil) }
    guard let found = stamp.timestamp(date: date) else { return nil }
    if !stamp.hasDate, let entry, found - entry > 43_200 { return found + -86_400 }
    return found
  }
}
