/// A word of at most fifteen letters of ASCII that a blank or a sign ends, as nearly all words are.
struct PlainWord {
  let count: Int
  let hash: FoldedHash
  let isCapitalised: Bool
  let hasSmallLetter: Bool

  /// nil where the word is longer, or goes on with a digit, a dash or another script.
  @inline(__always)
  init?(at start: Int, end: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = EightBytes(at: start, end: end, bytes) else { return nil }
    var hash = FoldedHash()
    var letters = first.leadingLetters
    var last = first
    let isLong = letters == 8
    if isLong {
      hash.add(letters: first.value, count: 8)
      // Where the line ends with the word, nothing follows.
      guard start &+ 8 < end, let second = EightBytes(at: start &+ 8, end: end, bytes) else {
        return nil
      }
      last = second
      letters = second.leadingLetters
      guard letters < 8 else { return nil }
    }
    let width = UInt64(truncatingIfNeeded: letters &* 8)
    switch UInt8(truncatingIfNeeded: last.value >> width) {
    case 0x00...0x26, 0x28...0x2C, 0x2E, 0x3A...0x5E, 0x60...0x7F: break
    default: return nil
    }
    if letters > 0 { hash.add(letters: last.value, count: letters) }
    count = isLong ? letters &+ 8 : letters
    self.hash = hash
    isCapitalised = first.value & 0x20 == 0
    hasSmallLetter =
      ((isLong ? first.value : 0) | last.value & (1 << width &- 1)) & 0x2020_2020_2020_2020 != 0
  }
}
