import Facts

/// A checkbox at the beginning of a list item: `[x]`, `[ ]`, `[~]`, `[🔄]`.
package struct TaskMarker: Sendable, Equatable {
  package enum State: Sendable {
    case done, open
    /// Neither: what it means is the author's convention.
    case other
  }

  package var line: Int
  /// The bytes of the marker, brackets included.
  package var range: Range<Int>
  package var state: State
}

extension MarkdownDocument {
  /// The marker that a list item begins with; nil when it has none.
  ///
  /// One character in brackets (or only blanks, or nothing), followed by a blank or the end of the line.
  /// A digit is a reference (`[1]`), a word is a name (`[GPT]`), and what is followed by `(` is a link.
  package func marker(ofItem index: Int) -> TaskMarker? {
    guard nodes[index].kind == .item else { return nil }
    // Five blanks behind the item's own mark make code of what follows.
    let first = index + 1
    if first < Int(nodes[index].subtreeEnd), nodes[first].kind == .indentedCode,
      nodes[first].firstLine == nodes[index].firstLine
    {
      return nil
    }
    return marker(in: itemRange(index), line: Int(nodes[index].firstLine))
  }

  /// The marker at the beginning of a byte range of one line.
  package func marker(in range: Range<Int>, line: Int) -> TaskMarker? {
    let bytes = source.bytes
    let low = range.lowerBound
    guard range.count >= 2, bytes[low] == 0x5B else { return nil }
    // The longest marker is one emoji of several scalars.
    let limit = min(range.upperBound, low + 40)
    guard let close = bytes[low..<limit].firstIndex(of: 0x5D) else { return nil }
    let after = close + 1
    // A carriage return alone ends the line to whoever wrote it.
    guard after >= range.upperBound || Self.isBlank(bytes[after]) || bytes[after] == 0x0D else {
      return nil
    }
    guard let state = Self.state(of: bytes[low + 1..<close]) else { return nil }
    return TaskMarker(line: line, range: low..<after, state: state)
  }

  /// The marker of a line that begins as a list item does, whatever the blocks around it make of it.
  ///
  /// CommonMark continues a paragraph with `2. [ ] x` and with items that are indented by four and more; the
  /// author wrote a box.
  package func writtenMarker(inLine line: Int) -> TaskMarker? {
    let range = source.lineRange(line)
    let bytes = source.bytes
    var low = range.lowerBound
    var isItem = false
    while low < range.upperBound {
      switch bytes[low] {
      case 0x20, 0x09: low += 1
      case 0x3E:
        // A quote within an item is none itself: `- > [x]`.
        isItem = false
        low += 1
      case 0x2A, 0x2B, 0x2D:
        guard low + 1 < range.upperBound, Self.isBlank(bytes[low + 1]) else { return nil }
        isItem = true
        low += 2
      case 0x30...0x39:
        var end = low
        while end < range.upperBound, end < low + 9, (0x30...0x39).contains(bytes[end]) { end += 1 }
        guard end + 1 < range.upperBound, bytes[end] == 0x2E || bytes[end] == 0x29,
          Self.isBlank(bytes[end + 1])
        else { return nil }
        isItem = true
        low = end + 2
      default: return isItem ? marker(in: low..<range.upperBound, line: line) : nil
      }
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09
  }

  private static func state(of content: ArraySlice<UInt8>) -> TaskMarker.State? {
    if content.count == 1, let byte = content.first {
      switch byte {
      case 0x20, 0x09: return .open
      case 0x78, 0x58: return .done
      case 0x30...0x39: return nil
      default: return .other
      }
    }
    let text = String(decoding: content, as: UTF8.self)
    let inner = text.drop { $0 == " " }
    if inner.isEmpty { return .other }
    guard inner.prefix(while: { $0 != " " }).count == 1, inner.dropFirst().allSatisfy({ $0 == " " })
    else { return nil }
    switch inner.first {
    case "✓", "✔", "✔️", "✅", "☑", "☑️": return .done
    case let character? where character.isNumber && character.isASCII: return nil
    default: return .other
    }
  }
}
