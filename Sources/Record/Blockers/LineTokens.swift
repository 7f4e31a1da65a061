import Facts

/// One word, number or mark of a line.
struct Token {
  enum Kind {
    case word, number
    /// A mark of status, such as ⏸ or ✅.
    case mark(StatusMark)
    /// The end of a clause: `.`, `;`, `—`, `→`, brackets, `|`.
    case stop
    case colon, question, at
  }

  // Half the width of `Int`: no file that is read is as large as that, and lines have many tokens.
  private var low: UInt32
  private var high: UInt32
  var hash: UInt64
  var classes: WordClass
  var kind: Kind
  /// Begins with a capital letter.
  var capitalised = false
  /// Has no small letter, and at least two capital ones.
  var allCaps = false
  /// Holds a digit.
  var hasDigit = false

  @inline(__always)
  init(kind: Kind, range: Range<Int>, hash: UInt64, classes: WordClass = []) {
    self.low = UInt32(truncatingIfNeeded: range.lowerBound)
    self.high = UInt32(truncatingIfNeeded: range.upperBound)
    self.hash = hash
    self.classes = classes
    self.kind = kind
  }

  var range: Range<Int> {
    @inline(__always) get { Int(low)..<Int(max(low, high)) }
  }

  var isNumber: Bool {
    if case .number = kind { return true }
    return false
  }

  /// `-`, `–`, `—`.
  var isDash: Bool { hash == 0x2D || hash == 0x2013 || hash == 0x2014 }

  func has(_ wanted: WordClass) -> Bool {
    !classes.isDisjoint(with: wanted)
  }
}

/// What an emoji or a box at the beginning of a line says about it.
enum StatusMark {
  case done, failed, paused, waiting, stopped, warning
  /// `[ ]`, `[~]` and others.
  case openBox
  case exclamation

  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x2705, 0x2714, 0x2713, 0x2611, 0x1F7E2: self = .done
    case 0x274C, 0x2716, 0x2717, 0x2718: self = .failed
    case 0x23F8, 0x23EF: self = .paused
    case 0x23F3, 0x231B, 0x1F551, 0x1F7E1: self = .waiting
    case 0x26D4, 0x1F6AB, 0x1F534, 0x1F6D1, 0x1F6A7, 0x1F512: self = .stopped
    case 0x26A0, 0x1F6A8, 0x2757, 0x203C: self = .warning
    default: return nil
    }
  }
}

/// Cuts a range of bytes into tokens; bytes that are no UTF-8 end a word.
struct LineTokens {
  private(set) var tokens: [Token] = []
  /// What its words mean, all together.
  private(set) var classes: WordClass = []
  /// Whether any word is written like the id of a task: in capitals, with a digit.
  private(set) var mayHoldIDs = false

  init(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
    tokens.reserveCapacity(range.count / 4 + 2)
    let vocabulary = Vocabulary.shared
    var index = range.lowerBound
    // A line of megabytes says nothing about waiting; what a person writes fits.
    let end = min(range.upperBound, range.lowerBound + 4_000)
    while index < end {
      let byte = bytes[index]
      if byte == 0x20 {
        index += 1
        continue
      }
      let isLetter = (byte | 0x20) &- 0x61 < 26
      if isLetter, let end = addPlainWord(from: index, end: end, bytes, vocabulary) {
        index = end
        continue
      }
      if isLetter || byte &- 0x30 < 10 || byte == 0x5F {
        index = addWord(from: index, end: end, bytes, vocabulary)
        continue
      }
      let (scalar, width) = Self.scalar(at: index, end: end, bytes)
      if scalar == 0x60 {
        // What stands in a code span is quoted, not said.
        index = Self.endOfCodeSpan(at: index, end: end, bytes)
      } else if Self.isIdeographic(scalar) {
        index = addIdeographic(from: index, end: end, bytes, vocabulary)
      } else if Self.isLetter(scalar) {
        index = addWord(from: index, end: end, bytes, vocabulary)
      } else {
        addMark(scalar, index..<index + width)
        index += width
      }
    }
  }

