package import Facts
import MarkdownTree

/// Checkbox markers found line by line, without a tree: what the reader counts is compared with it.
///
/// A marker stands behind blanks, quote marks and list markers, at least one of these a list marker. In
/// code and in comments there are none.
package enum MarkerScan {
  /// 1-based lines that begin with a marker, by the bytes alone.
  package static func lines(in source: SourceText) -> [Int] {
    (1...source.lineStarts.count).filter { line in
      var bytes = source.bytes[source.lineRange(line)]
      // Within a file it is a character as any other.
      if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      return holdsMarker(bytes)
    }
  }

  /// Every counted item stands on such a line, one item a line; and every such line is counted, but for code,
  /// comments, tables (which have a count of their own) and headings.
  static func check(_ lists: [Checklist], _ document: MarkdownDocument) throws(Violation) {
    let found = Set(lines(in: document.source))
    var last = 0
    for list in lists {
      try Violation.unless(
        list.line == list.items.first?.line,
        "a list stands in line \(list.line), its first item in \(list.items.first?.line ?? 0)"
      )
      for item in list.items {
        // Whether a carriage return alone ends a line is the reader's to say: what stands behind it may count.
        let hasReturn = document.source.bytes[document.source.lineRange(item.line)].contains(0x0D)
        try Violation.unless(
          found.contains(item.line) || hasReturn,
          "no marker stands in line \(item.line)"
        )
        try Violation.unless(item.line > last, "line \(item.line) is counted behind \(last)")
        try Violation.unless(
          !document.isCode(line: item.line) && !document.isComment(line: item.line),
          "line \(item.line) is code or a comment, and counted"
        )
        last = item.line
      }
    }
    let counted = Set(lists.flatMap(\.items).map(\.line))
    for line in found.subtracting(counted).sorted() {
      switch document.kind(ofLine: line) {
      case .paragraph, .document, .htmlBlock: throw Violation("line \(line) is not counted")
      default: break
      }
    }
    let totals = ChecklistTotals(lists: lists)
    try Violation.unless(
      totals.markers == totals.done + totals.open + totals.unknown,
      "\(totals.markers) markers are not the sum of their states"
    )
  }

  private static func holdsMarker(_ line: ArraySlice<UInt8>) -> Bool {
    var rest = line
    var behindListMarker = false
    while let first = rest.first {
      switch first {
      case 0x20, 0x09: rest = rest.dropFirst()
      case 0x3E:
        // A quote within an item begins none: no reader shows a box in `- > [x]`.
        behindListMarker = false
        rest = rest.dropFirst()
      case 0x2A, 0x2B, 0x2D:
        rest = rest.dropFirst()
        guard rest.first.map({ $0 == 0x20 || $0 == 0x09 }) ?? false else { return false }
        behindListMarker = true
      case 0x30...0x39:
        rest = rest.drop { (0x30...0x39).contains($0) }
        guard rest.first == 0x2E || rest.first == 0x29 else { return false }
        rest = rest.dropFirst()
        guard rest.first.map({ $0 == 0x20 || $0 == 0x09 }) ?? false else { return false }
        behindListMarker = true
      case 0x5B: return behindListMarker && isMarker(rest)
      default: return false
      }
    }
    return false
  }

  /// `[x]` and the like, with a blank or the line's end behind it; `[1]` is a reference, `[word]` a name.
  private static func isMarker(_ text: ArraySlice<UInt8>) -> Bool {
    guard let close = text.firstIndex(of: 0x5D) else { return false }
    let behind = text[(close + 1)...].first
    guard behind == nil || behind == 0x20 || behind == 0x09 || behind == 0x0D else { return false }
    let mark = String(decoding: text[(text.startIndex + 1)..<close], as: UTF8.self)
      .filter { $0 != " " && $0 != "\t" }
    return mark.isEmpty || mark.count == 1 && !("0"..."9").contains(mark)
  }
}
