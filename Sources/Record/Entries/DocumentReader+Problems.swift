import Facts
import MarkdownTree

/// What could not be read.
extension DocumentReader {
  func problems(_ document: MarkdownDocument, _ entries: [Entry]) -> [RecordProblem] {
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
    if entries.isEmpty, source.lineCount > 0 {
      problems.append(
        RecordProblem(
          kind: .noStamp,
          path: source.path,
          line: 1,
          message: "no heading, list item, paragraph or table row carries a date or time"
        )
      )
    }
    for entry in entries where entry.timestamp == nil {
      problems.append(
        RecordProblem(
          kind: .noDate,
          path: source.path,
          line: entry.line,
          message: "no date can be told for this entry"
        )
      )
    }
    return problems
  }

  /// Offset of the first NUL or of the first byte that is no UTF-8.
  private func invalidByte(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        // Eight bytes at once, as long as they are ASCII and none is 0.
        if index + 8 <= buffer.count {
          let word = UnsafeRawBufferPointer(buffer).loadUnaligned(
            fromByteOffset: index,
            as: UInt64.self
          )
          let isNUL = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
          if word & 0x8080_8080_8080_8080 == 0, isNUL == 0 {
            index += 8
            continue
          }
        }
        let byte = buffer[index]
        let length: Int
        switch byte {
        case 0x01...0x7F: length = 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return index
        }
        guard index + length <= buffer.count else { return index }
        for next in index + 1..<index + length where buffer[next] & 0xC0 != 0x80 { return index }
        index += length
      }
      return nil
    }
  }
}
