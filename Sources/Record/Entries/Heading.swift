import Facts
import MarkdownTree

/// A heading of a file, with the stamp it carries.
struct Heading {
  /// Index in the document's nodes.
  var node: Int
  var line: Int
  var lastLine: Int
  var level: Int
  var range: Range<Int>
  var stamp: Stamp?
  /// Only marks and a weekday stand before the stamp.
  var isLeading = false
  /// The stamp stands in brackets behind other words: the heading may only mention it.
  var isBracketed = false
  /// It holds a placeholder (`YYYY-MM-DD`, `HH:MM`) where a stamp would stand.
  var isTemplate = false

  var isTimed: Bool { stamp.map { $0.hasTime || $0.isUnexpanded } ?? false }
  var isDateOnly: Bool { stamp.map { $0.hasDate && !$0.hasTime } ?? false }
}

/// All headings of a file in order, front matter left out.
struct HeadingScan {
  static func headings(of document: MarkdownDocument, after frontMatter: Int) -> [Heading] {
    let bytes = document.source.bytes
    var headings: [Heading] = []
    let nodes = document.nodes
    for index in nodes.indices {
      guard case .heading = nodes[index].kind, Int(nodes[index].firstLine) > frontMatter else {
        continue
      }
      let node = nodes[index]
      let range = document.headingRange(index)
      var heading = Heading(
        node: index,
        line: Int(node.firstLine),
        lastLine: Int(node.lastLine),
        level: Int(node.level),
        range: range
      )
      if mayHoldStamp(bytes, range), let stamp = StampScanner.first(in: bytes, range) {
        heading.isLeading =
          isBare(range.lowerBound..<stamp.range.lowerBound, bytes)
          && bytes[stamp.range.lowerBound] < 0x80
          || StampScanner.first(in: bytes, range, leading: true)?.range == stamp.range
        // Without a year, a month's name may be a word of the sentence ("step 2 may fail").
        if stamp.hasTime || stamp.year != nil || stamp.isUnexpanded || heading.isLeading
          || isSetApart(stamp.range.lowerBound, range.lowerBound, bytes)
        {
          heading.stamp = stamp
          heading.isBracketed = !heading.isLeading && isInBrackets(stamp, range, bytes)
        }
      }
      if heading.stamp == nil { heading.isTemplate = hasPlaceholder(bytes, range) }
      headings.append(heading)
    }
    return headings
  }

  /// Every stamp has a digit, but for the command that writes one.
  private static func mayHoldStamp(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      range.contains { bytes[$0] &- 0x30 < 10 || bytes[$0] == 0x24 }
    }
  }

  /// Whether marks of ASCII alone stand in a range.
  private static func isBare(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    range.allSatisfy { !isLetter(bytes[$0]) && !isDigit(bytes[$0]) && bytes[$0] < 0x80 }
  }

  private static func isInBrackets(
    _ stamp: Stamp,
    _ range: Range<Int>,
    _ bytes: [UInt8]
  ) -> Bool {
    let before = bytes[range.lowerBound..<stamp.range.lowerBound]
    guard let open = before.lastIndex(of: 0x28) else { return false }
    return !before[open...].contains(0x29)
  }

  private static func isSetApart(_ start: Int, _ low: Int, _ bytes: [UInt8]) -> Bool {
    var index = start - 1
    while index >= low, bytes[index] == 0x20 { index -= 1 }
    guard index >= low else { return true }
    switch bytes[index] {
    case 0x28, 0x2D, 0x3A, 0x7C, 0x5B, 0x2C, 0x93, 0x94: return true
    default: return false
    }
  }

  /// A quick look for doubled letters, brackets, and what stands behind a dash.
  private static func mayHoldPlaceholder(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var last: UInt8 = 0
      for byte in bytes[range] {
        switch byte {
        case 0x59, 0x79, 0x48, 0x68: if last == byte { return true }
        case 0x58: if last == byte || last == 0x2D { return true }
        case 0x44: if last == 0x2D { return true }
        case 0x5B, 0x3C, 0x7B: return true
        default: break
        }
        last = byte
      }
      return false
    }
  }

  /// Whether the text holds what a template writes in place of a date or time.
  static func hasPlaceholder(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard mayHoldPlaceholder(bytes, range) else { return false }
    var cursor = ByteCursor(bytes, range)
    while let byte = cursor.current {
      switch byte {
      case 0x59, 0x79:
        if cursor.starts(with: "YYYY") || cursor.starts(with: "yyyy-") { return true }
      case 0x48, 0x68:
        if cursor.starts(with: "HH:MM") || cursor.starts(with: "hh:mm")
          || cursor.starts(with: "HH:mm")
        {
          return true
        }
      case 0x58: if cursor.starts(with: "XX:XX") { return true }
      case 0x5B, 0x3C, 0x7B:
        var ahead = cursor
        ahead.index += 1
        if ahead.current == 0x7B { return true }
        if let word = ahead.word,
          word == "timestamp" || word == "date" || word == "time" || word == "iso"
        {
          return true
        }
      case 0x2D: if cursor.starts(with: "-XX") || cursor.starts(with: "-DD") { return true }
      default: break
      }
      cursor.index += 1
    }
    return false
  }
}
