import Facts

/// What blocks say, read from the source lines.
extension MarkdownDocument {
  /// The bytes of a heading's text, without `#` marks; the lines of a setext heading up to its underline.
  package func headingRange(_ index: Int) -> Range<Int> {
    let node = nodes[index]
    let line = Int(node.firstLine)
    var low = source.lineStarts[line - 1] + Int(node.column) - 1
    if node.setext {
      let last = max(line, Int(node.lastLine) - 1)
      return trimmed(low..<max(low, source.lineRange(last).upperBound))
    }
    var high = source.lineRange(line).upperBound
    low = min(low, high)
    while low < high, source.bytes[low] == 0x23 { low += 1 }
    var range = trimmed(low..<high)
    // A closing run of `#` counts only behind a blank.
    high = range.upperBound
    while high > range.lowerBound, source.bytes[high - 1] == 0x23 { high -= 1 }
    if high == range.lowerBound {
      range = high..<high
    } else if high < range.upperBound, isBlank(source.bytes[high - 1]) {
      range = trimmed(range.lowerBound..<high)
    }
    return range
  }

  /// The text of a heading as written, emphasis included, without `#` marks.
  package func headingText(_ index: Int) -> String {
    source.string(headingRange(index))
  }

  /// The info string of a fence; empty when there is none.
  package func fenceInfo(_ index: Int) -> String {
    let node = nodes[index]
    let line = Int(node.firstLine)
    let high = source.lineRange(line).upperBound
    var low = min(high, source.lineStarts[line - 1] + Int(node.column) - 1)
    while low < high, source.bytes[low] == 0x60 || source.bytes[low] == 0x7E { low += 1 }
    return source.string(trimmed(low..<high))
  }

  /// The 1-based lines inside a fence or indented code block; empty when there are none.
  package func codeLines(_ index: Int) -> Range<Int> {
    let node = nodes[index]
    guard node.kind == .codeFence else { return Int(node.firstLine)..<Int(node.lastLine) + 1 }
    let first = Int(node.firstLine) + 1
    let end = node.unclosed ? Int(node.lastLine) + 1 : Int(node.lastLine)
    return first..<max(first, end)
  }

  /// The content of a code block, lines joined by `\n`, without what indents it in its containers.
  package func codeText(_ index: Int) -> String {
    codeLines(index).map { line in
      source.string(codeRange(ofLine: line, in: nodes[index]))
    }.joined(separator: "\n")
  }

  /// A line of a code block without what indents it: blanks and quote marks up to the block's column.
  package func codeRange(ofLine line: Int, in node: MarkdownNode) -> Range<Int> {
    let range = source.lineRange(line)
    var low = range.lowerBound
    let limit = min(range.upperBound, low + Int(node.column) - 1)
    while low < limit, isBlank(source.bytes[low]) || source.bytes[low] == 0x3E { low += 1 }
    return low..<range.upperBound
  }

  /// The bytes of a list item's first line behind its marker (`-`, `*`, `+`, `1.`, `1)`), blanks trimmed.
  package func itemRange(_ index: Int) -> Range<Int> {
    let node = nodes[index]
    let line = Int(node.firstLine)
    let high = source.lineRange(line).upperBound
    var low = min(high, source.lineStarts[line - 1] + Int(node.column) - 1)
    if node.ordered {
      while low < high, (0x30...0x39).contains(source.bytes[low]) { low += 1 }
    }
    return trimmed(min(high, low + 1)..<high)
  }

  /// The text of a list item's first line behind its marker.
  package func itemText(_ index: Int) -> String {
    source.string(itemRange(index))
  }

  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, isBlank(source.bytes[low]) { low += 1 }
    while high > low, isBlank(source.bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}

extension MarkdownDocument {
  /// The heading that a line belongs to; nil when it belongs to none.
  package func headingIndex(atLine line: Int) -> Int? {
    guard kind(ofLine: line) == .heading else { return nil }
    var low = 0
    var high = nodes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if nodes[middle].firstLine <= line { low = middle } else { high = middle }
    }
    // Blocks that begin on one line: the heading is the innermost.
    return nodes[low].kind == .heading && nodes[low].lines.contains(line) ? low : nil
  }
}
