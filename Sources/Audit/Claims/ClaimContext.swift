import Facts
import MarkdownTree
import Record

/// The lines of a file of the record that may hold claims, and what stands above each of them.
struct ClaimContext {
  let document: MarkdownDocument
  /// Index of the paragraph, heading or table of a line, by line minus one; nil where nothing is claimed.
  private let leaves: [Int?]
  /// Index of the sibling before a node.
  private let before: [Int?]
  /// Lines of headings that begin an entry.
  private let entries: Set<Int>
  private let headings: [(line: Int, level: Int, node: Int)]
  private let fields: [Entry.Field]

  /// Longer lines are no sentences.
  static let longestLine = 4_096

  init(_ file: AuditSource.File) {
    let document = MarkdownDocument(file.text)
    var leaves = [Int?](repeating: nil, count: file.text.lineStarts.count)
    var before = [Int?](repeating: nil, count: document.nodes.count)
    var last: [Int: Int] = [:]
    var quoted = [Bool](repeating: false, count: document.nodes.count)
    var headings: [(line: Int, level: Int, node: Int)] = []
    for (index, node) in document.nodes.enumerated() {
      quoted[index] = node.kind == .blockQuote || index > 0 && quoted[Int(node.parent)]
      if index > 0 {
        before[index] = last[Int(node.parent)]
        last[Int(node.parent)] = index
      }
      switch node.kind {
      case .paragraph, .heading, .table:
        for line in node.lines where line <= leaves.count && !quoted[index] {
          leaves[line - 1] = index
        }
        if node.kind == .heading, !quoted[index] {
          headings.append((Int(node.firstLine), Int(node.level), index))
        }
      default: continue
      }
    }
    self.document = document
    self.leaves = leaves
    self.before = before
    self.headings = headings
    entries = Set(file.document.entries.map(\.line))
    fields = file.document.entries.flatMap(\.fields)
  }

  /// Whether a line stands in running text: no code, no comment, no quote.
  func isText(_ line: Int) -> Bool {
    leaves.indices.contains(line - 1) && leaves[line - 1] != nil
      && document.source.lineRange(line).count <= Self.longestLine
  }

  func text(_ line: Int) -> String {
    document.source.text(ofLine: line)
  }

  /// Whether the line is a table's, its header included.
  func table(of line: Int) -> MarkdownNode? {
    guard let leaf = leaves[line - 1], document.nodes[leaf].kind == .table else { return nil }
    return document.nodes[leaf]
  }

  /// Lines that a line stands under, the nearest first: the label above it, the items that it is nested in,
  /// the sentence before its list, and the headings up to that of its entry.
  func leads(of line: Int) -> [Int] {
    guard leaves.indices.contains(line - 1), let leaf = leaves[line - 1] else { return [] }
    var result: [Int] = []
    let node = document.nodes[leaf]
    if node.kind == .paragraph {
      var above = line - 1
      while above >= Int(node.firstLine), line - above < 12 {
        if isLabel(above) {
          result.append(above)
          break
        }
        above -= 1
      }
    }
    var index = leaf
    while index > 0 {
      let node = document.nodes[index]
      if node.kind == .item, Int(node.firstLine) != line { result.append(Int(node.firstLine)) }
      if let sibling = before[index], document.nodes[sibling].kind == .paragraph,
        node.kind == .list || node.kind == .table || index == leaf && isLabel(lastLine(sibling))
      {
        result.append(lastLine(sibling))
      }
      index = Int(node.parent)
    }
    return result + headings(above: line)
  }

  /// The last line of what stands right before a list: its item's text, a sentence, a heading.
  func lineAbove(list index: Int) -> Int? {
    guard let sibling = before[index] else { return nil }
    switch document.nodes[sibling].kind {
    case .paragraph, .heading: return lastLine(sibling)
    default: return nil
    }
  }

  /// The texts of the lines that a line stands under, and of the field that it belongs to.
  func cautionLines(of line: Int) -> [String] {
    var texts = leads(of: line).map { text($0) }
    if let field = field(of: line) { texts.append(field) }
    return texts
  }

  /// Whether the line's item has an open box.
  func isOpenBox(_ line: Int) -> Bool {
    let words = text(line).utf8.drop { $0 != UInt8(ascii: "[") }
    return words.starts(with: "[ ]".utf8)
  }

  /// The label of the innermost field that a line is part of.
  private func field(of line: Int) -> String? {
    fields.last { $0.line <= line && line <= $0.endLine }?.label
  }

  /// The heading of the section, and those it stands in, up to the entry's own.
  private func headings(above line: Int) -> [Int] {
    var low = 0
    var high = headings.count
    while low < high {
      let middle = (low + high) / 2
      if headings[middle].line < line { low = middle + 1 } else { high = middle }
    }
    var result: [Int] = []
    var level = 7
    var looked = 0
    for heading in headings[..<low].reversed() {
      if heading.level < level {
        if entries.contains(heading.line) || heading.level == 1 { break }
        result.append(heading.line)
        level = heading.level
      }
      looked += 1
      if looked > 64 { break }
    }
    return result
  }

  private func lastLine(_ node: Int) -> Int {
    Int(document.nodes[node].lastLine)
  }

  /// A line that ends with a colon says what follows it.
  private func isLabel(_ line: Int) -> Bool {
    guard line >= 1 else { return false }
    var range = document.source.lineRange(line)
    let bytes = document.source.bytes
    while let last = range.last, bytes[last] == 0x20 || bytes[last] == 0x2A || bytes[last] == 0x5F {
      range = range.dropLast()
    }
    return range.last.map { bytes[$0] == UInt8(ascii: ":") } ?? false
  }
}
