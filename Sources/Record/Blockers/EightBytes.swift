/// Eight bytes of a text in one register, looked at together.
struct EightBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  private(set) var value: UInt64

  @inline(__always)
  private init(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    value = UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
        fromByteOffset: index,
        as: UInt64.self
      )
    )
  }

  /// The bytes from `index` on, those from `end` on zero; nil where the buffer ends before eight.
  @inline(__always)
  init?(at index: Int, end: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard index &+ 8 <= bytes.count else { return nil }
    self.init(at: index, bytes)
    guard index &+ 8 > end else { return }
    value &= 1 << UInt64(truncatingIfNeeded: (end &- index) &* 8) &- 1
  }

  /// The high bit of each byte that is a letter of ASCII.
  var letters: UInt64 {
    @inline(__always) get {
      // At least `a`, not above `z`, within ASCII.
      let folded = (value | 0x2020_2020_2020_2020) & ~Self.highs
      return (folded &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(folded &+ 0x0505_0505_0505_0505) & ~value
        & Self.highs
    }
  }

  /// How many letters of ASCII stand at the beginning.
  var leadingLetters: Int {
    @inline(__always) get {
      let others = letters ^ Self.highs
      return others == 0 ? 8 : others.trailingZeroBitCount >> 3
    }
  }

  /// Whether any byte is `!`, `'`, `?`, `@` or beyond ASCII; never false where one is.
  var mayHoldMark: Bool {
    @inline(__always) get {
      let marks =
        zeros(value ^ 0x2727_2727_2727_2727) | zeros(value ^ 0x3F3F_3F3F_3F3F_3F3F)
        | zeros(value ^ 0x4040_4040_4040_4040) | zeros(value ^ 0x2121_2121_2121_2121)
      return (marks | value) & Self.highs != 0
    }
  }

  /// The high bit of the first byte that is zero, and of some behind it.
  @inline(__always)
  private func zeros(_ bytes: UInt64) -> UInt64 {
    (bytes &- Self.ones) & ~bytes
  }

  /// The first byte that is no letter of ASCII.
  @inline(__always)
  static func endOfLetters(
    from start: Int,
    to end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var index = start
    while index < end, let eight = EightBytes(at: index, end: end, bytes) {
      let letters = eight.leadingLetters
      index &+= letters
      if letters < 8 { return index }
    }
    while index < end, (bytes[index] | 0x20) &- 0x61 < 26 { index &+= 1 }
    return index
  }
}
