#if canImport(Glibc)
internal import Glibc
#endif

/// Where bytes occur in a file, without making text of it.
enum ByteSearch {
  /// Offsets of a text, in order, without overlaps.
  static func offsets(of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var offsets: [Int] = []
    let rarest = rarestPair(of: text)
    var start = 0
    while let offset = first(text, from: start, in: bytes, rarest) {
      offsets.append(offset)
      start = offset + text.utf8CodeUnitCount
    }
    return offsets
  }

  static func holds(_ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    first(text, from: 0, in: bytes, rarestPair(of: text)) != nil
  }

  /// The first offset of a text at or behind `start`; `rarest` is the place of the two bytes in it that are looked for.
  private static func first(
    _ text: StaticString,
    from start: Int,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ rarest: Int
  ) -> Int? {
    let count = text.utf8CodeUnitCount
    guard count > 1, let base = bytes.baseAddress else { return nil }
    let pair = (text.utf8Start[rarest], text.utf8Start[rarest + 1])
    var next = start + rarest
    while let hit = first(pair, from: next, in: bytes) {
      let offset = hit - rarest
      if offset + count <= bytes.count, memcmp(base + offset, text.utf8Start, count) == 0 {
        return offset
      }
      next = hit + 1
    }
    return nil
  }

  /// The first offset at or behind `start` where two bytes follow each other.
  private static func first(
    _ pair: (UInt8, UInt8),
    from start: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    let left = SIMD32<UInt8>(repeating: pair.0)
    let right = SIMD32<UInt8>(repeating: pair.1)
    var index = start
    // Thirty-two places at once.
    while index + 33 <= bytes.count {
      let here = raw.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self) .== left
      let behind = raw.loadUnaligned(fromByteOffset: index + 1, as: SIMD32<UInt8>.self) .== right
      if any(here .& behind) { break }
      index += 32
    }
    while index + 1 < bytes.count {
      if bytes[index] == pair.0, bytes[index + 1] == pair.1 { return index }
      index += 1
    }
    return nil
  }

  /// Where the two bytes stand that least often lead astray: digits, signs, rare letters.
  private static func rarestPair(of text: StaticString) -> Int {
    var rarest = 0
    var rarity = 0
    for index in 0..<max(1, text.utf8CodeUnitCount) - 1 {
      let sum =
        rarities[Int(text.utf8Start[index])] + rarities[Int(text.utf8Start[index + 1])]
      if sum >= rarity { (rarest, rarity) = (index, sum) }
    }
    return rarest
  }

  private static let rarities: [Int] = {
    // The letters of English prose, the commonest first.
    let letters = "etaoinsrhldcumfpgwybvkxjqz".utf8
    var rarities = [Int](repeating: letters.count, count: 256)
    for (rarity, letter) in letters.enumerated() { rarities[Int(letter)] = rarity }
    return rarities
  }()

  static func firstOffset(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress, let hit = memchr(base, Int32(byte), bytes.count) else {
      return nil
    }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
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
