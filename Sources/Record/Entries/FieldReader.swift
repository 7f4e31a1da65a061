import Facts
import MarkdownTree

/// Reads the labelled values of an entry from its source lines.
///
/// `**Label**: value`, `**Label:** value`, `**Label (note)**: …`, `**Label** (note): …`, several of them on a line, in list
/// items and quotes; a line that is bold as a whole; `Label: value` for the labels that everybody knows; headings below
/// the entry's own. Lines and not the tree, since CommonMark counts a label right below a list to its last item.
struct FieldReader {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  let document: MarkdownDocument
  var source: SourceText { document.source }

  /// Whether lines end with carriage returns, which are no part of a value.
  private let hasReturns: Bool
  /// The roles whose values are read; nil for all.
  private let wanted: FieldRoles?

  private let keepsLabels: Bool

  /// With `wanted` the other fields come without their values, and the texts of all labels may be left out.
  init(_ document: MarkdownDocument, wanted: FieldRoles? = nil, keepsLabels: Bool = true) {
    self.document = document
    self.wanted = wanted
    self.keepsLabels = keepsLabels
    let first = document.source.lineStarts.count > 1 ? document.source.lineStarts[1] : 0
    hasReturns = first > 1 && document.source.bytes[first - 2] == 0x0D
  }

  struct Label {
    var text: Range<Int>
    /// By its bytes.
    var role: FieldRole?
    var line: Int
    /// First byte of the value on the label's line.
    var value: Int
    /// Byte at which the value ends on the label's line.
    var valueEnd: Int
    /// Columns of indentation; a list item is one deeper than what stands in front of it.
    var depth: Int
    var heading: Int
    /// The last line that its value may have.
    var end = 0
    /// The label in whose value it stands, as long as both are open; -1 for none.
    var outer = -1
  }

  /// Fields with what their labels mean.
  struct Fields {
    var fields: [Entry.Field] = []
    var roles: [FieldRole?] = []
  }

  /// The fields between two lines, both included.
  func fields(from first: Int, through last: Int) -> [Entry.Field] {
    read(from: first, through: last).fields
  }

  /// The same with the roles of their labels.
  func read(from first: Int, through last: Int) -> Fields {
    var found = Fields()
    source.bytes.withUnsafeBufferPointer { bytes in
      let labels = labels(from: first, through: last, bytes)
      guard !labels.isEmpty else { return }
      found.fields.reserveCapacity(labels.count)
      found.roles.reserveCapacity(labels.count)
      for label in labels { append(label, bytes, to: &found) }
    }
    return found
  }

  /// The lines of the labels that mean a date, in order; a line with two of them comes twice, and one without a
  /// digit may be left out.
  func linesOfDates(from first: Int, through last: Int) -> [Int] {
    source.bytes.withUnsafeBufferPointer { bytes in
      var lines: [Int] = []
      for label in labels(from: first, through: last, bytes, withDigit: true)
      where label.role == .date && role(of: label, bytes) == .date {
        lines.append(label.line)
      }
      return lines
    }
  }

  /// `withDigit` leaves out lines without one, but for headings.
  private func labels(
    from first: Int,
    through last: Int,
    _ bytes: Bytes,
    withDigit: Bool = false
  ) -> [Label] {
    guard first <= last else { return [] }
    var labels = OpenLabels(last: last, capacity: min((last - first) / 2 + 1, 64))
    for line in first...last {
      switch document.kind(ofLine: line) {
      case .codeFence, .indentedCode, .htmlCode, .htmlComment, .table: break
      case .thematicBreak: labels.stop(at: line)
      case .heading:
        if let label = headingLabel(line, bytes) { labels.append(label) }
      default:
        let range = source.lineRange(line)
        if Self.mayHoldLabel(range, bytes),
          !withDigit || range.contains(where: { isDigit(bytes[$0]) })
        {
          appendLabels(range, line, bytes, to: &labels)
        }
      }
    }
    return labels.all
  }

  // MARK: Values

  /// What a label means to an entry.
  private func role(of label: Label, _ bytes: Bytes) -> FieldRole? {
    if bytes[label.text].allSatisfy({ $0 < 0x80 }) || label.role == nil && !keepsLabels {
      return label.role
    }
    // Bytes that are no UTF-8 separate words in a text.
    return FieldNames.role(of: source.string(label.text))
  }

