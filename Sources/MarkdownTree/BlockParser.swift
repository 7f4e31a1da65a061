internal import CCMarkGFM
import Facts

/// Runs cmark-gfm over the skeleton of the source and copies its tree at once, without recursion.
///
/// No extension is attached: tables and markers are read from the source lines, so there is nothing to
/// register and nothing that threads share.
enum BlockParser {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The nodes in document order; `reducing` is false only to prove that the skeleton has the same blocks.
  static func parse(_ source: SourceText, reducing: Bool = true) -> [MarkdownNode] {
    let document = MarkdownNode(
      kind: .document,
      parent: 0,
      firstLine: 1,
      lastLine: Int32(clamping: source.lineStarts.count),
      column: 1
    )
    var nodes = [document]
    guard let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, ParseArena.memory) else {
      return nodes
    }
    defer { ParseArena.reset() }
    let skipped = source.bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let base = characters.baseAddress else { return }
        cmark_parser_feed(parser, base, characters.count)
      }
    }
    if reducing {
      BlockSkeleton.with(source, from: skipped, feed)
    } else {
      source.bytes[skipped...].withUnsafeBufferPointer(feed)
    }
    guard let root = cmark_parser_finish(parser) else { return nodes }
    nodes.reserveCapacity(source.lineStarts.count / 2)
    copy(root, into: &nodes, source)
    return nodes
  }

  private static func copy(
    _ root: OpaquePointer,
    into nodes: inout [MarkdownNode],
    _ source: SourceText
  ) {
    var parent: Int32 = 0
    var current = cmark_node_first_child(root)
    while let node = current {
      var next: OpaquePointer?
      if let kind = kind(of: node) {
        nodes.append(value(of: node, kind, parent: parent, source))
        if isContainer(kind), let child = cmark_node_first_child(node) {
          parent = Int32(nodes.count - 1)
          next = child
        }
      }
      if next == nil {
        var ended = node
        next = cmark_node_next(ended)
        while next == nil, let above = cmark_node_parent(ended), above != root {
          parent = nodes[Int(parent)].parent
          ended = above
          next = cmark_node_next(ended)
        }
      }
      current = next
    }
  }

  private static func isContainer(_ kind: MarkdownNode.Kind) -> Bool {
    kind == .blockQuote || kind == .list || kind == .item
  }

  private static func kind(of node: OpaquePointer) -> MarkdownNode.Kind? {
    switch cmark_node_get_type(node) {
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

  private static func value(
    of node: OpaquePointer,
    _ kind: MarkdownNode.Kind,
    parent: Int32,
    _ source: SourceText
  ) -> MarkdownNode {
    var value = MarkdownNode(
      kind: kind,
      parent: parent,
      firstLine: Int32(clamping: max(1, cmark_node_get_start_line(node))),
      lastLine: Int32(clamping: cmark_node_get_end_line(node)),
      column: Int32(clamping: max(1, cmark_node_get_start_column(node)))
    )
    value.lastLine = max(value.firstLine, value.lastLine)
    if value.firstLine == 1, source.bytes.starts(with: byteOrderMark) { value.column += 3 }
    switch kind {
    case .list, .item:
      // The library tells it of lists only.
      value.ordered = (0x30...0x39).contains(byte(at: value, source))
      if value.ordered { value.number = number(at: value, source) }
    case .heading:
      value.level = UInt8(clamping: cmark_node_get_heading_level(node))
      value.setext = byte(at: value, source) != 0x23
      if value.setext { value.lastLine = underline(of: value, source) }
    case .indentedCode:
      var length: CInt = 0
      var offset: CInt = 0
      var character: CChar = 0
      if cmark_node_get_fenced(node, &length, &offset, &character) != 0 {
        value.kind = .codeFence
        value.unclosed = !isClosed(node, value)
      }
    case .htmlBlock:
      value.kind = htmlKind(at: value, source)
    default: break
    }
    return value
  }

  /// The library ends a heading with an underline one line too late when a blank line follows.
  private static func underline(of value: MarkdownNode, _ source: SourceText) -> Int32 {
    for line in value.firstLine + 1...max(value.firstLine + 1, value.lastLine) {
      let content = source.bytes[source.lineRange(Int(line))].filter {
        $0 != 0x20 && $0 != 0x09 && $0 != 0x3E
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
  private static func isClosed(
    _ node: OpaquePointer,
    _ value: MarkdownNode
  ) -> Bool {
    var lines = 0
    if let literal = cmark_node_get_literal(node) {
      var rest = literal
      while rest.pointee != 0 {
        if rest.pointee == 0x0A { lines += 1 }
        rest += 1
      }
    }
    return Int(value.lastLine - value.firstLine) == lines + 1
  }

  private static func start(of value: MarkdownNode, _ source: SourceText) -> Int {
    source.lineStarts[Int(value.firstLine) - 1] + Int(value.column) - 1
  }

  private static func byte(at value: MarkdownNode, _ source: SourceText) -> UInt8 {
    let start = start(of: value, source)
    return start < source.bytes.count ? source.bytes[start] : 0
  }

  private static func number(at value: MarkdownNode, _ source: SourceText) -> Int32 {
    var number: Int32 = 0
    var index = start(of: value, source)
    while index < source.bytes.count, number < 100_000_000,
      (0x30...0x39).contains(source.bytes[index])
    {
      number = number * 10 + Int32(source.bytes[index] - 0x30)
      index += 1
    }
    return number
  }

  private static func htmlKind(at value: MarkdownNode, _ source: SourceText) -> MarkdownNode.Kind {
    let start = start(of: value, source)
    let opening = source.bytes[min(start, source.bytes.count)...].prefix(10).map { $0 | 0x20 }
    if opening.starts(with: "<!--".utf8.map { $0 | 0x20 }) { return .htmlComment }
    for name in ["<pre", "<script", "<style", "<textarea"] where opening.starts(with: name.utf8) {
      return .htmlCode
    }
    return .htmlBlock
  }
}
