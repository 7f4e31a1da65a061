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
    /// A sign that may say something with what stands around it.
    case mark
    /// Of a character beyond ASCII.
    case beyond

    init(_ byte: UInt8) {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: self = .letter
      case 0x21, 0x27, 0x3F, 0x40: self = .mark
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
    var look = LineLook(hasCompany: isHeading)
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      if let eight = EightBytes(at: index, end: end, bytes), !eight.mayHoldMark {
        if lookAtWords(eight, index, range, bytes, &look) { return true }
        index &+= 8
        continue
      }
      // Byte by byte, up to where eight at once can go on.
      let stop = min(end, index &+ 8)
      while index < stop {
        if lookAtByte(&index, range, bytes, &look) { return true }
      }
    }
    if look.found.contains(.accompanied) {
      return look.hasCompany || look.isTicked && look.found.contains(.ticked)
        || Self.holdsID(range, bytes)
    }
    return look.isTicked && (look.found.contains(.ticked) || Self.holdsID(range, bytes))
  }

  /// `BAY-029`: a digit behind a capital letter and a dash.
  private static func holdsID(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = range.lowerBound + 2
    while index < range.upperBound {
      if bytes[index] &- 0x30 < 10, bytes[index - 1] == 0x2D, bytes[index - 2] &- 0x41 < 26 {
        return true
      }
      index += 1
    }
    return false
  }

  /// What a quick look at a line has found so far.
  private struct LineLook {
    var hasCompany: Bool
    var isTicked = false
    var found: Trigger = []
    /// The byte before belongs to a word.
    var inWord = false
  }

  /// Looks at the words that begin in eight bytes without a mark; true when one of them says enough.
  @inline(__always)
  private func lookAtWords(
    _ eight: EightBytes,
    _ index: Int,
    _ range: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ look: inout LineLook
  ) -> Bool {
    let letters = eight.letters
    var starts = letters & ~(letters << 8 | (look.inWord ? 0x80 : 0))
    look.inWord = letters >> 63 != 0
    while starts != 0 {
      let start = index &+ starts.trailingZeroBitCount >> 3
      starts &= starts &- 1
      if lookAtWord(start, range.upperBound, bytes, &look) { return true }
    }
    return false
  }

  @inline(__always)
  private func lookAtWord(
    _ start: Int,
    _ end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ look: inout LineLook
  ) -> Bool {
    let prefix = prefixes[Self.prefixSlot(at: start, bytes)]
    guard prefix != 0 else { return false }
    look.found.formUnion(
      Trigger(classes(of: LineTokens.wordHash(at: start, end: end, bytes)))
    )
    if prefix & 2 != 0 { look.hasCompany = true }
    return look.found.contains(.alone)
  }

  /// Looks at one byte, or at a whole word; true when it says enough.
  private func lookAtByte(
    _ index: inout Int,
    _ range: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ look: inout LineLook
  ) -> Bool {
    let end = range.upperBound
    let byte = bytes[index]
    switch kinds[Int(byte)] {
    case .letter:
      if !look.inWord, lookAtWord(index, end, bytes, &look) { return true }
      look.inWord = true
      // The rest of a word says nothing more.
      index = EightBytes.endOfLetters(from: index &+ 1, to: end, bytes)
      return false
    case .other: look.inWord = false
    case .mark:
      switch byte {
      case 0x40: return true
      case 0x3F:
        // A question mark that ends something, unlike that of an address.
        let next = index &+ 1 < end ? bytes[index &+ 1] : 0x20
        if next &- 0x30 >= 10, kinds[Int(next)] != .letter { return true }
      case 0x21:
        // `[!]`
        if index > range.lowerBound, index &+ 1 < end, bytes[index - 1] == 0x5B,
          bytes[index + 1] == 0x5D
        {
          return true
        }
      default: break
      }
      look.inWord = byte == 0x27 && look.inWord
    case .beyond:
      // Scripts without blanks, and the marks of waiting: ⏸ ⏳ ⛔ 🚫 🚧 🔴.
      if byte >= 0xE3, byte <= 0xED { return true }
      if byte == 0xE2, index + 2 < end {
        if Self.isWaitingMark(bytes[index + 1], bytes[index + 2]) { return true }
        if bytes[index + 1] == 0x9C, bytes[index + 2] == 0x85 { look.isTicked = true }
      }
      if byte == 0xF0, index + 3 < end, bytes[index + 1] == 0x9F,
        Self.isStopMark(bytes[index + 2], bytes[index + 3])
      {
        return true
      }
      look.inWord = byte < 0xE2
    }
    index &+= 1
    return false
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
