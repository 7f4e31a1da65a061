package import Facts

/// Tells without reading a file as Markdown whether it may hold something of a range of dates.
package enum DatedFiles {
  /// Days by which a time without a date may lie beside the date in its file's name: zones, and nights.
  package static let margin = 2

  /// Whether the name of a file dates it beyond the range; false for a name without a date.
  package static func isBeyond(_ dates: ClosedRange<CalendarDate>, path: String) -> Bool {
    guard let date = FileHeader.nameDate(of: path) else { return false }
    return date.daysSinceEpoch < dates.lowerBound.daysSinceEpoch - margin
      || date.daysSinceEpoch > dates.upperBound.daysSinceEpoch + margin
  }

  /// Whether a date of the range may stand in a text: one that is written in numbers and lies in it, or what could be
  /// any date, such as a year alone or a month's name beside a number.
  ///
  /// One pass over the bytes; never false for a text that holds an entry of the range.
  package static func mayState(_ dates: ClosedRange<CalendarDate>, in bytes: [UInt8]) -> Bool {
    let days =
      (dates.lowerBound.daysSinceEpoch - margin)...(dates.upperBound.daysSinceEpoch + margin)
    return bytes.withUnsafeBufferPointer { buffer in
      var scan = DateScan(bytes: buffer, days: days)
      return scan.finds()
    }
  }
}

private struct DateScan {
  let bytes: UnsafeBufferPointer<UInt8>
  let days: ClosedRange<Int>
  private var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>, days: ClosedRange<Int>) {
    self.bytes = bytes
    self.days = days
  }

  mutating func finds() -> Bool {
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      if isDate(start) { return true }
    }
    return false
  }

  /// Whether the number from `start` to `index` begins a date of the days, or may be part of any.
  private mutating func isDate(_ start: Int) -> Bool {
    let length = index - start
    switch length {
    case 1...2: return isBesideMonth(start)
    case 4:
      guard let year = number(start, 4), (1900...2199).contains(year) else { return false }
      guard let date = date(year: year) else { return true }
      return days.contains(date.daysSinceEpoch)
    case 8...:
      guard let day = number(start, 8) else { return false }
      let date = CalendarDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)
      return date.map { days.contains($0.daysSinceEpoch) } ?? false
    default: return false
    }
  }

  /// The rest of `2026-01-31` behind its year; nil for anything else.
  private func date(year: Int) -> CalendarDate? {
    guard index < bytes.count, [0x2D, 0x2E, 0x2F].contains(bytes[index]) else { return nil }
    let month = digits(from: index + 1)
    let second = index + 1 + month.count
    guard (1...2).contains(month.count), second < bytes.count, bytes[second] == bytes[index] else {
      return nil
    }
    let day = digits(from: second + 1)
    guard (1...2).contains(day.count), let monthNumber = number(month.lowerBound, month.count),
      let dayNumber = number(day.lowerBound, day.count)
    else { return nil }
    return CalendarDate(year: year, month: monthNumber, day: dayNumber)
  }

  /// Whether the name of a month, or the sign for it, stands right before or behind the number.
  private func isBesideMonth(_ start: Int) -> Bool {
    if bytes[index...].starts(with: "月".utf8) { return true }
    var after = index
    // An ordinal, a point, blanks, and "de".
    for suffix in ["st", "nd", "rd", "th"] where bytes[after...].starts(with: suffix.utf8) {
      after += 2
      break
    }
    while after < bytes.count, isJoint(bytes[after]) { after += 1 }
    if bytes[after...].starts(with: "de ".utf8) { after += 3 }
    if isMonth(wordFrom: after) { return true }
    var before = start
    while before > 0, isJoint(bytes[before - 1]) { before -= 1 }
    let end = before
    while before > 0, isLetter(bytes[before - 1]), end - before < 16 { before -= 1 }
    return isMonth(before..<end)
  }

  private func isMonth(wordFrom start: Int) -> Bool {
    var end = start
    while end < bytes.count, isLetter(bytes[end]), end - start < 16 { end += 1 }
    return isMonth(start..<end)
  }

  private func isMonth(_ range: Range<Int>) -> Bool {
    guard range.count > 2 else { return false }
    return Calendar.month(String(decoding: bytes[range], as: UTF8.self).lowercased()) != nil
  }

  private func isJoint(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x2D || byte == 0x2E || byte == 0x2C
  }

  private func digits(from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, end - start < 3, isDigit(bytes[end]) { end += 1 }
    return start..<max(start, end)
  }

  private func number(_ start: Int, _ count: Int) -> Int? {
    Int(String(decoding: bytes[start..<start + count], as: UTF8.self))
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Beyond ASCII everything counts: a month's name is looked up in the end.
  private func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80
  }
}
