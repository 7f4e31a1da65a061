/// A quick look whether a word may be one of a few, by its first byte and its length.
struct WordShapes: Sendable {
  /// By first byte; one bit for each length, the last one for all that are longer.
  private var lengths = [UInt64](repeating: 0, count: 256)

  init() {}

  init(_ words: Set<String>) {
    for word in words {
      if let first = word.utf8.first { insert(first, word.utf8.count) }
    }
  }

  mutating func insert(_ first: UInt8, _ length: Int) {
    lengths[Int(first)] |= 1 << UInt64(min(length, 63))
  }

  func mayHold(_ first: UInt8, _ length: Int) -> Bool {
    lengths[Int(first)] & 1 << UInt64(min(length, 63)) != 0
  }
}
