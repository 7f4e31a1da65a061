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
    guard after >= range.upperBound || bytes[after] == 0x20 || bytes[after] == 0x09 else {
      return nil
    }
    guard let state = Self.state(of: bytes[low + 1..<close]) else { return nil }
    return TaskMarker(line: line, range: low..<after, state: state)
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
