import Facts
import MarkdownTree

/// Entries that are no headings: dated list items, dated paragraphs, table rows.
struct LoggedLines {
  let document: MarkdownDocument
  let header: FileHeader
  let headings: [Heading]
  private var source: SourceText { document.source }

  init(_ document: MarkdownDocument, header: FileHeader, headings: [Heading]) {
    self.document = document
    self.header = header
    self.headings = headings
  }

  func places() -> [EntryPlace] {
    var places: [EntryPlace] = []
    var context = DateContext(header: header)
    var heading = 0
    for (index, node) in document.nodes.enumerated() where node.parent == 0 && index > 0 {
      guard Int(node.firstLine) > header.frontMatterEnd else { continue }
      switch node.kind {
      case .heading:
        if heading < headings.count {
          context.enter(headings[heading])
          heading += 1
        }
        endParagraph(&places, before: Int(node.firstLine))
      case .thematicBreak: endParagraph(&places, before: Int(node.firstLine))
      case .list: places += items(of: index, &context)
      case .paragraph: paragraph(node, &context, &places)
      case .table: places += rows(of: node, &context)
      default: break
      }
    }
    endParagraph(&places, before: source.lineCount + 1)
    // One dated line is a remark; two are a log.
    return places.count > 1 ? places : []
  }

  /// Lines with a date field that begin one record after the other, without headings of their own.
  func placesOfDateFields() -> [EntryPlace] {
    var context = DateContext(header: header)
    var places: [EntryPlace] = []
    var heading = 0
    let first = header.firstLine
    let lines = FieldReader(document, wanted: [], keepsLabels: false).linesOfDates(
      from: first,
      through: source.lineCount
    )
    for line in lines {
      while heading < headings.count, headings[heading].line < line {
        context.enter(headings[heading])
        endParagraph(&places, before: headings[heading].line)
        heading += 1
      }
      let range = trimmedLine(line)
      guard let stamp = StampScanner.first(in: source.bytes, range), stamp.hasDate,
        places.last?.line != line
      else { continue }
      endParagraph(&places, before: line)
      var place = place(line, range, stamp, &context)
      place.stampIsInField = true
      places.append(place)
    }
    let next = headings.first { $0.line > places.last?.line ?? 0 }?.line
    endParagraph(&places, before: next ?? source.lineCount + 1)
    return places
  }

  /// The items of a list of which at least half begin with a stamp.
  private func items(of list: Int, _ context: inout DateContext) -> [EntryPlace] {
    let items = document.children(of: list)
    var places: [EntryPlace] = []
    for item in items {
      let node = document.nodes[item]
      var range = document.itemRange(item)
      if let box = document.marker(ofItem: item) {
        range = min(box.range.upperBound, range.upperBound)..<range.upperBound
      }
      guard let stamp = stamp(range) else { continue }
      var place = place(Int(node.firstLine), range, stamp, &context)
      place.endLine = lastTextLine(Int(node.firstLine), Int(node.lastLine))
      places.append(place)
    }
    return places.count * 2 >= items.count ? places : []
  }

  private func paragraph(
    _ node: MarkdownNode,
    _ context: inout DateContext,
    _ places: inout [EntryPlace]
  ) {
    for line in node.lines {
      let range = source.lineRange(line)
      guard let stamp = stamp(range) else {
        if line == Int(node.firstLine) { return }
        continue
      }
      endParagraph(&places, before: line)
      places.append(place(line, range, stamp, &context))
    }
  }

  /// A dated paragraph lasts until the next one, a heading or a break.
  private func endParagraph(_ places: inout [EntryPlace], before line: Int) {
    guard let last = places.last, last.endLine == 0 else { return }
    places[places.count - 1].endLine = lastTextLine(last.line, line - 1)
  }

  /// Rows of a table whose first column (or the second, behind a number) is the time.
  private func rows(of table: MarkdownNode, _ context: inout DateContext) -> [EntryPlace] {
    let rows = MarkdownTable.rows(of: table, in: source)
    guard rows.count > 1 else { return [] }
    for column in 0..<2 {
      let stamps = rows.dropFirst().map { row in
        row.cells.indices.contains(column) ? stamp(row.cells[column]) : nil
      }
      guard stamps.count(where: { $0 != nil }) * 2 > stamps.count else { continue }
      if column == 1 {
        // Behind a number or a version the column must say that it holds dates.
        let name = rows[0].cells.indices.contains(1) ? source.string(rows[0].cells[1]) : ""
        guard FieldNames.role(of: name) == .date else { return [] }
      }
      if rows[0].cells.indices.contains(column), isDeadline(rows[0].cells[column]) { return [] }
      return zip(rows.dropFirst(), stamps).compactMap { row, stamp in
        guard let stamp else { return nil }
        var place = place(row.line, trimmedLine(row.line), stamp, &context)
        place.endLine = row.line
        place.cells = zip(rows[0].cells, row.cells).enumerated().compactMap { index, pair in
          index == column
            ? nil
            : Entry.Field(
              label: source.string(
                FieldReader.withoutMarks(pair.0, source.bytes)
              ),
              line: row.line,
              endLine: row.line,
              text: source.string(pair.1)
            )
        }
        return place
      }
    }
    return []
  }

  private func isDeadline(_ cell: Range<Int>) -> Bool {
    let name = NormalizedText(source.string(cell))
    return name.hasWord("due") || name.hasWord("deadline") || name.hasWord("eta")
      || name.hasWord("target") || name.hasWord("expires") || name.hasWord("until")
  }

  /// `[Ada] 2026-01-05 …`, `**[Ada -> Ben] 2026-01-05 …**`: the rest behind the bracket.
  private func behindName(_ range: Range<Int>) -> Range<Int> {
    let bytes = source.bytes
    var low = range.lowerBound
    while low < range.upperBound, bytes[low] == 0x20 || bytes[low] == 0x2A { low += 1 }
    guard low < range.upperBound, bytes[low] == 0x5B,
      let close = bytes[low..<min(range.upperBound, low + 40)].firstIndex(of: 0x5D),
      close + 1 < range.upperBound, bytes[close + 1] == 0x20, isLetter(bytes[low + 1])
    else { return range }
    return close + 1..<range.upperBound
  }

  private func stamp(_ range: Range<Int>) -> Stamp? {
    let range = behindName(range)
    guard let stamp = StampScanner.first(in: source.bytes, range, leading: true) else { return nil }
    guard stamp.hasDate else { return header.nameDate != nil || header.date != nil ? stamp : nil }
    return stamp
  }

  private func place(
    _ line: Int,
    _ range: Range<Int>,
    _ stamp: Stamp,
    _ context: inout DateContext
  ) -> EntryPlace {
    var place = EntryPlace(line: line, endLine: 0, headingEnd: line, level: 0, range: range)
    place.stamp = stamp
    place.timestamp = context.timestamp(of: stamp, level: 7)
    context.remember(place.timestamp)
    return place
  }

  private func trimmedLine(_ line: Int) -> Range<Int> {
    let range = source.lineRange(line)
    var low = range.lowerBound
    while low < range.upperBound, source.bytes[low] == 0x20 || source.bytes[low] == 0x3E {
      low += 1
    }
    return low..<range.upperBound
  }

  private func lastTextLine(_ first: Int, _ last: Int) -> Int {
    var end = max(first, min(last, source.lineCount))
    while end > first, document.isBlankOrBreak(line: end) { end -= 1 }
    return end
  }
}
