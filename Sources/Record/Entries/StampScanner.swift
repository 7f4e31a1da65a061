import Facts

/// Finds the first stamp in a line of text, in linear time over its bytes.
struct StampScanner {
  var cursor: ByteCursor

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    cursor = ByteCursor(bytes, range)
  }

  /// The first stamp of the line; with `leading`, only when nothing but marks and a weekday stand before it.
  static func first(in bytes: [UInt8], _ range: Range<Int>, leading: Bool = false) -> Stamp? {
    var scanner = StampScanner(bytes, range)
    return scanner.scan(leading: leading)
  }

  private mutating func scan(leading: Bool) -> Stamp? {
    while let byte = cursor.current {
      if byte == 0x24, cursor.starts(with: "$(date") { return unexpanded() }
      let start = cursor.index
      if isWordByte(byte) {
        // No word begins a stamp but the name of a month with its day.
        if cursor.isAtBoundary, isDigit(byte) || isNumberBehindWord, let stamp = stamp() {
          return stamp
        }
        cursor.index = start
        if leading, !isDigit(byte), !skipLeadingWord() { return nil }
        if leading, isDigit(byte) { return nil }
        if cursor.index == start { skipWord() }
      } else if byte >= 0x80 {
        if leading, cursor.isAtLetter { return nil }
        // `下`, `上`, `午`, `晚`, `早`
        if (0xE4...0xE6).contains(byte), let stamp = clockBehindDayHalf() { return stamp }
        cursor.index = start + 1
      } else {
        cursor.index += 1
      }
    }
    return nil
  }

  /// A date with or without a time, or a time with or without a date, that begins here.
  private mutating func stamp() -> Stamp? {
    let start = cursor.index
    var stamp = Stamp(range: start..<start)
    if readDate(into: &stamp) {
      guard isDateEnd else { return nil }
      if let byte = cursor.current, (0x61...0x7A).contains(byte),
        !(byte == 0x74 && cursor.peek(1).map(isDigit) ?? false)
      {
        cursor.index += 1
      }
      readDateRangeEnd()
      stamp.range = start..<cursor.index
      readTimeAfterDate(into: &stamp)
      return stamp
    }
    cursor.index = start
    guard readTime(into: &stamp, afterT: false) else { return nil }
    stamp.range = start..<cursor.index
    readDateAfterTime(into: &stamp)
    return stamp
  }

  private mutating func readTimeAfterDate(into stamp: inout Stamp) {
    let end = cursor.index
    let joined = cursor.current == 0x54 || cursor.current == 0x74
    if joined { cursor.index += 1 } else { skipSeparators() }
    if readTime(into: &stamp, afterT: joined) || readDayHalfTime(into: &stamp) {
      stamp.range = stamp.range.lowerBound..<cursor.index
      return
    }
    cursor.index = end
    readZone(into: &stamp)
    stamp.range = stamp.range.lowerBound..<cursor.index
  }

  private mutating func readDateAfterTime(into stamp: inout Stamp) {
    let end = cursor.index
    skipSeparators()
    if cursor.index > end, readDate(into: &stamp), isDateEnd {
      stamp.range = stamp.range.lowerBound..<cursor.index
      return
    }
    stamp.year = nil
    stamp.month = nil
    stamp.day = nil
    cursor.index = end
  }

  /// `2026-01-05 to 2026-01-07`, `2026-01-05/06`: the beginning is the stamp.
  private mutating func readDateRangeEnd() {
    let end = cursor.index
    guard skipRangeMark() else { return }
    var other = Stamp(range: end..<end)
    if readDate(into: &other), isDateEnd { return }
    cursor.index = end
    guard skipRangeMark(), cursor.number(digits: 2...2) != nil, isDateEnd, cursor.current != 0x3A
    else {
      cursor.index = end
      return
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte)
  }

  private mutating func skipWord() {
    while let byte = cursor.current, isWordByte(byte) || byte == 0x5F { cursor.index += 1 }
  }

  private mutating func skipLeadingWord() -> Bool {
    guard Calendar.mayBeWeekday(cursor.current ?? 0, cursor.peek(1) ?? 0),
      let word = cursor.word, Calendar.isWeekday(word)
    else { return false }
    // Letters beyond ASCII included, unlike `skipWord`: "sábado", "środa".
    cursor.index += cursor.wordLength
    return true
  }

  private mutating func unexpanded() -> Stamp {
    let start = cursor.index
    var depth = 0
    while let byte = cursor.current {
      cursor.index += 1
      if byte == 0x28 { depth += 1 }
      if byte == 0x29 {
        depth -= 1
        if depth == 0 { break }
      }
    }
    var stamp = Stamp(range: start..<cursor.index)
    stamp.isUnexpanded = true
    return stamp
  }

  /// A date that is part of a path or a longer name is no stamp.
  private var isDateEnd: Bool {
    guard let byte = cursor.current else { return true }
    let next = cursor.peek(1)
    switch byte {
    case 0x54, 0x74: return next.map(isDigit) ?? false
    case 0x2E: return !(next.map { isLetter($0) || isDigit($0) } ?? false)
    case 0x2D: return !(next.map { isLetter($0) || $0 == 0x5F } ?? false)
    case 0x2F, 0x5C: return next.map(isDigit) ?? false
    case 0x5F: return next.map { isDigit($0) || $0 == 0x5F } ?? true
    case 0x61...0x7A:
      // `2026-01-05b` is the second one of its day.
      return !(next.map { isWordByte($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F } ?? false)
    default: return !isWordByte(byte)
    }
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

func isLetter(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x7A
}
