import Facts
import MarkdownTree

/// Notes that documentation was pulled, under headings and inside code fences.
///
/// Agents paste them into fences, mostly without a language; a fence whose info string says that this tool wrote
/// it is never searched, and a heading with a placeholder is a template.
struct NoteReader {
  let document: MarkdownDocument
  private var source: SourceText { document.source }

  init(_ document: MarkdownDocument) {
    self.document = document
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
    guard let words = NoteWords(source, lines), !HeadingScan.hasPlaceholder(source.bytes, range)
    else { return nil }
    let stamp = StampScanner.first(in: source.bytes, range)
    let title = HeadingWords.withoutStamp(source, range, stamp)
    let (name, library) = Self.names(title)
    guard name != nil || words.isComplete else { return nil }
    var note = DocumentationNote(
      source: name ?? title,
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

  /// `Context7: Prisma` names who was asked and about what.
  private static func names(_ title: String) -> (source: String?, library: String) {
    guard let (name, separator, rest) = HeadingWords.split(title), separator == ":" else {
      return (nil, "")
    }
    return (name, rest)
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
