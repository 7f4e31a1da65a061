#if canImport(Glibc)
internal import Glibc
#endif

/// Where bytes occur in a file, without making text of it.
enum ByteSearch {
  /// Offsets of a text, in order, without overlaps.
  static func offsets(of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    let count = text.utf8CodeUnitCount
    guard count > 0, bytes.count >= count, let base = bytes.baseAddress else { return [] }
    let rarest = rarestByte(of: text)
    var offsets: [Int] = []
    var start = rarest
    while start < bytes.count,
      let hit = memchr(base + start, Int32(text.utf8Start[rarest]), bytes.count - start)
    {
      let first = UnsafeRawPointer(hit) - UnsafeRawPointer(base) - rarest
      if first + count <= bytes.count, memcmp(base + first, text.utf8Start, count) == 0 {
        offsets.append(first)
        start = first + count + rarest
      } else {
        start = first + rarest + 1
      }
    }
    return offsets
  }

  /// Where the byte stands that least often leads astray: a digit, a sign, a rare letter.
  private static func rarestByte(of text: StaticString) -> Int {
    // The letters of English prose, the commonest first.
    let letters = Array("etaoinsrhldcumfpgwybvkxjqz".utf8)
    let rank = { (index: Int) in letters.firstIndex(of: text.utf8Start[index]) ?? letters.count }
    return (0..<text.utf8CodeUnitCount).max { rank($0) < rank($1) } ?? 0
  }

  /// Calls `body` with the offsets of a byte, in order.
  static func forEach(
    _ byte: UInt8,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (Int) -> Void
  ) {
    guard let base = bytes.baseAddress else { return }
    var start = 0
    while start < bytes.count, let hit = memchr(base + start, Int32(byte), bytes.count - start) {
      let offset = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
      body(offset)
      start = offset + 1
    }
  }
}
