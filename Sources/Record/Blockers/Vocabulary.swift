/// The words that the reader knows, by the hash of their folded scalars.
struct Vocabulary: Sendable {
  static let shared = Vocabulary()

  private let classes: [UInt64: WordClass]
  /// Whether a word that begins with these three letters may be a trigger.
  private let triggerPrefixes: [Bool]
  /// The greatest number of scalars of a word in a script without blanks.
  static let longestIdeographic = 6

  private init() {
    var classes: [UInt64: WordClass] = [:]
    var prefixes = [Bool](repeating: false, count: 1 << 15)
    for table in Self.english + Self.languages {
      for word in table.words.split(separator: " ") {
        var hash = FoldedHash()
        for scalar in word.unicodeScalars { hash.add(scalar.value) }
        classes[hash.value, default: []].formUnion(table.classes)
        guard !table.classes.isDisjoint(with: .triggers) else { continue }
        let letters = Array(word.utf8.prefix(3))
        if letters.count == 3, let index = Self.prefixIndex(letters[0], letters[1], letters[2]) {
          prefixes[index] = true
        }
      }
    }
    self.classes = classes
    self.triggerPrefixes = prefixes
  }

  func classes(of hash: UInt64) -> WordClass {
    classes[hash] ?? []
  }

  /// Whether a range of bytes holds a word worth tokenising, or a mark of waiting.
  func triggers(in range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var inWord = false
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      let byte = bytes[index]
      if byte < 0x80 {
        let letter = byte | 0x20
        if letter >= 0x61, letter <= 0x7A {
          if !inWord {
            inWord = true
            if index + 2 < end,
              let prefix = Self.prefixIndex(
                letter,
                bytes[index + 1] | 0x20,
                bytes[index + 2] | 0x20
              ),
              triggerPrefixes[prefix]
            {
              return true
            }
          }
        } else {
          if byte == 0x40 { return true }
          inWord = false
        }
        index += 1
        continue
      }
      // Scripts without blanks, and the marks of waiting: ⏸ ⏳ ⛔ 🚫 🔴.
      if byte >= 0xE3, byte <= 0xED { return true }
      if byte == 0xE2, index + 2 < end {
        if bytes[index + 1] == 0x8F, bytes[index + 2] == 0xB8 || bytes[index + 2] == 0xB3 {
          return true
        }
        if bytes[index + 1] == 0x9B, bytes[index + 2] == 0x94 { return true }
      }
      if byte == 0xF0, index + 3 < end, bytes[index + 1] == 0x9F {
        if bytes[index + 2] == 0x9A, bytes[index + 3] == 0xAB || bytes[index + 3] == 0xA7 {
          return true
        }
        if bytes[index + 2] == 0x94, bytes[index + 3] == 0xB4 { return true }
      }
      inWord = byte < 0xE2
      index += 1
    }
    return false
  }

  private static func prefixIndex(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
    guard first &- 0x61 < 26, second &- 0x61 < 26, third &- 0x61 < 26 else { return nil }
    return Int(first - 0x61) << 10 | Int(second - 0x61) << 5 | Int(third - 0x61)
  }
}

/// FNV-1a over scalars, letters folded to lower case.
struct FoldedHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ scalar: UInt32) {
    value = (value ^ UInt64(Self.fold(scalar))) &* 0x0000_0100_0000_01B3
  }

  static func of(_ word: some StringProtocol) -> UInt64 {
    var hash = FoldedHash()
    for scalar in word.unicodeScalars { hash.add(scalar.value) }
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