  private func append(_ label: Label, _ bytes: Bytes, to found: inout Fields) {
    let needsValue =
      wanted.map { wanted in label.role.map { wanted.contains($0) } ?? false } ?? true
    found.roles.append(role(of: label, bytes))
    var field = Entry.Field(
      label: keepsLabels ? source.string(label.text) : "",
      line: label.line,
      endLine: label.line,
      text: ""
    )
    let onLine = Self.trimmed(label.value..<max(label.value, label.valueEnd), bytes)
    if !onLine.isEmpty, label.heading == 0 {
      var last = label.line
      while last < label.end, continuesValue(last + 1, bytes) { last += 1 }
      field.endLine = last
      if needsValue {
        let high = last == label.line ? onLine.upperBound : source.lineRange(last).upperBound
        field.text = joined(onLine.lowerBound..<high)
      }
    } else {
      var first = label.line + 1
      var last = label.end
      while first <= last, isBlank(line: first, bytes) || document.isComment(line: first) {
        first += 1
      }
      while last >= first, isBlank(line: last, bytes) || document.isComment(line: last) {
        last -= 1
      }
      if first <= last {
        field.endLine = last
        if needsValue { field.text = joined(lines: first...last) }
      }
    }
    found.fields.append(field)
  }

  /// Whether a line goes on with a value that began on its label's line.
  private func continuesValue(_ line: Int, _ bytes: Bytes) -> Bool {
    switch document.kind(ofLine: line) {
    case .codeFence, .indentedCode, .htmlCode, .htmlComment, .table: false
    default: !isBlank(line: line, bytes)
    }
  }

  /// Lines with what stands between them, comments left out.
  private func joined(lines: ClosedRange<Int>) -> String {
    var texts: [String] = []
    var first: Int?
    for line in lines {
      if document.isComment(line: line) {
        if let start = first { texts.append(joined(from: start, through: line - 1)) }
        first = nil
      } else if first == nil {
        first = line
      }
    }
    guard let start = first else { return texts.joined(separator: "\n") }
    let rest = joined(from: start, through: lines.upperBound)
    guard !texts.isEmpty else { return rest }
    return (texts + [rest]).joined(separator: "\n")
  }

  private func joined(from first: Int, through last: Int) -> String {
    joined(source.lineRange(first).lowerBound..<source.lineRange(last).upperBound)
  }

  private func joined(_ range: Range<Int>) -> String {
    guard hasReturns else { return source.string(range) }
    return String(decoding: source.bytes[range].filter { $0 != 0x0D }, as: UTF8.self)
  }

  private func isBlank(line: Int, _ bytes: Bytes) -> Bool {
    let range = source.lineRange(line)
    guard range.lowerBound < range.upperBound else { return true }
    // Most lines tell by their first byte.
    guard Self.isBlankOrQuote(bytes[range.lowerBound]) else { return false }
    return range.allSatisfy { Self.isBlankOrQuote(bytes[$0]) }
  }

  private static func isBlankOrQuote(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x3E
  }
}

/// Labels in order, with the lines before which their values must end.
struct OpenLabels {
  private(set) var all: [FieldReader.Label] = []
  /// The innermost label whose value goes on; -1 for none.
  private var innermost = -1
  private let last: Int
  private let capacity: Int

  /// `capacity` is asked for once a label is there.
  init(last: Int, capacity: Int) {
    self.last = last
    self.capacity = capacity
  }

  var count: Int { all.count }

  mutating func append(_ label: FieldReader.Label) {
    while innermost >= 0, Self.closes(label, all[innermost]) {
      let isSameLine = label.line == all[innermost].line
      all[innermost].end = isSameLine ? label.line : label.line - 1
      innermost = all[innermost].outer
    }
    if all.isEmpty { all.reserveCapacity(capacity) }
    var label = label
    label.end = last
    label.outer = innermost
    innermost = all.count
    all.append(label)
  }

  /// Ends the last label's value on its line where the next one begins.
  mutating func endLastValue(at end: Int, _ bytes: FieldReader.Bytes) {
    var end = end
    let value = all[all.count - 1].value
    while end > value, Self.isSeparator(bytes[end - 1]) { end -= 1 }
    all[all.count - 1].valueEnd = end
  }

  /// A break ends all values but those of headings.
  mutating func stop(at line: Int) {
    var index = innermost
    var heading = -1
    while index >= 0 {
      let outer = all[index].outer
      if all[index].heading == 0 {
        all[index].end = line - 1
        if heading < 0 { innermost = outer } else { all[heading].outer = outer }
      } else {
        heading = index
      }
      index = outer
    }
  }

  /// Whether `next` ends the value of `label`: a heading as high, a label as shallow.
  private static func closes(_ next: FieldReader.Label, _ label: FieldReader.Label) -> Bool {
    if next.heading > 0 { return label.heading == 0 || label.heading >= next.heading }
    if label.heading > 0 { return false }
    return next.depth <= label.depth
  }

  /// What stands between two labels of a line.
  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x7C || byte == 0x2C || byte == 0x3B
  }
}
