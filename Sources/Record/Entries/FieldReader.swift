import Facts
import MarkdownTree

/// Reads the labelled values of an entry from its source lines.
///
/// `**Label**: value`, `**Label:** value`, `**Label (note)**: …`, `**Label** (note): …`, several of them on a line, in list
/// items and quotes; a line that is bold as a whole; `Label: value` for the labels that everybody knows; headings below
/// the entry's own. Lines and not the tree, since CommonMark counts a label right below a list to its last item.
struct FieldReader {
  let document: MarkdownDocument
  private static let deepestLabel = 12
  private var source: SourceText { document.source }

  /// Whether lines end with carriage returns, which are no part of a value.
  private let hasReturns: Bool
  /// The roles whose values are read; nil for all.
  private let wanted: [FieldRole]?

  private let keepsLabels: Bool

  /// With `wanted` the other fields come without their values, and labels that have no role may be left empty.
  init(_ document: MarkdownDocument, wanted: [FieldRole]? = nil, keepsLabels: Bool = true) {
    self.document = document
    self.wanted = wanted
    self.keepsLabels = keepsLabels
    let first = document.source.lineStarts.count > 1 ? document.source.lineStarts[1] : 0
    hasReturns = first > 1 && document.source.bytes[first - 2] == 0x0D
  }

  private struct Label {
    var text: Range<Int>
    var line: Int
    /// First byte of the value on the label's line.
    var value: Int
    /// Byte at which the value ends on the label's line.
    var valueEnd: Int
    /// Columns of indentation; a list item is one deeper than what stands in front of it.
    var depth: Int
    var heading: Int
  }

  /// The fields between two lines, both included.
  func fields(from first: Int, through last: Int) -> [Entry.Field] {
    guard first <= last else { return [] }
    var labels: [Label] = []
    var stops: [Int] = []
    source.bytes.withUnsafeBufferPointer { bytes in
      var line = first
      while line <= last {
        switch document.kind(ofLine: line) {
        case .codeFence, .indentedCode, .htmlCode, .htmlComment: break
        case .thematicBreak: stops.append(line)
        case .heading:
          if let label = headingLabel(line) { labels.append(label) }
        case .table: break
        default:
          let range = source.lineRange(line)
          if Self.mayHoldLabel(range, bytes) { appendLabels(range, line, bytes, to: &labels) }
        }
        line += 1
      }
    }
    return values(of: labels, stops: stops, through: last)
  }

  private func values(of labels: [Label], stops: [Int], through last: Int) -> [Entry.Field] {
    var fields: [Entry.Field] = []
    fields.reserveCapacity(labels.count)
    // The line before which the value of a label must end, found from the back with a stack of labels.
    var ends = [Int](repeating: last, count: labels.count)
    var open: [Int] = []
    var stop = 0
    for (index, label) in labels.enumerated() {
      while stop < stops.count, stops[stop] < label.line {
        for waiting in open where labels[waiting].heading == 0 { ends[waiting] = stops[stop] - 1 }
        open.removeAll { labels[$0].heading == 0 }
        stop += 1
      }
      while let waiting = open.last, closes(label, labels[waiting]) {
        ends[waiting] = label.line == labels[waiting].line ? label.line : label.line - 1
        open.removeLast()
      }
      open.append(index)
    }
    while stop < stops.count {
      for waiting in open where labels[waiting].heading == 0 { ends[waiting] = stops[stop] - 1 }
      open.removeAll { labels[$0].heading == 0 }
      stop += 1
    }
    for (index, label) in labels.enumerated() {
      fields.append(field(label, end: ends[index]))
    }
    return fields
  }

  /// Whether `next` ends the value of `label`: a heading as high, a label as shallow.
  private func closes(_ next: Label, _ label: Label) -> Bool {
    if next.heading > 0 { return label.heading == 0 || label.heading >= next.heading }
    if label.heading > 0 { return false }
    return next.depth <= label.depth
  }

  private func field(_ label: Label, end: Int) -> Entry.Field {
    var needsValue = true
    var needsLabel = true
    if let wanted {
      let role = role(label.text)
      needsValue = role.map { wanted.contains($0) } ?? false
      needsLabel = keepsLabels || role != nil
    }
    let text = needsLabel ? source.string(label.text) : ""
    let onLine = trimmed(label.value..<max(label.value, label.valueEnd))
    if !onLine.isEmpty, label.heading == 0 {
      var last = label.line
      while last < end, !isBlank(line: last + 1), !document.isCode(line: last + 1),
        document.kind(ofLine: last + 1) != .table, !document.isComment(line: last + 1)
      {
        last += 1
      }
      let high = last == label.line ? onLine.upperBound : source.lineRange(last).upperBound
      return Entry.Field(
        label: text,
        line: label.line,
        endLine: last,
        text: needsValue ? joined(onLine.lowerBound..<high) : ""
      )
    }
    var firstLine = label.line + 1
    var last = end
    while firstLine <= last, isBlank(line: firstLine) || document.isComment(line: firstLine) {
      firstLine += 1
    }
    while last >= firstLine, isBlank(line: last) || document.isComment(line: last) { last -= 1 }
    guard firstLine <= last else {
      return Entry.Field(label: text, line: label.line, endLine: label.line, text: "")
    }
    return Entry.Field(
      label: text,
      line: label.line,
      endLine: last,
      text: needsValue ? joined(lines: firstLine...last) : ""
    )
  }

