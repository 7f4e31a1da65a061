#if canImport(Glibc)
internal import Glibc
#endif

/// Where bytes occur in a file, without making text of it.
enum ByteSearch {
  /// Offsets of a text, in order, without overlaps.
  static func offsets(of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var offsets: [Int] = []
    let rarest = rarestByte(of: text)
    var start = 0
    while let offset = first(text, from: start, in: bytes, rarest) {
      offsets.append(offset)
      start = offset + text.utf8CodeUnitCount
    }
    return offsets
  }

  static func holds(_ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    first(text, from: 0, in: bytes, rarestByte(of: text)) != nil
  }

  /// The first offset of a text at or behind `start`; `rarest` is the place in it that is looked for.
  private static func first(
    _ text: StaticString,
    from start: Int,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ rarest: Int
  ) -> Int? {
    let count = text.utf8CodeUnitCount
    guard count > 0, let base = bytes.baseAddress else { return nil }
    var next = start + rarest
    while next < bytes.count,
      let hit = memchr(base + next, Int32(text.utf8Start[rarest]), bytes.count - next)
    {
      let offset = UnsafeRawPointer(hit) - UnsafeRawPointer(base) - rarest
      if offset + count <= bytes.count, memcmp(base + offset, text.utf8Start, count) == 0 {
        return offset
      }
      next = offset + rarest + 1
    }
    return nil
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
