/// Whether a token looks generated: what no person types and no program names.
///
/// Words and identifiers change between lower case, upper case and digits rarely; random characters
/// do so all the time, in every alphabet that keys are written in.
enum Randomness {
  /// For tokens that stand beside a secret's name; shorter than 8 bytes never.
  static func isRandom(_ text: Bytes, _ range: Range<Int>) -> Bool {
    guard range.count >= 8 else { return false }
    let limited = range.lowerBound..<min(range.upperBound, range.lowerBound + 512)
    var pairs = 0
    var changes = 0
    var digits = 0
    var letters = 0
    var consonants = 0
    var longestConsonants = 0
    var hex = 0
    var symbols = 0
    var previous = 0
    for index in limited {
      let byte = text[index]
      let kind = Ascii.isLower(byte) ? 1 : Ascii.isUpper(byte) ? 2 : Ascii.isDigit(byte) ? 3 : 0
      if kind == 3 { digits += 1 }
      if kind == 1 || kind == 2 {
        letters += 1
        consonants = isVowel(byte) ? 0 : consonants + 1
        longestConsonants = max(longestConsonants, consonants)
      } else {
        consonants = 0
      }
      if kind == 0 { symbols += 1 }
      if Ascii.isHex(byte) { hex += 1 }
      if previous != 0, kind != 0 {
        pairs += 1
        // A capital that opens a word is no surprise.
        if previous != kind, !(previous == 2 && kind == 1) { changes += 1 }
      }
      previous = kind
    }
    let size = limited.count
    guard letters > 0, pairs >= 4 else { return false }
    if hex == size, size >= 16 { return digits > 0 }
    if symbols * 3 > size { return false }
    if digits == 0, changes == 0 { return longestConsonants >= 6 && size >= 12 }
    // 0.45 is expected of base64, 0.40 of base 36, 0.30 of base 32; identifiers stay near 0.15.
    let threshold = size >= 16 ? 22 : 28
    return changes * 100 >= pairs * threshold
      || (longestConsonants >= 6 && changes * 100 >= pairs * 14)
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "y"):
      true
    default: false
    }
  }
}
