package import Facts

/// GFM tables, read from the source lines of paragraphs in linear time.
///
/// Source: GitHub Flavored Markdown Spec, "Tables (extension)".
package enum MarkdownTable {
  /// One row: its line and the byte ranges of its cells, without the blanks around them.
  package struct Row: Sendable, Equatable {
    package var line: Int
    package var cells: [Range<Int>]
  }

  /// Turns the part of a paragraph from a header row on into a table of its own.
  static func split(_ nodes: inout [MarkdownNode], _ source: SourceText) {
    var tables: [(index: Int, header: Int32)] = []
    for index in nodes.indices where nodes[index].kind == .paragraph {
      let node = nodes[index]
      guard node.lastLine > node.firstLine else { continue }
      for line in node.firstLine + 1...node.lastLine where isDelimiterRow(Int(line), source) {
        let columns = cellCount(Int(line), source)
        if cellCount(Int(line) - 1, source) == columns {
          tables.append((index, line - 1))
          break
        }
      }
    }
    guard !tables.isEmpty else { return }
    var result: [MarkdownNode] = []
    result.reserveCapacity(nodes.count + tables.count)
    // Where each old index went, for the parents.
    var moved = [Int32](repeating: 0, count: nodes.count)
    var next = 0
    for index in nodes.indices {
      var node = nodes[index]
      node.parent = moved[Int(node.parent)]
      moved[index] = Int32(result.count)
      guard next < tables.count, tables[next].index == index else {
        result.append(node)
        continue
      }
      let header = tables[next].header
      next += 1
      var table = node
      table.kind = .table
      table.firstLine = header
      if header > node.firstLine {
        node.lastLine = header - 1
        result.append(node)
        table.column =
          Int32(contentRange(Int(header), source).lowerBound)
          - Int32(source.lineStarts[Int(header) - 1]) + 1
      }
      result.append(table)
    }
    nodes = result
  }

  /// The rows of a table without its delimiter row; the first one is the header.
  package static func rows(of table: MarkdownNode, in source: SourceText) -> [Row] {
    var rows: [Row] = []
    for line in table.lines where line != Int(table.firstLine) + 1 {
      rows.append(Row(line: line, cells: cells(line, source)))
    }
    return rows
  }

  /// The line without container marks and blanks at its ends.
  private static func contentRange(_ line: Int, _ source: SourceText) -> Range<Int> {
    var range = source.lineRange(line)
    while let first = range.first, isBlank(source.bytes[first]) || source.bytes[first] == 0x3E {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, isBlank(source.bytes[last]) {
      range = range.lowerBound..<last
    }
    return range
  }

  private static func isDelimiterRow(_ line: Int, _ source: SourceText) -> Bool {
    var pipes = 0
    var dashes = 0
    for index in contentRange(line, source) {
      switch source.bytes[index] {
      case 0x7C: pipes += 1
      case 0x2D: dashes += 1
      case 0x3A, 0x20, 0x09: break
      default: return false
      }
    }
    guard pipes > 0, dashes > 0 else { return false }
    return cells(line, source).allSatisfy { cell in
      var content = source.bytes[cell]
      if content.first == 0x3A { content = content.dropFirst() }
      if content.last == 0x3A { content = content.dropLast() }
      return !content.isEmpty && content.allSatisfy { $0 == 0x2D }
    }
  }

  private static func cellCount(_ line: Int, _ source: SourceText) -> Int {
    var count = 0
    forEachCell(line, source) { _ in count += 1 }
    return count
  }

  private static func cells(_ line: Int, _ source: SourceText) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    forEachCell(line, source) { cells.append($0) }
    return cells
  }

  /// Cells stand between pipes that no backslash escapes; a pipe at either end of the line is optional.
  private static func forEachCell(
    _ line: Int,
    _ source: SourceText,
    _ body: (Range<Int>) -> Void
  ) {
    let content = contentRange(line, source)
    guard !content.isEmpty else { return }
    // In a list item the header row stands behind the item's marker.
    var start = content.lowerBound
    let hasPipe = source.bytes[start] == 0x7C
    if hasPipe { start += 1 }
    var cellStart = start
    var index = start
    while index < content.upperBound {
      if source.bytes[index] == 0x5C {
        index += 2
        continue
      }
      if source.bytes[index] == 0x7C {
        body(trimmed(cellStart..<index, source))
        cellStart = index + 1
      }
      index += 1
    }
    if cellStart < content.upperBound { body(trimmed(cellStart..<content.upperBound, source)) }
  }

  private static func trimmed(_ range: Range<Int>, _ source: SourceText) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, isBlank(source.bytes[low]) { low += 1 }
    while high > low, isBlank(source.bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09
  }
}
