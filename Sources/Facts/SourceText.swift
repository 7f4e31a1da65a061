/// The bytes of one file, with the offsets at which its lines begin.
///
/// Parsers work on `bytes` and make a `String` only for what they keep: scanning UTF-8 is an order
/// of magnitude faster than walking `Character`s, and positions stay exact.
package struct SourceText: Sendable {
  /// Path relative to the repository root, with `/`.
  package let path: String
  package let bytes: [UInt8]
  /// Byte offset at which each line begins; never empty (an empty file has one empty line).
  package let lineStarts: [Int]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.lineStarts = Self.lineStarts(of: bytes)
  }

  private init(path: String, bytes: [UInt8], lineStarts: [Int]) {
    self.path = path
    self.bytes = bytes
    self.lineStarts = lineStarts
  }

  /// The same file under another path, without looking for its lines again.
  package func renamed(_ path: String) -> SourceText {
    SourceText(path: path, bytes: bytes, lineStarts: lineStarts)
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32 + 2)
    bytes.withUnsafeBytes { buffer in
      var index = 0
      // Eight bytes at once: most lines are short, and looking for each end anew takes longer than that.
      while index &+ 8 <= buffer.count {
        let ends = Self.newlines(buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        if ends != 0 {
          var rest = ends
          while rest != 0 {
            starts.append(index &+ rest.trailingZeroBitCount >> 3 &+ 1)
            rest &= rest &- 1
          }
        }
        index &+= 8
      }
      while index < buffer.count {
        if buffer[index] == 0x0A { starts.append(index + 1) }
        index += 1
      }
    }
    return starts
  }

  /// The high bit of each byte that is a newline, the first byte lowest.
  @inline(__always)
  private static func newlines(_ bytes: UInt64) -> UInt64 {
    let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let others = UInt64(littleEndian: bytes) ^ 0x0A0A_0A0A_0A0A_0A0A
    return ~((others & lows &+ lows) | others | lows)
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The number of newlines, plus one for a last line without one: what a report calls "N lines".
  package var lineCount: Int {
    lineStarts.count - (lineStarts[lineStarts.count - 1] == bytes.count ? 1 : 0)
  }

  /// The 1-based line that holds the byte at `offset`; offsets past the end belong to the last line.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The 1-based column of the byte at `offset`, counted in characters as an editor does.
  package func column(at offset: Int) -> Int {
    let start = lineStarts[line(at: offset) - 1]
    let end = min(max(offset, start), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars.count + 1
  }

  /// The bytes of a 1-based line without its line end (`\n` or `\r\n`); empty outside the file.
  package func lineRange(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The text of a byte range; bytes that are no UTF-8 become U+FFFD.
  package func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The text of a 1-based line without its line end.
  package func text(ofLine line: Int) -> String {
    string(lineRange(line))
  }
}
