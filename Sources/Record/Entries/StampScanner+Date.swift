import Facts

/// Dates: `2026-01-05`, `2026/1/5`, `20260105`, `05.01.2026`, `1/5/2026`, `5 January 2026`, `Jan 5th, 2026`,
/// `5 de enero de 2026`, `2026年1月5日`, `1月5日`; without a year only with the month's name.
extension StampScanner {
  mutating func readDate(into stamp: inout Stamp) -> Bool {
    let start = cursor.index
    if let byte = cursor.current, isDigit(byte) {
      if readNumericDate(into: &stamp) { return true }
      cursor.index = start
      if readDayFirst(into: &stamp) { return true }
    } else if readMonthFirst(into: &stamp) {
      return true
    }
    cursor.index = start
    stamp.year = nil
    stamp.month = nil
    stamp.day = nil
    return false
  }

  private mutating func readNumericDate(into stamp: inout Stamp) -> Bool {
    let start = cursor.index
    if let compact = cursor.number(digits: 8...8) {
      return set(&stamp, year: compact / 10_000, month: compact / 100 % 100, day: compact % 100)
    }
    if let year = cursor.number(digits: 4...4) {
      if cursor.skip("年") {
        guard let month = cursor.number(digits: 1...2), cursor.skip("月"),
          let day = cursor.number(digits: 1...2)
        else { return false }
        _ = cursor.skip("日")
        return set(&stamp, year: year, month: month, day: day)
      }
      guard let separator = dateSeparator(), let month = cursor.number(digits: 1...2),
        dateSeparator() == separator, let day = cursor.number(digits: 1...2)
      else { return false }
      return set(&stamp, year: year, month: month, day: day)
    }
    cursor.index = start
    guard let first = cursor.number(digits: 1...2) else { return false }
    if cursor.skip("月") {
      guard let day = cursor.number(digits: 1...2), cursor.skip("日") else { return false }
      return set(&stamp, year: nil, month: first, day: day)
    }
    guard let separator = dateSeparator(), separator != 0x2D || first > 0,
      let second = cursor.number(digits: 1...2), dateSeparator() == separator,
      let year = cursor.number(digits: 4...4)
    else { return false }
    // With a slash the month comes first, unless the number says otherwise.
    let monthFirst = separator == 0x2F && first <= 12
    stamp.isAmbiguous = separator == 0x2F && first <= 12 && second <= 12
    return set(
      &stamp,
      year: year,
      month: monthFirst ? first : second,
      day: monthFirst ? second : first
    )
  }

  private mutating func dateSeparator() -> UInt8? {
    guard let byte = cursor.current, byte == 0x2D || byte == 0x2F || byte == 0x2E else {
      return nil
    }
    cursor.index += 1
    return byte
  }

  /// `5 January 2026`, `5th Jan`, `5 de enero de 2026`, `5. Januar 2026`.
  private mutating func readDayFirst(into stamp: inout Stamp) -> Bool {
    guard let day = cursor.number(digits: 1...2) else { return false }
    skipOrdinal()
    _ = cursor.skip(".")
    cursor.skipBlanks()
    if cursor.skip("de ") { cursor.skipBlanks() }
    _ = cursor.skip("-")
    guard let month = monthName() else { return false }
    let end = cursor.index
    _ = cursor.skip(".")
    _ = cursor.skip(",")
    _ = cursor.skip("-")
    cursor.skipBlanks()
    if cursor.skip("de ") { cursor.skipBlanks() }
    if let year = cursor.number(digits: 4...4) {
      _ = cursor.skip(" r.")
      return set(&stamp, year: year, month: month, day: day)
    }
    cursor.index = end
    return set(&stamp, year: nil, month: month, day: day)
  }

  /// `January 5, 2026`, `Jan 5th`, `Jan. 5 2026`, `Jan 5–7, 2026`.
  private mutating func readMonthFirst(into stamp: inout Stamp) -> Bool {
    guard isNumberBehindWord, let month = monthName() else { return false }
    _ = cursor.skip(".")
    guard cursor.current == 0x20 || cursor.current == 0x2D else { return false }
    _ = cursor.skip("-")
    cursor.skipBlanks()
    guard let day = cursor.number(digits: 1...2), cursor.current != 0x3A else { return false }
    skipOrdinal()
    let end = cursor.index
    if skipRangeMark(), cursor.number(digits: 1...2) != nil, cursor.current != 0x3A {
      skipOrdinal()
    } else {
      cursor.index = end
    }
    let dayEnd = cursor.index
    _ = cursor.skip(",")
    cursor.skipBlanks()
    if let year = cursor.number(digits: 4...4) {
      return set(&stamp, year: year, month: month, day: day)
    }
    cursor.index = dayEnd
    return set(&stamp, year: nil, month: month, day: day)
  }

  /// A quick look before a word is made a string: most begin as no month does, or have no number behind them.
  var isNumberBehindWord: Bool {
    guard Calendar.mayBeMonth(cursor.current ?? 0, cursor.peek(1) ?? 0) else { return false }
    var distance = cursor.wordLength
    guard distance > 2 else { return false }
    while let byte = cursor.peek(distance), byte == 0x20 || byte == 0x2E || byte == 0x2D {
      distance += 1
    }
    return cursor.peek(distance).map(isDigit) ?? false
  }

  private mutating func monthName() -> Int? {
    guard let word = cursor.word, let month = Calendar.month(word) else { return nil }
    cursor.index += cursor.wordLength
    return month
  }

  private mutating func skipOrdinal() {
    for suffix: StaticString in ["st", "nd", "rd", "th"] where cursor.starts(with: suffix) {
      if let after = cursor.peek(2), isLetter(after) { return }
      cursor.index += 2
      return
    }
  }

  private func set(_ stamp: inout Stamp, year: Int?, month: Int, day: Int) -> Bool {
    if let year, !(1970...2199).contains(year) { return false }
    // A leap year stands in for the year that is not stated.
    guard CalendarDate(year: year ?? 2000, month: month, day: day) != nil else { return false }
    stamp.year = year
    stamp.month = month
    stamp.day = day
    return true
  }
}
