/// Whether a token looks generated: what no person types and no program names.
///
/// Words and identifiers change between lower case, upper case and digits rarely; random characters
/// do so all the time, in every alphabet that keys are written in. Letters alone are told from words
/// by the pairs that they form.
enum Randomness {
  private struct Shape {
    var pairs = 0
    var changes = 0
    var digits = 0
    var letters = 0
    var longestConsonants = 0
    var hex = 0
    var symbols = 0

    init(_ text: Bytes, _ range: Range<Int>) {
      var previous = 0
      var consonants = 0
      for index in range {
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
    }
  }

  /// For tokens that stand beside a secret's name; shorter than 8 bytes never.
  static func isRandom(_ text: Bytes, _ range: Range<Int>) -> Bool {
    guard range.count >= 8 else { return false }
    let limited = range.lowerBound..<min(range.upperBound, range.lowerBound + 512)
    let shape = Shape(text, limited)
    let size = limited.count
    guard shape.letters > 0, shape.pairs >= 4 else { return false }
    if shape.hex == size, size >= 16 { return shape.digits > 0 }
    if isUUID(text, range) { return true }
    if shape.symbols * 3 > size { return false }
    if shape.digits == 0 {
      let bigrams = Bigrams.count(text, limited)
      if size >= 16, bigrams.pairs >= 12, bigrams.rare * 100 >= bigrams.pairs * 30 { return true }
      if shape.changes == 0 { return shape.longestConsonants >= 6 && size >= 12 }
      // Camel case has changes as well, but in words.
      return shape.changes * 100 >= shape.pairs * (size >= 16 ? 22 : 28)
        && bigrams.rare * 100 >= bigrams.pairs * 15
    }
    // 0.45 is expected of base64, 0.40 of base 36, 0.30 of base 32; identifiers stay near 0.15.
    let threshold = size >= 16 ? 22 : 28
    if size >= 16, shape.changes * 100 >= shape.pairs * 12 {
      let bigrams = Bigrams.count(text, limited)
      if bigrams.pairs >= 8, bigrams.rare * 100 >= bigrams.pairs * 35 { return true }
    }
    return shape.changes * 100 >= shape.pairs * threshold
      || (shape.longestConsonants >= 6 && shape.changes * 100 >= shape.pairs * 14)
  }

  /// For what follows a prefix that only keys have: anything but words and names.
  static func isPlausible(_ text: Bytes, _ range: Range<Int>) -> Bool {
    let limited = range.lowerBound..<min(range.upperBound, range.lowerBound + 512)
    let shape = Shape(text, limited)
    if shape.digits > 0, shape.letters > 0, shape.symbols * 4 <= limited.count { return true }
    if shape.letters == 0 { return false }
    let bigrams = Bigrams.count(text, limited)
    return bigrams.pairs >= 8 && bigrams.rare * 100 >= bigrams.pairs * 25
  }

  /// `8-4-4-4-12` hex digits.
  static func isUUID(_ text: Bytes, _ range: Range<Int>) -> Bool {
    guard range.count == 36 else { return false }
    for (offset, index) in range.enumerated() {
      if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
        guard text[index] == UInt8(ascii: "-") else { return false }
      } else if !Ascii.isHex(text[index]) {
        return false
      }
    }
    return true
  }

  static func isHex(_ text: Bytes, _ range: Range<Int>) -> Bool {
    text.first(from: range.lowerBound, limit: range.upperBound) { !Ascii.isHex($0) }
      == range.upperBound
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
