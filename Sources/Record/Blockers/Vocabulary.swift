/// The words that the reader knows, by the hash of their folded scalars.
///
/// Its tables are made once and never change, which is what makes sharing them safe.
struct Vocabulary: @unchecked Sendable {
  static let shared = Vocabulary()

  private struct Slot {
    var hash: UInt64 = 0
    var classes: WordClass = []
  }

  /// What a word can make of the line that it stands in.
  private struct Trigger: OptionSet {
    let rawValue: UInt8

    static let alone = Trigger(rawValue: 1)
    /// Beside a task id or a label of status.
    static let accompanied = Trigger(rawValue: 2)
    /// Behind a tick.
    static let ticked = Trigger(rawValue: 4)

    init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    init(_ classes: WordClass) {
      if !classes.isDisjoint(with: .triggers) {
        self = .alone
      } else if classes.contains(.resolved) {
        self = [.accompanied, .ticked]
      } else {
        self = classes.isDisjoint(with: .accompanied) ? [] : .accompanied
      }
    }
  }

  /// What a byte is to a quick look at a line.
  private enum ByteKind: UInt8 {
    /// A blank or a sign that says nothing.
    case other
    case letter
    /// A sign or a digit that may say something with what stands around it.
    case mark
    /// Of a character beyond ASCII.
    case beyond