  /// Lines with what stands between them, comments left out.
  private func joined(lines: ClosedRange<Int>) -> String {
    var texts: [String] = []
    var first: Int?
    for line in lines {
      if document.isComment(line: line) {
        if let start = first {
          texts.append(
            joined(source.lineRange(start).lowerBound..<source.lineRange(line - 1).upperBound)
          )
        }
        first = nil
      } else if first == nil {
        first = line
      }
    }
    if let start = first {
      texts.append(
        joined(source.lineRange(start).lowerBound..<source.lineRange(lines.upperBound).upperBound)
      )
    }
    return texts.count == 1 ? texts[0] : texts.joined(separator: "\n")
  }

  private func joined(_ range: Range<Int>) -> String {
    guard hasReturns else { return source.string(range) }
    return String(decoding: source.bytes[range].filter { $0 != 0x0D }, as: UTF8.self)
  }
}

// MARK: - Labels on a line

extension FieldReader {
  private func headingLabel(_ line: Int) -> Label? {
    guard let index = document.headingIndex(atLine: line) else { return nil }
    let node = document.nodes[index]
    guard Int(node.firstLine) == line else { return nil }
    var range = document.headingRange(index)
    range = Self.withoutMarks(range, source.bytes)
    guard !range.isEmpty else { return nil }
    let end = Int(node.lastLine)
    return Label(
      text: range,
      line: end,
      value: range.upperBound,
      valueEnd: range.upperBound,
      depth: 0,
      heading: Int(node.level)
    )
  }

