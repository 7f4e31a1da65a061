/// A text whose lines are joined, indentation and marks of quotes left out, with the way back.
///
/// nil when it is one line.
struct JoinedLines {
  private(set) var bytes: [UInt8] = []
  /// Where a line begins in the joined text, and where in the original; in order.
  private var starts: [(joined: Int, original: Int)] = [(0, 0)]

  init?(_ text: Bytes) {
    guard text.contains(Ascii.newline) else { return nil }
    bytes.reserveCapacity(text.count)
    var index = 0
    while true {
      let next = text.first(from: index, limit: text.count) { $0 == Ascii.newline }
      var end = next
      if end > index, text[end - 1] == Ascii.carriageReturn { end -= 1 }
      // A line that is continued ends with a backslash.
      if next < text.count, end > index, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
      bytes.append(contentsOf: text[index..<end])
      guard next < text.count else { break }
      index = text.first(from: next + 1, limit: next + 81) {
        !(Ascii.isBlank($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "|"))
      }
      starts.append((bytes.count, index))
    }
  }

  /// From its first to its last byte, the breaks between them included.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return offset(range.lowerBound)..<offset(range.lowerBound) }
    return offset(range.lowerBound)..<offset(range.upperBound - 1) + 1
  }

  private func offset(_ joined: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].joined <= joined { low = middle } else { high = middle }
    }
    return starts[low].original + joined - starts[low].joined
  }
}
