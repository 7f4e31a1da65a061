package import Facts

/// The block structure of a Markdown file, as a flat array of places in its source.
///
/// Text is read from the source lines, not from the tree: the tree hides what a reader of records needs
/// (labels that CommonMark takes for the end of a list item, markers that are no task items to it).
/// Tables are read here as well: cmark-gfm's own extension takes quadratic time on hostile rows.
package struct MarkdownDocument: Sendable {
  package let source: SourceText
  /// In document order; the first one is the document.
  package let nodes: [MarkdownNode]
  /// The innermost leaf block that each line belongs to, by line minus one; `.document` where there is none.
  package let lineKinds: [MarkdownNode.Kind]

  package init(_ source: SourceText) {
    self.source = source
    var nodes = BlockParser.parse(source)
    MarkdownTable.split(&nodes, source)
    Self.closeSubtrees(&nodes)
    self.nodes = nodes
    self.lineKinds = Self.lineKinds(nodes, lines: source.lineStarts.count)
  }

  package init(path: String, text: String) {
    self.init(SourceText(path: path, text: text))
  }

  private static func closeSubtrees(_ nodes: inout [MarkdownNode]) {
    nodes.withUnsafeMutableBufferPointer { nodes in
      for index in nodes.indices.reversed() {
        let end = max(nodes[index].subtreeEnd, Int32(index) + 1)
        nodes[index].subtreeEnd = end
        let parent = Int(nodes[index].parent)
        if index > 0 { nodes[parent].subtreeEnd = max(nodes[parent].subtreeEnd, end) }
      }
    }
  }

  /// Indices of a node's direct children, in order.
  package func children(of index: Int) -> [Int] {
    var children: [Int] = []
    var child = index + 1
    while child < Int(nodes[index].subtreeEnd) {
      children.append(child)
      child = Int(nodes[child].subtreeEnd)
    }
    return children
  }

  /// Indices of the nodes of one kind, in document order.
  package func indices(of kind: MarkdownNode.Kind) -> [Int] {
    nodes.indices.filter { nodes[$0].kind == kind }
  }

  /// First line of the fence that is never closed and reaches the end of the file; nil when there is none.
  package var unclosedFence: Int? {
    nodes.last { $0.kind == .codeFence && $0.unclosed && $0.parent == 0 }.map { Int($0.firstLine) }
  }

  /// What a line is part of; `.document` outside the file.
  package func kind(ofLine line: Int) -> MarkdownNode.Kind {
    lineKinds.indices.contains(line - 1) ? lineKinds[line - 1] : .document
  }

  /// Whether a line stands in a code block, fences included, or in HTML that holds code.
  package func isCode(line: Int) -> Bool {
    switch kind(ofLine: line) {
    case .codeFence, .indentedCode, .htmlCode: true
    default: false
    }
  }

  /// Whether a line stands in an HTML comment.
  package func isComment(line: Int) -> Bool {
    kind(ofLine: line) == .htmlComment
  }

  private static func lineKinds(_ nodes: [MarkdownNode], lines: Int) -> [MarkdownNode.Kind] {
    var kinds = [MarkdownNode.Kind](repeating: .document, count: lines)
    kinds.withUnsafeMutableBufferPointer { kinds in
      for node in nodes {
        switch node.kind {
        case .document, .blockQuote, .list, .item: continue
        default:
          for line in node.lines where line <= lines { kinds[line - 1] = node.kind }
        }
      }
    }
    return kinds
  }
}
