internal import CCMarkGFM
import Facts

/// Runs cmark-gfm over the skeleton of the source and copies its tree at once, without recursion.
///
/// No extension is attached: tables and markers are read from the source lines, so there is nothing to
/// register and nothing that threads share. The tree is taken as soon as the last line is read: what the
/// library does to finish it is the parsing of inlines, which takes longer than everything else and some of
/// which (brackets, emphasis, comments) can be made to take very long.
struct BlockParser {
  private typealias Node = UnsafeMutablePointer<cmark_node>

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let bytes: UnsafeBufferPointer<UInt8>
  private let lineStarts: UnsafeBufferPointer<Int>
  /// The line of the source that each line stands for that the library read; empty where it read the source.
  private let lines: UnsafeBufferPointer<Int32>
  private let startsWithMark: Bool
  /// The line at which blocks end that are still open, of those that the library read.
  private let lastRead: Int32
  private var nodes: [MarkdownNode]

  /// The nodes in document order; `reducing` is false only to prove that the skeleton has the same blocks.
  static func parse(_ source: SourceText, reducing: Bool = true) -> [MarkdownNode] {
    let document = MarkdownNode(
      kind: .document,
      parent: 0,
      firstLine: 1,
      lastLine: Int32(clamping: source.lineStarts.count),
      column: 1
    )
    guard let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, ParseArena.memory) else {
      return [document]
    }
    defer { ParseArena.reset() }
    let startsWithMark = source.bytes.starts(with: byteOrderMark)
    let skipped = startsWithMark ? byteOrderMark.count : 0
    func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let base = characters.baseAddress else { return }
        cmark_parser_feed(parser, base, characters.count)
      }
    }
    func copy(_ root: Node?, _ lines: UnsafeBufferPointer<Int32>) -> [MarkdownNode] {
      guard let root else { return [document] }
      return source.bytes.withUnsafeBufferPointer { bytes in
        source.lineStarts.withUnsafeBufferPointer { lineStarts in
          var copy = BlockParser(
            bytes: bytes,
            lineStarts: lineStarts,
            lines: lines,
            startsWithMark: startsWithMark,
            lastRead: parser.pointee.line_number,
            nodes: [document]
          )
          // Most lines of a record are items, which are two nodes each.
          copy.nodes.reserveCapacity(lineStarts.count * 2 + 8)
          copy.append(below: root)
          return copy.nodes
        }
      }
    }
    guard reducing else {
      source.bytes[skipped...].withUnsafeBufferPointer(feed)
      return copy(cmark_parser_finish(parser), UnsafeBufferPointer(start: nil, count: 0))
    }
    return BlockSkeleton.with(source, from: skipped) { bytes, lines in
      feed(bytes)
      return copy(parser.pointee.root, lines)
    }
  }

  private mutating func append(below root: Node) {
    var parent: Int32 = 0
    var current = root.pointee.first_child
    while let node = current {
      var next: Node?
      if let kind = Self.kind(of: node.pointee.type) {
        nodes.append(value(of: node, kind, parent: parent))
        if kind == .paragraph { appendRepetitions(of: node) }
        if Self.isContainer(kind), let child = node.pointee.first_child {
          parent = Int32(truncatingIfNeeded: nodes.count - 1)
          next = child
        }
      }
      if next == nil {
        var ended = node
        next = ended.pointee.next
        while next == nil, let above = ended.pointee.parent, above != root {
          parent = nodes[Int(parent)].parent
          ended = above
          next = ended.pointee.next
        }
      }
      current = next
    }
  }

  /// The items between the first and the last one of a run, which the library did not read.
  private mutating func appendRepetitions(of paragraph: Node) {
    let first = Int(max(1, paragraph.pointee.start_line))
    guard first < lines.count else { return }
    let between = lines[first - 1] + 1..<lines[first]
    let text = nodes[nodes.count - 1]
    let item = nodes[Int(text.parent)]
    guard !between.isEmpty, item.kind == .item, item.firstLine == text.firstLine else { return }
    let mark: Int32 = item.firstLine == 1 && startsWithMark ? 3 : 0
    for line in between {
      var item = item
      item.firstLine = line
      item.lastLine = line
      item.column -= mark
      if item.ordered { item.number = number(at: item) }
      nodes.append(item)
      var text = text
      text.parent = Int32(truncatingIfNeeded: nodes.count - 1)
      text.firstLine = line
      text.lastLine = line
      text.column -= mark
      nodes.append(text)
    }
  }

  /// The line of the source that a line stands for.
  private func place(of line: Int32) -> Int32 {
    let index = Int(line) - 1
    guard index < lines.count else {
      return lines.last.map { $0 + line - Int32(clamping: lines.count) } ?? line
    }
    return index < 0 ? line : lines[index]
  }

  private static func isContainer(_ kind: MarkdownNode.Kind) -> Bool {
    kind == .blockQuote || kind == .list || kind == .item
  }

  private static func kind(of type: UInt16) -> MarkdownNode.Kind? {
    switch cmark_node_type(UInt32(type)) {
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_CODE_BLOCK: .indentedCode
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    default: nil
    }
  }

  private func value(of node: Node, _ kind: MarkdownNode.Kind, parent: Int32) -> MarkdownNode {
    let isOpen = UInt32(node.pointee.flags) & CMARK_NODE__OPEN.rawValue != 0
    var value = MarkdownNode(
      kind: kind,
      parent: parent,
      firstLine: max(1, node.pointee.start_line),
      lastLine: isOpen ? lastRead : node.pointee.end_line,
      column: max(1, node.pointee.start_column)
    )
    value.lastLine = max(value.firstLine, value.lastLine)
    let isFence = kind == .indentedCode && node.pointee.as.code.fenced != 0
    if isFence {
      value.unclosed = isOpen || !isClosed(node.pointee.as.code.literal, value)
    } else if kind == .htmlBlock, !isOpen {
      // The library ends a comment one line too early.
      let last =
        value.firstLine + Int32(clamping: max(1, lineEnds(in: node.pointee.as.literal))) - 1
      let count = lines.isEmpty ? lineStarts.count : lines.count
      value.lastLine = min(max(value.lastLine, last), Int32(clamping: count))
    }
    value.firstLine = place(of: value.firstLine)
    value.lastLine = place(of: value.lastLine)
    if value.firstLine == 1, startsWithMark { value.column += 3 }
    switch kind {
    case .list, .item:
      // The library tells it of lists only.
      value.ordered = byte(at: value) &- 0x30 < 10
      if value.ordered { value.number = number(at: value) }
    case .heading:
      value.level = UInt8(clamping: node.pointee.as.heading.level)
      value.setext = byte(at: value) != 0x23
      if value.setext { value.lastLine = underline(of: value) }
    case .indentedCode: if isFence { value.kind = .codeFence }
    case .htmlBlock: value.kind = htmlKind(at: value)
    default: break
    }
    return value
  }

  /// The library ends a heading with an underline one line too late when a blank line follows.
  private func underline(of value: MarkdownNode) -> Int32 {
    for line in value.firstLine + 1...max(value.firstLine + 1, value.lastLine) {
      let index = Int(line)
      guard index <= lineStarts.count else { break }
      let end = index < lineStarts.count ? lineStarts[index] - 1 : bytes.count
      let content = bytes[lineStarts[index - 1]..<max(lineStarts[index - 1], end)].filter {
        $0 != 0x20 && $0 != 0x09 && $0 != 0x3E && $0 != 0x0D
      }
      if let first = content.first, first == 0x3D || first == 0x2D,
        content.allSatisfy({ $0 == first })
      {
        return line
      }
    }
    return value.lastLine
  }

  /// The literal of a closed fence holds two lines less than the block: its first and its last.
  private func isClosed(_ literal: cmark_chunk, _ value: MarkdownNode) -> Bool {
    Int(value.lastLine - value.firstLine) == lineEnds(in: literal) + 1
  }

  private func lineEnds(in literal: cmark_chunk) -> Int {
    UnsafeBufferPointer(start: literal.data, count: Int(max(0, literal.len))).count { $0 == 0x0A }
  }

  private func start(of value: MarkdownNode) -> Int {
    min(bytes.count, lineStarts[Int(value.firstLine) - 1] + Int(value.column) - 1)
  }

  private func byte(at value: MarkdownNode) -> UInt8 {
    let start = start(of: value)
    return start < bytes.count ? bytes[start] : 0
  }

  private func number(at value: MarkdownNode) -> Int32 {
    var number: Int32 = 0
    var index = start(of: value)
    while index < bytes.count, number < 100_000_000, bytes[index] &- 0x30 < 10 {
      number = number * 10 + Int32(bytes[index] - 0x30)
      index += 1
    }
    return number
  }

  private func htmlKind(at value: MarkdownNode) -> MarkdownNode.Kind {
    let opening = bytes[start(of: value)...].prefix(10).map { $0 | 0x20 }
    if opening.starts(with: "<!--".utf8.map { $0 | 0x20 }) { return .htmlComment }
    for name in ["<pre", "<script", "<style", "<textarea"] where opening.starts(with: name.utf8) {
      return .htmlCode
    }
    return .htmlBlock
  }
}
