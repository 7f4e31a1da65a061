import Facts
import MarkdownTree

/// What could not be read.
extension DocumentReader {
  func problems(_ document: MarkdownDocument, _ places: [EntryPlace]) -> [RecordProblem] {
    let source = document.source
    var problems: [RecordProblem] = []
    if let offset = invalidByte(source.bytes) {
      problems.append(
        RecordProblem(
          kind: .invalidText,
          path: source.path,
          line: source.line(at: offset),
          message: "bytes that are no UTF-8 text; they are read as U+FFFD"
        )
      )
    }
    if let line = document.unclosedFence {
      problems.append(
        RecordProblem(
          kind: .unclosedFence,
          path: source.path,
          line: line,
          message: "the code fence is never closed: all that follows is code to a Markdown reader"
        )
      )
    }
    if places.isEmpty, source.lineCount > 0 {
      problems.append(
        RecordProblem(
          kind: .noStamp,
          path: source.path,
          line: 1,
          message: "no heading, list item, paragraph or table row carries a date or time"
        )
      )
    }
    for index in places.indices where places[index].timestamp == nil {
      problems.append(
        RecordProblem(
          kind: .noDate,
          path: source.path,
          line: places[index].line,
          message: "no date can be told for this entry"
        )
      )
    }
    return problems
  }

  /// Offset of the first NUL or of the first byte that is no UTF-8.
  private func invalidByte(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      let nul = ByteSearch.firstOffset(of: 0, in: buffer)
      let end = nul ?? buffer.count
      var index = 0
      while true {
        index = firstBeyondASCII(from: index, to: end, buffer)
        guard index < end else { return nul }
        let byte = buffer[index]
        let length: Int
        switch byte {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return index
        }
        guard index + length <= buffer.count else { return index }
        for next in index + 1..<index + length where buffer[next] & 0xC0 != 0x80 { return index }
        index += length
      }
    }
  }

  /// The first byte of 128 and more; `end` where there is none.
  private func firstBeyondASCII(
    from start: Int,
    to end: Int,
    _ buffer: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let raw = UnsafeRawBufferPointer(buffer)
    func high(_ index: Int) -> UInt64 {
      raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian & 0x8080_8080_8080_8080
    }
    var index = start
    // Thirty-two bytes at once, then eight.
    while index + 32 <= end,
      high(index) | high(index + 8) | high(index + 16) | high(index + 24) == 0
    {
      index += 32
    }
    while index + 8 <= end {
      let marks = high(index)
      if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < end, buffer[index] < 0x80 { index += 1 }
    return index
  }
}
