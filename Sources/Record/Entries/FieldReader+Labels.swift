import Facts
import MarkdownTree

/// Where labels stand on a line.
extension FieldReader {
  private static let deepestLabel = 12

  func headingLabel(_ line: Int, _ bytes: Bytes) -> Label? {
    guard let index = document.headingIndex(atLine: line) else { return nil }
    let node = document.nodes[index]
    guard Int(node.firstLine) == line else { return nil }
    let range = Self.withoutMarks(document.headingRange(index), bytes)
    guard !range.isEmpty else { return nil }
    return Label(
      text: range,
      role: Self.role(range, bytes),
      line: Int(node.lastLine),
      value: range.upperBound,
      valueEnd: range.upperBound,
      depth: 0,
      heading: Int(node.level)
    )
  }

  /// Whether a colon or an emphasis of two marks stands in a line: without either there is no label.
  static func mayHoldLabel(_ range: Range<Int>, _ bytes: Bytes) -> Bool {
    var last: UInt8 = 0
    var index = firstMark(from: range.lowerBound, to: range.upperBound, bytes)
    while index < range.upperBound {
      // Eight bytes at once: a colon, or two stars or low lines side by side.
      if index + 8 <= bytes.count {
        var word = word(at: index, bytes)
        let left = range.upperBound - index
        if left < 8 { word &= (1 << UInt64(left * 8)) &- 1 }
        let colons = zeros(word ^ 0x3A3A_3A3A_3A3A_3A3A) | zeros(word ^ 0xEFEF_EFEF_EFEF_EFEF)
        if colons & highBits != 0 { return true }
        let marks =
          (zeros(word ^ 0x2A2A_2A2A_2A2A_2A2A) | zeros(word ^ 0x5F5F_5F5F_5F5F_5F5F)) & highBits
        if marks & marks << 8 == 0, marks & 0x80 == 0 || bytes[index] != last {
          last = bytes[min(index + 8, range.upperBound) - 1]
          index += 8
          continue
        }
      }
      for position in index..<min(index + 8, range.upperBound) {
        let byte = bytes[position]
        switch byte {
        case 0x3A, 0xEF: return true
        case 0x2A, 0x5F: if last == byte { return true }
        default: break
        }
        last = byte
      }
      index += 8
    }
    return false
  }