  /// Whether a colon or an emphasis of two marks stands in a line: without either there is no label.
  private static func mayHoldLabel(
    _ range: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var last: UInt8 = 0
    var index = range.lowerBound
    while index < range.upperBound {
      // Eight bytes at once, as long as none of them is a colon, a star or a low line.
      if index + 8 <= range.upperBound {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: index,
          as: UInt64.self
        )
        let marks =
          zeros(word ^ 0x3A3A_3A3A_3A3A_3A3A) | zeros(word ^ 0x2A2A_2A2A_2A2A_2A2A)
          | zeros(word ^ 0x5F5F_5F5F_5F5F_5F5F) | zeros(word ^ 0xEFEF_EFEF_EFEF_EFEF)
        if marks == 0 {
          index += 8
          last = 0
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

  /// Not 0 exactly when one of the eight bytes is.
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private func appendLabels(
    _ range: Range<Int>,
    _ line: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    to labels: inout [Label]
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
    if let marker = listMarkerEnd(index, range.upperBound) {
      depth += 2
      index = marker
      while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      if let box = document.marker(in: index..<range.upperBound, line: line) {
        index = box.range.upperBound
      }
    }
    // Deeper labels are siblings: a value is repeated in that of each label it stands under.
    depth = min(depth, Self.deepestLabel)
    let start = index
    if !appendBold(from: start, to: range.upperBound, line, depth: depth, bytes, &labels),
      let plain = plainLabel(from: start, to: range.upperBound, line: line, depth: depth)
    {
      labels.append(plain)
    }
  }

  private func listMarkerEnd(_ start: Int, _ end: Int) -> Int? {
    guard start + 1 < end else { return nil }
    let bytes = source.bytes
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
  private func appendBold(
    from start: Int,
    to end: Int,
    _ line: Int,
    depth: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ labels: inout [Label]
  ) -> Bool {
    let before = labels.count
    var index = start
    var isFirst = true
    while index + 4 < end {
      // Eight bytes at once, as long as none of them is a star or a low line.
      if index + 8 <= end {
        let word = UInt64(
          littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
            fromByteOffset: index,
            as: UInt64.self
          )
        )
        let marks =
          Self.zeros(word ^ 0x2A2A_2A2A_2A2A_2A2A) | Self.zeros(word ^ 0x5F5F_5F5F_5F5F_5F5F)
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
        bytes[index + 2] != mark, index == start || Self.mayPrecede(bytes[index - 1])
      else {
        index += 1
        continue
      }
      var close = index + 2
      while close + 1 < end, !(bytes[close] == mark && bytes[close + 1] == mark) { close += 1 }
      guard close + 1 < end else { break }
      if let label = label(index + 2..<close, after: close + 2, to: end, line: line, depth: depth) {
        if labels.count > before {
          var end = index
          while end > labels[labels.count - 1].value, isSeparator(bytes[end - 1]) { end -= 1 }
          labels[labels.count - 1].valueEnd = end
        }
        labels.append(label)
      } else if isFirst, isWhole(from: start, index, close + 2, end) {
        let text = Self.withoutMarks(index + 2..<close, source.bytes)
        if !text.isEmpty {
          labels.append(
            Label(text: text, line: line, value: end, valueEnd: end, depth: depth, heading: 0)
          )
        }
      }
      isFirst = false
      index = close + 2
    }
    return labels.count > before
  }

  /// What stands between two labels of a line.
  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x7C || byte == 0x2C || byte == 0x3B
  }

  /// A label stands at the beginning, or behind a blank, a bar or an emoji.
  private static func mayPrecede(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x7C, 0x28, 0x2C, 0x3B: true
    default: byte >= 0x80
    }
  }

  private func label(_ bold: Range<Int>, after: Int, to end: Int, line: Int, depth: Int) -> Label? {
    let bytes = source.bytes
    var text = trimmed(bold)
    var value = after
    if let last = text.last, bytes[last] == 0x3A {
      text = text.lowerBound..<last
    } else if text.count > 3,
      source.bytes[text.upperBound - 3..<text.upperBound].elementsEqual("：".utf8)
    {
      text = text.lowerBound..<text.upperBound - 3
    } else {
      while value < end, bytes[value] == 0x20 { value += 1 }
      if value < end, bytes[value] == 0x28 {
        guard let close = bytes[value..<end].firstIndex(of: 0x29) else { return nil }
        value = close + 1
      }
      if value < end, bytes[value] == 0x3A {
        value += 1
      } else if value + 3 <= end, bytes[value..<value + 3].elementsEqual("：".utf8) {
        value += 3
      } else {
        return nil
      }
      // `**at**: 14:30` is a label, `**14**:30` is not.
      if value < end, isDigit(bytes[value]), let last = text.last, isDigit(bytes[last]) {
        return nil
      }
    }
    text = Self.withoutMarks(text, bytes)
    guard !text.isEmpty else { return nil }
    return Label(text: text, line: line, value: value, valueEnd: end, depth: depth, heading: 0)
  }

  private func role(_ range: Range<Int>) -> FieldRole? {
    source.bytes.withUnsafeBufferPointer { FieldNames.role(of: .init(rebasing: $0[range])) }
  }

  /// Whether the bold text is all that the line holds, marks aside.
  private func isWhole(from start: Int, _ open: Int, _ close: Int, _ end: Int) -> Bool {
    let bytes = source.bytes
    return bytes[start..<open].allSatisfy { $0 == 0x20 || $0 >= 0x80 }
      && bytes[close..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 >= 0x80 }
  }

  /// `Status: …` without emphasis, for labels that everybody knows; a colon and a blank must follow.
  private func plainLabel(from start: Int, to end: Int, line: Int, depth: Int) -> Label? {
    let bytes = source.bytes
    let limit = min(end, start + 40)
    guard start < limit, bytes[start] != 0x40 else { return nil }
    var colon = start
    var width = 1
    while colon < limit, bytes[colon] != 0x3A {
      switch bytes[colon] {
      case 0x60, 0x7C, 0x3C, 0x2E: return nil
      case 0xEF where colon + 3 <= limit && bytes[colon..<colon + 3].elementsEqual("：".utf8):
        width = 3
      default: break
      }
      if width == 3 { break }
      colon += 1
    }
    guard colon < limit, colon > start else { return nil }
    let after = colon + width
    guard after >= end || bytes[after] == 0x20 || width == 3 else { return nil }
    let text = Self.withoutMarks(start..<colon, bytes)
    guard !text.isEmpty, role(text) != nil else { return nil }
    return Label(text: text, line: line, value: after, valueEnd: end, depth: depth, heading: 0)
  }
}

// MARK: - Bytes

extension FieldReader {
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, source.bytes[low] == 0x20 || source.bytes[low] == 0x09 { low += 1 }
    while high > low, source.bytes[high - 1] == 0x20 || source.bytes[high - 1] == 0x09 { high -= 1 }
    return low..<high
  }

  private func isBlank(line: Int) -> Bool {
    let range = source.lineRange(line)
    return source.bytes.withUnsafeBufferPointer { bytes in
      range.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 || bytes[$0] == 0x3E }
    }
  }

  /// Without emphasis marks, blanks and a colon at either end.
  static func withoutMarks(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
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