  /// A run of letters and digits.
  private struct Word {
    var end: Int
    var hash = FoldedHash()
    /// Of ASCII.
    var plainLetters = 0
    var otherLetters = 0
    /// The bit of small letters is set in some byte once there is one.
    var cases: UInt64 = 0
    var hasDigit = false

    var letters: Int { plainLetters + otherLetters }
    var allCaps: Bool { plainLetters > 1 && cases & 0x2020_2020_2020_2020 == 0 }
  }

  /// The hash of the word that begins at a byte.
  @inline(__always)
  static func wordHash(at start: Int, end: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if let word = PlainWord(at: start, end: end, bytes) { return word.hash.value }
    return longWordHash(at: start, end: end, bytes)
  }

  @inline(never)
  private static func longWordHash(
    at start: Int,
    end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UInt64 {
    word(at: start, end: end, bytes).hash.value
  }

  @inline(__always)
  private static func word(
    at start: Int,
    end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Word {
    var word = Word(end: start)
    var index = start
    // Most words are letters of ASCII alone.
    while index < end, let eight = EightBytes(at: index, end: end, bytes) {
      let count = eight.leadingLetters
      guard count > 0 else { break }
      word.plainLetters &+= count
      word.cases |= count < 8 ? eight.value & (1 << UInt64(count &* 8) &- 1) : eight.value
      word.hash.add(letters: eight.value, count: count)
      index &+= count
      if count < 8 { break }
    }
    while index < end {
      let byte = bytes[index]
      if (byte | 0x20) &- 0x61 < 26 {
        word.plainLetters &+= 1
        word.cases |= UInt64(byte)
        word.hash.add(folded: byte | 0x20)
        index &+= 1
        continue
      }
      if byte &- 0x30 < 10 {
        word.hasDigit = true
        word.hash.add(folded: byte)
        index &+= 1
        continue
      }
      if byte == 0x5F {
        word.otherLetters &+= 1
        word.hash.add(folded: byte)
        index &+= 1
        continue
      }
      if byte < 0x80, byte != 0x27, byte != 0x2D, byte != 0x2F { break }
      let (scalar, width) = scalar(at: index, end: end, bytes)
      if isIdeographic(scalar) { break }
      let inner = scalar == 0x27 || scalar == 0x2019 || scalar == 0x2D || scalar == 0x2F
      if inner {
        // Only between two letters or digits: "can't", "go-ahead", "n/a".
        let next = index + width
        guard next < end else { break }
        let following = Self.scalar(at: next, end: end, bytes).scalar
        guard isLetter(following) || isDigit(following) else { break }
        // A possessive belongs to nobody's name.
        if scalar != 0x2D, scalar != 0x2F, following | 0x20 == 0x73 {
          let past = next + 1
          if past >= end || !isLetter(Self.scalar(at: past, end: end, bytes).scalar) { break }
        }
        // A slash joins alternatives ("CEO/Manager") except in "n/a" and "I/O".
        if scalar == 0x2F, word.letters > 1 { break }
      } else if !isLetter(scalar), !isDigit(scalar) {
        break
      }
      if isLetter(scalar) { word.otherLetters += 1 }
      word.hash.add(scalar)
      index += width
    }
    word.end = index
    return word
  }

  /// Adds a plain word, as nearly all are; gives its end.
  @inline(__always)
  private mutating func addPlainWord(
    from start: Int,
    end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ vocabulary: Vocabulary
  ) -> Int? {
    guard let word = PlainWord(at: start, end: end, bytes) else { return nil }
    let hash = word.hash.value
    var token = Token(
      kind: .word,
      range: start..<start &+ word.count,
      hash: hash,
      classes: vocabulary.classes(of: hash)
    )
    token.capitalised = word.isCapitalised
    token.allCaps = word.count > 1 && !word.hasSmallLetter
    classes.formUnion(token.classes)
    tokens.append(token)
    return start &+ word.count
  }

  private mutating func addWord(
    from start: Int,
    end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ vocabulary: Vocabulary
  ) -> Int {
    let word = Self.word(at: start, end: end, bytes)
    let index = word.end
    var token = Token(
      kind: word.letters == 0 ? .number : .word,
      range: start..<index,
      hash: word.hash.value,
      classes: vocabulary.classes(of: word.hash.value)
    )
    let first = bytes[start]
    token.capitalised =
      first < 0x80
      ? first &- 0x41 < 26 : Self.isCapital(Self.scalar(at: start, end: end, bytes).scalar)
    token.allCaps = word.allCaps
    token.hasDigit = word.hasDigit
    if word.hasDigit, token.allCaps { mayHoldIDs = true }
    classes.formUnion(token.classes)
    tokens.append(token)
    // What follows an apostrophe of possession is skipped with it.
    if index + 1 < end, bytes[index] == 0x27, bytes[index + 1] | 0x20 == 0x73 { return index + 2 }
    if index + 3 < end, bytes[index] == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] == 0x99,
      bytes[index + 3] | 0x20 == 0x73
    {
      return index + 4
    }
    return index
  }

  /// Takes the longest known word at each place of a run without blanks.
  private mutating func addIdeographic(
    from start: Int,
    end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ vocabulary: Vocabulary
  ) -> Int {
    var index = start
    var hash = FoldedHash()
    var best: (end: Int, classes: WordClass, hash: UInt64)?
    var length = 0
    while index < end, length < Vocabulary.longestIdeographic {
      let (scalar, width) = Self.scalar(at: index, end: end, bytes)
      guard Self.isIdeographic(scalar) else { break }
      hash.add(scalar)
      index += width
      length += 1
      let classes = vocabulary.classes(of: hash.value)
      if !classes.isEmpty { best = (index, classes, hash.value) }
    }
    classes.formUnion(best?.classes ?? [])
    guard let best else {
      let width = Self.scalar(at: start, end: end, bytes).width
      tokens.append(Token(kind: .word, range: start..<start + width, hash: 0))
      return start + width
    }
    tokens.append(
      Token(kind: .word, range: start..<best.end, hash: best.hash, classes: best.classes)
    )
    return best.end
  }

  private mutating func addMark(_ scalar: UInt32, _ range: Range<Int>) {
    let kind: Token.Kind
    if let mark = StatusMark(scalar) {
      kind = .mark(mark)
    } else {
      switch scalar {
      case 0x3A, 0xFF1A: kind = .colon
      case 0x3F, 0xFF1F: kind = .question
      case 0x40: kind = .at
      case 0x2E, 0x3B, 0x28, 0x29, 0x7C, 0x2013, 0x2014, 0x2192, 0x3002, 0xFF08, 0xFF09, 0x2C, 0x21,
        0x2D, 0x3001, 0xFF0C, 0x2F, 0x2B:
        kind = .stop
      default: return
      }
    }
    tokens.append(Token(kind: kind, range: range, hash: UInt64(scalar)))
  }

  private static func endOfCodeSpan(
    at start: Int,
    end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var open = start
    while open < end, bytes[open] == 0x60 { open += 1 }
    var index = open
    while index < end {
      if bytes[index] == 0x60 {
        let first = index
        while index < end, bytes[index] == 0x60 { index += 1 }
        if index - first == open - start { return index }
      } else {
        index += 1
      }
    }
    return open
  }

  private static func scalar(
    at index: Int,
    end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (scalar: UInt32, width: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard width > 0, first < 0xF5, index + width <= end else { return (0xFFFD, 1) }
    var scalar = first & (0x7F >> UInt32(width))
    for offset in 1..<width {
      let byte = UInt32(bytes[index + offset])
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar << 6 | byte & 0x3F
    }
    return (scalar, width)
  }

  private static func isCapital(_ scalar: UInt32) -> Bool {
    scalar >= 0xC0 && scalar <= 0xDE
  }

  private static func isDigit(_ scalar: UInt32) -> Bool {
    scalar >= 0x30 && scalar <= 0x39
  }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0x5F: true
    case 0xC0...0x24F where scalar != 0xD7 && scalar != 0xF7: true
    case 0x370...0x52F: true
    default: false
    }
  }

  private static func isIdeographic(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3005, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF: true
    default: false
    }
  }
}
