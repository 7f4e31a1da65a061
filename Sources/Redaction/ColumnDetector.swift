/// Columns of comma-separated values whose heading is a secret's name.
enum ColumnDetector {
  private static let longestLine = 4_096
  private static let mostColumns = 64

  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var columns: [(number: Int, strength: SecretName.Strength)] = []
    var separator: UInt8 = 0
    var width = 0
    var start = 0
    while start < text.count {
      let next = text.first(from: start, limit: text.count) { $0 == Ascii.newline }
      let line = start..<text.lineEnd(from: start, limit: next)
      start = next + 1
      guard line.count <= longestLine else {
        columns = []
        continue
      }
      if !columns.isEmpty {
        let cells = cells(text, line, separator)
        if cells.count == width {
          judge(text, cells, columns, into: &spans)
          continue
        }
        columns = []
      }
      guard let mark = heading(text, line) else { continue }
      let cells = cells(text, line, mark)
      separator = mark
      width = cells.count
      columns = cells.enumerated().compactMap { number, cell in
        SecretName.strength(text, cell).map { (number, $0) }
      }
    }
  }

  /// The separator of a line that holds nothing but names.
  private static func heading(_ text: Bytes, _ line: Range<Int>) -> UInt8? {
    var separator: UInt8?
    for index in line {
      let byte = text[index]
      if Ascii.isWord(byte) || byte == UInt8(ascii: "-") || Ascii.isQuote(byte) { continue }
      guard
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == Ascii.tab,
        separator == nil || separator == byte
      else { return nil }
      separator = byte
    }
    return separator
  }

  private static func cells(_ text: Bytes, _ line: Range<Int>, _ separator: UInt8) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var from = line.lowerBound
    while result.count < mostColumns {
      var end = from
      if from < line.upperBound, text[from] == UInt8(ascii: "\"") {
        end = text.first(from: from + 1, limit: line.upperBound) { $0 == UInt8(ascii: "\"") }
      }
      end = text.first(from: end, limit: line.upperBound) { $0 == separator }
      var cell = from..<end
      if cell.count >= 2, Ascii.isQuote(text[cell.lowerBound]) {
        cell = cell.lowerBound + 1..<cell.upperBound - 1
      }
      result.append(cell)
      guard end < line.upperBound else { break }
      from = end + 1
    }
    return result
  }

  private static func judge(
    _ text: Bytes,
    _ cells: [Range<Int>],
    _ columns: [(number: Int, strength: SecretName.Strength)],
    into spans: inout [SecretSpan]
  ) {
    for column in columns where column.number < cells.count {
      let cell = cells[column.number]
      guard cell.count >= 4,
        SecretValue(text: text, range: cell, isQuoted: false)
          .isSecretInSentence(beside: column.strength)
      else { continue }
      spans.append(SecretSpan(range: cell, kind: column.strength.kind, precision: .context))
    }
  }
}