  /// Where the first sixteen bytes with a colon, a star or a low line begin, or the last bytes.
  @inline(__always)
  private static func firstMark(from start: Int, to end: Int, _ bytes: Bytes) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let star = SIMD16<UInt8>(repeating: 0x2A)
    let lowLine = SIMD16<UInt8>(repeating: 0x5F)
    let colon = SIMD16<UInt8>(repeating: 0x3A)
    let wideColon = SIMD16<UInt8>(repeating: 0xEF)
    var index = start
    while index + 16 <= end {
      let block = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      let isStar = block .== star
      let isLowLine = block .== lowLine
      let isColon = block .== colon
      let isWideColon = block .== wideColon
      if any((isStar .| isLowLine) .| (isColon .| isWideColon)) { break }
      index += 16
    }
    return index
  }

  private static func word(at index: Int, _ bytes: Bytes) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
        fromByteOffset: index,
        as: UInt64.self
      )
    )
  }

  /// The high bits of what it gives are not 0 exactly when one of the eight bytes is.
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word
  }

  private static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  func appendLabels(
    _ range: Range<Int>,
    _ line: Int,
    _ bytes: Bytes,
    to labels: inout OpenLabels
  ) {
    var index = range.lowerBound
    var depth = 0
    // Indentation, quote marks, a list marker, a checkbox.
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == 0x20 {
        depth += 1
      } else if byte == 0x09 {
        depth += 4
      } else if byte == 0x3E {
        // A quote is as deep as what it quotes.
      } else {
        break
      }
      index += 1
    }
    if let marker = Self.listMarkerEnd(index, range.upperBound, bytes) {
      depth += 2
      index = marker
      while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      if index < range.upperBound, bytes[index] == 0x5B,
        let box = document.marker(in: index..<range.upperBound, line: line)
      {
        index = box.range.upperBound
      }
    }
    // Deeper labels are siblings: a value is repeated in that of each label it stands under.
    depth = min(depth, Self.deepestLabel)
    let start = index
    if !Self.appendBold(from: start, to: range.upperBound, line, depth: depth, bytes, &labels),
      let plain = Self.plainLabel(
        from: start,
        to: range.upperBound,
        line: line,
        depth: depth,
        bytes
      )
    {
      labels.append(plain)
    }
  }

  private static func listMarkerEnd(_ start: Int, _ end: Int, _ bytes: Bytes) -> Int? {
    guard start + 1 < end else { return nil }
    switch bytes[start] {
    case 0x2D, 0x2A, 0x2B:
      return bytes[start + 1] == 0x20 || bytes[start + 1] == 0x09 ? start + 1 : nil
    case 0x30...0x39:
      var index = start
      while index < end, index - start < 9, isDigit(bytes[index]) { index += 1 }
      guard index + 1 < end, bytes[index] == 0x2E || bytes[index] == 0x29, bytes[index + 1] == 0x20
      else { return nil }
      return index + 1
    default: return nil
    }
  }

  /// Bold labels anywhere on the line where one may begin; false when there is none.
  private static func appendBold(
    from start: Int,
    to end: Int,
    _ line: Int,
    depth: Int,
    _ bytes: Bytes,
    _ labels: inout OpenLabels
  ) -> Bool {
    let before = labels.count
    var index = start
    var isFirst = true
    while index + 4 < end {
      // Eight bytes at once, as long as none of them is a star or a low line.
      if index + 8 <= bytes.count {
        let word = word(at: index, bytes)
        let marks =
          (zeros(word ^ 0x2A2A_2A2A_2A2A_2A2A) | zeros(word ^ 0x5F5F_5F5F_5F5F_5F5F)) & highBits
        if marks == 0 {
          index += 8
          continue
        }
        // The lowest bit that is set is that of a mark.
        index += marks.trailingZeroBitCount / 8
        guard index + 4 < end else { break }
      }
      let mark = bytes[index]
      guard mark == 0x2A || mark == 0x5F, bytes[index + 1] == mark, bytes[index + 2] != 0x20,
        bytes[index + 2] != mark, index == start || mayPrecede(bytes[index - 1])
      else {
        index += 1
        continue
      }
      guard let close = firstPair(of: mark, from: index + 2, to: end, bytes) else { break }
      if let label = label(
        index + 2..<close,
        after: close + 2,
        to: end,
        line: line,
        depth: depth,
        bytes
      ) {
        if labels.count > before { labels.endLastValue(at: index, bytes) }
        labels.append(label)
      } else if isFirst, isWhole(from: start, index, close + 2, end, bytes) {
        let text = withoutMarks(index + 2..<close, bytes)
        if !text.isEmpty {
          labels.append(
            Label(
              text: text,
              role: role(text, bytes),
              line: line,
              value: end,
              valueEnd: end,
              depth: depth,
              heading: 0
            )
          )
        }
      }
      isFirst = false
      index = close + 2
    }
    return labels.count > before
  }

  /// Where the mark first stands twice.
  private static func firstPair(
    of mark: UInt8,
    from start: Int,
    to end: Int,
    _ bytes: Bytes
  ) -> Int? {
    let eightMarks = UInt64(mark) &* 0x0101_0101_0101_0101
    var index = start
    while index + 1 < end {
      if index + 8 <= bytes.count {
        let marks = zeros(word(at: index, bytes) ^ eightMarks) & highBits
        if marks == 0 {
          index += 8
          continue
        }
        index += marks.trailingZeroBitCount / 8
        guard index + 1 < end else { return nil }
      }
      if bytes[index] == mark, bytes[index + 1] == mark { return index }
      index += 1
    }
    return nil
  }

  /// A label stands at the beginning, or behind a blank, a bar or an emoji.
  private static func mayPrecede(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x7C, 0x28, 0x2C, 0x3B: true
    default: byte >= 0x80
    }
  }

  private static func label(
    _ bold: Range<Int>,
    after: Int,
    to end: Int,
    line: Int,
    depth: Int,
    _ bytes: Bytes
  ) -> Label? {
    var text = trimmed(bold, bytes)
    var value = after
    if let last = text.last, bytes[last] == 0x3A {
      text = text.lowerBound..<last
    } else if text.count > 3, isWideColon(text.upperBound - 3, bytes) {
      text = text.lowerBound..<text.upperBound - 3
    } else {
      while value < end, bytes[value] == 0x20 { value += 1 }
      if value < end, bytes[value] == 0x28 {
        guard let close = (value..<end).first(where: { bytes[$0] == 0x29 }) else { return nil }
        value = close + 1
      }
      if value < end, bytes[value] == 0x3A {
        value += 1
      } else if value + 3 <= end, isWideColon(value, bytes) {
        value += 3
      } else {
        return nil
      }
      // `**at**: 14:30` is a label, `**14**:30` is not.
      if value < end, isDigit(bytes[value]), let last = text.last, isDigit(bytes[last]) {
        return nil
      }
    }
    text = withoutMarks(text, bytes)
    guard !text.isEmpty else { return nil }
    return Label(
      text: text,
      role: role(text, bytes),
      line: line,
      value: value,
      valueEnd: end,
      depth: depth,
      heading: 0
    )
  }

  private static func role(_ range: Range<Int>, _ bytes: Bytes) -> FieldRole? {
    FieldNames.role(of: Bytes(rebasing: bytes[range]))
  }

  /// Whether the bold text is all that the line holds, marks aside.
  private static func isWhole(
    from start: Int,
    _ open: Int,
    _ close: Int,
    _ end: Int,
    _ bytes: Bytes
  ) -> Bool {
    bytes[start..<open].allSatisfy { $0 == 0x20 || $0 >= 0x80 }
      && bytes[close..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 >= 0x80 }
  }

  /// `Status: …` without emphasis, for labels that everybody knows; a colon and a blank must follow.
  private static func plainLabel(
    from start: Int,
    to end: Int,
    line: Int,
    depth: Int,
    _ bytes: Bytes
  ) -> Label? {
    let limit = min(end, start + 40)
    guard start < limit, bytes[start] != 0x40,
      FieldNames.mayBeginWithLabel(Bytes(rebasing: bytes[start..<limit]))
    else { return nil }
    var colon = start
    var width = 1
    while colon < limit, bytes[colon] != 0x3A {
      switch bytes[colon] {
      case 0x60, 0x7C, 0x3C, 0x2E: return nil
      case 0xEF where colon + 3 <= limit && isWideColon(colon, bytes): width = 3
      default: break
      }
      if width == 3 { break }
      colon += 1
    }
    guard colon < limit, colon > start else { return nil }
    let after = colon + width
    guard after >= end || bytes[after] == 0x20 || width == 3 else { return nil }
    let text = withoutMarks(start..<colon, bytes)
    guard !text.isEmpty, let role = role(text, bytes) else { return nil }
    return Label(
      text: text,
      role: role,
      line: line,
      value: after,
      valueEnd: end,
      depth: depth,
      heading: 0
    )
  }

  // MARK: Bytes

  // `：`
  private static func isWideColon(_ index: Int, _ bytes: Bytes) -> Bool {
    bytes[index] == 0xEF && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x9A
  }

  static func trimmed(_ range: Range<Int>, _ bytes: Bytes) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
    while high > low, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 { high -= 1 }
    return low..<high
  }

  /// Without emphasis marks, blanks and a colon at either end.
  static func withoutMarks(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    bytes.withUnsafeBufferPointer { withoutMarks(range, $0) }
  }

  private static func withoutMarks(_ range: Range<Int>, _ bytes: Bytes) -> Range<Int> {
    func isMark(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x2A || byte == 0x5F || byte == 0x3A
    }
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, isMark(bytes[low]) { low += 1 }
    while high > low, isMark(bytes[high - 1]) { high -= 1 }
    return low..<high
  }
}