    init(_ byte: UInt8) {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: self = .letter
      case 0x27, 0x30...0x39, 0x3F, 0x40, 0x5D: self = .mark
      case 0x80...: self = .beyond
      default: self = .other
      }
    }
  }

  private let kinds: UnsafePointer<ByteKind>
  /// Open addressing by the low bits of the hash, which is one already.
  private let slots: UnsafePointer<Slot>
  /// By the hash of a word's first four letters: 1 where a word of the vocabulary that matters
  /// begins so, 2 where a label of status does.
  private let prefixes: UnsafePointer<UInt8>
  /// The greatest number of scalars of a word in a script without blanks.
  static let longestIdeographic = 6

  private static let slotCount = 4_096

  private init() {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: Self.slotCount)
    slots.initialize(repeating: Slot(), count: Self.slotCount)
    let prefixes = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.slotCount)
    prefixes.initialize(repeating: 0, count: Self.slotCount)
    for table in Self.english + Self.languages {
      let matters = !Trigger(table.classes).isEmpty
      for word in table.words.utf8.split(separator: 0x20) {
        let hash = FoldedHash.of(Substring(word))
        var slot = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        while slots[slot].hash != 0, slots[slot].hash != hash {
          slot = (slot + 1) & (Self.slotCount - 1)
        }
        slots[slot].hash = hash
        slots[slot].classes.formUnion(table.classes)
        guard matters, word.count >= 3, word.prefix(4).allSatisfy({ $0 < 0x80 }) else { continue }
        var letters = word.makeIterator()
        let prefix = Self.prefixSlot(
          letters.next() ?? 0,
          letters.next() ?? 0,
          letters.next() ?? 0,
          letters.next() ?? 0
        )
        prefixes[prefix] |= 1
      }
    }
    let kinds = UnsafeMutablePointer<ByteKind>.allocate(capacity: 256)
    for byte in 0...UInt8.max { (kinds + Int(byte)).initialize(to: ByteKind(byte)) }
    // "Status", "Progress".
    prefixes[Self.prefixSlot(0x73, 0x74, 0x61, 0x74)] |= 2
    prefixes[Self.prefixSlot(0x70, 0x72, 0x6F, 0x67)] |= 2
    self.kinds = UnsafePointer(kinds)
    self.slots = UnsafePointer(slots)
    self.prefixes = UnsafePointer(prefixes)
  }

  @inline(__always)
  func classes(of hash: UInt64) -> WordClass {
    var slot = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
    while slots[slot].hash != 0 {
      if slots[slot].hash == hash { return slots[slot].classes }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    return []
  }

  /// Whether a range of bytes holds a word worth tokenising, or a mark of waiting.
  ///
  /// "done" and "fixed" stand in every other line; they count in headings, beside a task id or a label of
  /// status, and "fixed" behind a tick; a ticked id says something alone.
  func triggers(
    in range: Range<Int>,
    of bytes: UnsafeBufferPointer<UInt8>,
    isHeading: Bool = false
  ) -> Bool {
    var inWord = false
    var hasCompany = isHeading
    var isTicked = false
    var hasID = false
    var found: Trigger = []
    var index = range.lowerBound
    let end = range.upperBound
    let kinds = self.kinds
    while index < end {
      let byte = bytes[index]
      switch kinds[Int(byte)] {
      case .letter:
        if !inWord {
          let prefix = prefixes[Self.prefixSlot(at: index, bytes)]
          if prefix != 0 {
            let hash = LineTokens.wordHash(at: index, end: end, bytes)
            found.formUnion(Trigger(classes(of: hash)))
            if found.contains(.alone) { return true }
            if prefix & 2 != 0 { hasCompany = true }
          }
        }
        inWord = true
        // The rest of a word says nothing more.
        index = Self.endOfLetters(from: index &+ 1, to: end, bytes)
      case .other:
        inWord = false
        index &+= 1
      case .mark:
        switch byte {
        case 0x40: return true
        case 0x3F:
          // A question mark that ends something, unlike that of an address.
          let next = index &+ 1 < end ? bytes[index &+ 1] : 0x20
          if next &- 0x30 >= 10, kinds[Int(next)] != .letter { return true }
        case 0x5D:
          // `[!]`
          if index >= range.lowerBound + 2, bytes[index - 1] == 0x21, bytes[index - 2] == 0x5B {
            return true
          }
        case 0x30...0x39:
          // `BAY-029`: a digit behind a capital letter and a dash.
          if index >= range.lowerBound + 2, bytes[index - 1] == 0x2D, bytes[index - 2] &- 0x41 < 26
          {
            hasCompany = true
            hasID = true
          }
        default: break
        }
        inWord = byte == 0x27 && inWord
        index &+= 1
      case .beyond:
        // Scripts without blanks, and the marks of waiting: ⏸ ⏳ ⛔ 🚫 🚧 🔴.
        if byte >= 0xE3, byte <= 0xED { return true }
        if byte == 0xE2, index + 2 < end {
          if Self.isWaitingMark(bytes[index + 1], bytes[index + 2]) { return true }
          if bytes[index + 1] == 0x9C, bytes[index + 2] == 0x85 { isTicked = true }
        }
        if byte == 0xF0, index + 3 < end, bytes[index + 1] == 0x9F,
          Self.isStopMark(bytes[index + 2], bytes[index + 3])
        {
          return true
        }
        inWord = byte < 0xE2
        index &+= 1
      }
    }
    return found.contains(.accompanied) && hasCompany
      || isTicked && (hasID || found.contains(.ticked))
  }

  /// The first byte that is no letter of ASCII, eight bytes at once.
  @inline(__always)
  private static func endOfLetters(
    from start: Int,
    to end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var index = start
    while index &+ 8 <= end {
      let word = UInt64(
        littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: index,
          as: UInt64.self
        )
      )
      // The high bit of each byte: at least `a`, above `z`, beyond ASCII.
      let folded = (word | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
      let letters =
        (folded &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(folded &+ 0x0505_0505_0505_0505) & ~word
      let others = ~letters & 0x8080_8080_8080_8080
      if others != 0 { return index &+ others.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < end, (bytes[index] | 0x20) &- 0x61 < 26 { index &+= 1 }
    return index
  }

  private static func isWaitingMark(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0x8F && (third == 0xB8 || third == 0xB3) || second == 0x9B && third == 0x94
  }

  private static func isStopMark(_ third: UInt8, _ fourth: UInt8) -> Bool {
    third == 0x9A && (fourth == 0xAB || fourth == 0xA7) || third == 0x94 && fourth == 0xB4
  }

  /// Of the four bytes that begin a word, the last one only when it is a letter.
  @inline(__always)
  private static func prefixSlot(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var key: UInt32 = 0
    if index &+ 4 <= bytes.count {
      key = UInt32(
        littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: index,
          as: UInt32.self
        )
      )
    } else {
      for byte in bytes[index...].reversed() { key = key << 8 | UInt32(byte) }
    }
    key |= 0x2020_2020
    if (key >> 24) &- 0x61 >= 26 { key &= 0x00FF_FFFF }
    return Int((key &* 2_654_435_761) >> 20)
  }

  @inline(__always)
  private static func prefixSlot(
    _ first: UInt8,
    _ second: UInt8,
    _ third: UInt8,
    _ fourth: UInt8
  ) -> Int {
    let key = UInt32(first) | UInt32(second) << 8 | UInt32(third) << 16 | UInt32(fourth) << 24
    return Int((key &* 2_654_435_761) >> 20)
  }
}

/// FNV-1a over scalars, letters folded to lower case.
struct FoldedHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// A byte of ASCII that is no capital letter.
  @inline(__always)
  mutating func add(folded byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

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
