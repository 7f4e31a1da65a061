/// Columns of Markdown tables whose heading is a secret's name.
enum TableDetector {
  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var columns: [Int: SecretName.Strength] = [:]
    var previous: Range<Int>?
    var start = 0
    while start < text.count {
      let next = text.first(from: start, limit: text.count) { $0 == Ascii.newline }
      let line = start..<text.lineEnd(from: start, limit: next)
      let isRow =
        line.count <= 16_384
        && (text.first(from: line.lowerBound, limit: line.upperBound) { $0 == UInt8(ascii: "|") }
          < line.upperBound || isRule(text, line))
      if !isRow {
        columns = [:]
        previous = nil
      } else if let heading = previous, isRule(text, line) {
        columns = names(text, heading)
      } else {
        if !columns.isEmpty { judge(text, line, columns, into: &spans) }
        previous = line
      }
      start = next + 1
    }
  }

  /// `|---|---|`, or `-----+-----` as psql prints it.
  private static func isRule(_ text: Bytes, _ line: Range<Int>) -> Bool {
    guard let first = line.first, first < text.count, text[first] <= UInt8(ascii: "|") else {
      return false
    }
    var dashes = 0
    for index in line {
      switch text[index] {
      case UInt8(ascii: "-"): dashes += 1
      case UInt8(ascii: "|"), UInt8(ascii: ":"), Ascii.space, UInt8(ascii: "+"): break
      default: return false
      }
    }
    return dashes > 1
  }

  private static func cells(_ text: Bytes, _ line: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = text.first(from: line.lowerBound, limit: line.upperBound) { !Ascii.isBlank($0) }
    if start < line.upperBound, text[start] == UInt8(ascii: "|") { start += 1 }
    while start <= line.upperBound, result.count < 64 {
      let end = text.first(from: start, limit: line.upperBound) { $0 == UInt8(ascii: "|") }
      var from = start
      var to = end
      func isMargin(_ byte: UInt8) -> Bool {
        Ascii.isBlank(byte) || Ascii.isQuote(byte) || byte == UInt8(ascii: "*")
      }
      while from < to, isMargin(text[from]) { from += 1 }
      while to > from, isMargin(text[to - 1]) { to -= 1 }
      result.append(from..<to)
      start = end + 1
    }
    return result
  }

  private static func names(_ text: Bytes, _ heading: Range<Int>) -> [Int: SecretName.Strength] {
    var result: [Int: SecretName.Strength] = [:]
    for (column, cell) in cells(text, heading).enumerated() where !cell.isEmpty {
      result[column] = SecretName.strength(text, cell)
    }
    return result
  }

  private static func judge(
    _ text: Bytes,
    _ line: Range<Int>,
    _ columns: [Int: SecretName.Strength],
    into spans: inout [SecretSpan]
  ) {
    for (column, cell) in cells(text, line).enumerated() {
      guard let strength = columns[column], cell.count >= 3,
        text.first(from: cell.lowerBound, limit: cell.upperBound, where: { $0 == Ascii.space })
          == cell.upperBound,
        SecretValue(text: text, range: cell, isQuoted: false)
          .isSecretInSentence(beside: strength)
      else { continue }
      spans.append(SecretSpan(range: cell, kind: strength.kind, precision: .context))
    }
  }
}
