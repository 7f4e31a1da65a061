import Facts
import MarkdownTree

/// Every checkbox of a file, list by list; the sum of the items is the number of markers.
///
/// A list is one Markdown list, split where a label stands between its items. Markers in code and in HTML
/// comments are none; those in other HTML blocks count, and so do those that continue a paragraph, although a
/// Markdown reader shows no box there.
struct ChecklistReader {
  let document: MarkdownDocument
  private var source: SourceText { document.source }

  init(_ document: MarkdownDocument) {
    self.document = document
  }

  func checklists() -> [Checklist] {
    var lists: [Checklist] = []
    var above: Int?
    var openList = -1
    /// Markers of lines that are no items to CommonMark, as a list of their own.
    func appendLoose(_ lines: some Sequence<Int>) {
      let markers = lines.compactMap(document.writtenMarker(inLine:))
      guard let first = markers.first else { return }
      var list = makeList(at: first.line, heading: labelAbove(first.line) ?? heading(above))
      list.items = markers.map { item($0, lastLine: $0.line) }
      lists.append(list)
      openList = -1
    }
    let nodes = document.nodes
    for index in nodes.indices {
      switch nodes[index].kind {
      case .heading: above = index
      case .item:
        guard mayHoldMarker(nodes[index]), let marker = document.marker(ofItem: index) else {
          continue
        }
        let list = outermostList(of: index)
        let label = labelAbove(marker.line)
        if list != openList || label != nil {
          lists.append(makeList(at: marker.line, heading: label ?? labelOrHeading(list, above)))
          openList = list
        }
        lists[lists.count - 1].items.append(item(marker, lastLine: lastLine(ofItem: index)))
      case .htmlBlock: appendLoose(nodes[index].lines)
      case .paragraph where nodes[index].lastLine > nodes[index].firstLine:
        appendLoose(
          nodes[index].lines.dropFirst().lazy.filter { document.kind(ofLine: $0) == .paragraph }
        )
      default: break
      }
    }
    return lists
  }

  /// Markers at the beginning of table cells.
  func tableMarkers() -> Int {
    var count = 0
    for index in document.indices(of: .table) {
      for row in MarkdownTable.rows(of: document.nodes[index], in: source) {
        count += row.cells.count { document.marker(in: $0, line: row.line) != nil }
      }
    }
    return count
  }

  private func makeList(at line: Int, heading: String) -> Checklist {
    Checklist(path: source.path, line: line, heading: heading)
  }

  private func outermostList(of item: Int) -> Int {
    var index = Int(document.nodes[item].parent)
    var list = index
    while index > 0 {
      if document.nodes[index].kind == .list { list = index }
      index = Int(document.nodes[index].parent)
    }
    return list
  }

  private func labelOrHeading(_ list: Int, _ above: Int?) -> String {
    labelAbove(Int(document.nodes[list].firstLine)) ?? heading(above)
  }

  /// The text of the heading at an index; empty above the first one.
  private func heading(_ index: Int?) -> String {
    index.map { plain(document.headingRange($0)) } ?? ""
  }

  // MARK: Items

  /// A quick look for the bracket behind the mark of an item.
  private func mayHoldMarker(_ item: MarkdownNode) -> Bool {
    source.bytes.withUnsafeBufferPointer { bytes in
      var index = max(0, source.lineStarts[Int(item.firstLine) - 1] + Int(item.column) - 1)
      if item.ordered { while index < bytes.count, isDigit(bytes[index]) { index += 1 } }
      index += 1
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      return index < bytes.count && bytes[index] == 0x5B
    }
  }

  /// The last line of the paragraph that an item begins with.
  private func lastLine(ofItem index: Int) -> Int {
    let node = document.nodes[index]
    let first = index + 1
    guard first < Int(node.subtreeEnd), document.nodes[first].kind == .paragraph else {
      return Int(node.firstLine)
    }
    return Int(document.nodes[first].lastLine)
  }

  private func item(_ marker: TaskMarker, lastLine: Int) -> Checklist.Item {
    let end = source.lineRange(marker.line).upperBound
    var text = trimmed(marker.range.upperBound..<max(marker.range.upperBound, end))
    var line = marker.line + 1
    while line <= lastLine, line <= marker.line + 8, label(ofLine: line) == nil,
      document.writtenMarker(inLine: line) == nil
    {
      text += " " + trimmed(source.lineRange(line))
      line += 1
    }
    let state: Checklist.Item.State =
      switch marker.state {
      case .done: .done
      case .open: .open
      case .other: .unknown
      }
    let written = source.string(marker.range)
    guard state == .done, let reason = TickReason.reason(text) else {
      return Checklist.Item(line: marker.line, text: text, marker: written, state: state)
    }
    var item = Checklist.Item(line: marker.line, text: text, marker: written, state: .unknown)
    item.reason = reason
    return item
  }

  // MARK: Labels

  /// The label in the line above, blank lines skipped, when it begins no list item itself.
  private func labelAbove(_ line: Int) -> String? {
    var above = line - 1
    while above > 0, source.lineRange(above).isEmpty, above > line - 3 { above -= 1 }
    guard above > 0 else { return nil }
    return label(ofLine: above)
  }

  /// A line that ends with a colon or is bold as a whole, and is neither heading, item nor code.
  private func label(ofLine line: Int) -> String? {
    guard document.kind(ofLine: line) == .paragraph else { return nil }
    var cursor = ByteCursor(source.bytes, source.lineRange(line))
    while cursor.current == 0x20 || cursor.current == 0x09 || cursor.current == 0x3E {
      cursor.index += 1
    }
    guard let first = cursor.current, !(0x30...0x39).contains(first) else { return nil }
    if first == 0x2D || first == 0x2B || first == 0x2A, cursor.peek(1) == 0x20 { return nil }
    var last = cursor.range.upperBound - 1
    while last > cursor.index, source.bytes[last] == 0x20 || source.bytes[last] == 0x09 {
      last -= 1
    }
    // The last byte of a star and of both colons.
    switch source.bytes[last] {
    case 0x2A, 0x3A, 0x9A: break
    default: return nil
    }
    let text = trimmed(cursor.index..<cursor.range.upperBound)
    let isBold = text.hasPrefix("**") && text.hasSuffix("**") && text.utf8.count > 4
    guard isBold || text.hasSuffix(":") || text.hasSuffix(":**") || text.hasSuffix("：") else {
      return nil
    }
    return HeadingWords.trimmed(text.filter { $0 != "*" })
  }

  private func plain(_ range: Range<Int>) -> String {
    source.string(FieldReader.withoutMarks(range, source.bytes))
  }

  private func trimmed(_ range: Range<Int>) -> String {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, source.bytes[low] == 0x20 || source.bytes[low] == 0x09 { low += 1 }
    while high > low, source.bytes[high - 1] == 0x20 || source.bytes[high - 1] == 0x09 { high -= 1 }
    return source.string(low..<high)
  }
}
