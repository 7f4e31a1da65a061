/// A hash of a word, letters folded to lower case, whose bytes are taken eight at once.
///
/// Any way of adding the same bytes gives the same value: of a word of eight letters of ASCII or less it
/// takes one step.
struct FoldedHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325
  /// The bytes that are not mixed into `state` yet, the first one lowest.
  private var pending: UInt64 = 0
  /// Bits of `pending` that are taken.
  private var width: UInt64 = 0

  var value: UInt64 {
    @inline(__always) get { Self.mixed(state ^ pending) }
  }

  /// One to one; what the highest bytes say reaches the lowest bits, which tables are indexed by.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32 ^ product >> 52
  }

  /// A byte that is no capital letter.
  @inline(__always)
  mutating func add(folded byte: UInt8) {
    pending |= UInt64(byte) << width
    width &+= 8
    if width == 64 { mix() }
  }

  /// The first `count` of eight letters of ASCII; nothing was added before but whole eights.
  @inline(__always)
  mutating func add(letters: UInt64, count: Int) {
    let folded = letters | 0x2020_2020_2020_2020
    guard count < 8 else {
      pending = folded
      return mix()
    }
    width = UInt64(truncatingIfNeeded: count &* 8)
    pending = folded & (1 << width &- 1)
  }

  mutating func add(_ scalar: UInt32) {
    let scalar = Self.fold(scalar)
    if scalar < 0x80 { return add(folded: UInt8(truncatingIfNeeded: scalar)) }
    // As in UTF-8: no byte of it is zero, which would say nothing.
    if scalar >= 0x1_0000 { add(folded: UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)) }
    if scalar >= 0x800 { add(folded: UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)) }
    add(folded: UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    add(folded: UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }

  private mutating func mix() {
    state = Self.mixed(state ^ pending)
    pending = 0
    width = 0
  }

  static func of(_ word: some StringProtocol) -> UInt64 {
    var hash = FoldedHash()
    let isPlain: Void? =
      word.utf8.withContiguousStorageIfAvailable { bytes in
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        for byte in bytes { hash.add(folded: byte &- 0x41 < 26 ? byte | 0x20 : byte) }
        return ()
      } ?? nil
    if isPlain == nil {
      for scalar in word.unicodeScalars { hash.add(scalar.value) }
    }
    return hash.value
  }

  /// Lower case of the Latin, Greek and Cyrillic letters; other scalars stay.
  private static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: scalar + 0x20
    case 0x2019: 0x27
    case 0xC0...0xDE where scalar != 0xD7: scalar + 0x20
    case 0x100...0x137, 0x14A...0x177: scalar | 1
    case 0x139...0x148, 0x179...0x17E: scalar + (scalar & 1)
    case 0x391...0x3A9: scalar + 0x20
    case 0x410...0x42F: scalar + 0x20
    default: scalar
    }
  }
}
