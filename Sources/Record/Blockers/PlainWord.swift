/// A word of at most seven letters of ASCII that a blank or a sign ends, as most words are.
struct PlainWord {
  let count: Int
  let hash: FoldedHash
  let isCapitalised: Bool
  let hasSmallLetter: Bool

  /// nil where the word is longer, or goes on with a digit, a dash or another script.
  @inline(__always)
  init?(at start: Int, end: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let eight = EightBytes(at: start, end: end, bytes) else { return nil }
    count = eight.leadingLetters
    guard count < 8 else { return nil }
    let width = UInt64(truncatingIfNeeded: count &* 8)
    switch UInt8(truncatingIfNeeded: eight.value >> width) {
    case 0x00...0x26, 0x28...0x2C, 0x2E, 0x3A...0x5E, 0x60...0x7F: break
    default: return nil
    }
    var hash = FoldedHash()
    hash.add(letters: eight.value, count: count)
    self.hash = hash
    isCapitalised = eight.value & 0x20 == 0
    hasSmallLetter = eight.value & 0x2020_2020_2020_2020 & (1 << width &- 1) != 0
  }
}
