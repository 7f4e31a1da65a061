import Facts

/// How much of a moment stands in an entry's own heading.
struct WrittenStamp: Sendable {
  let hasTime: Bool
  /// False where the date is taken from around it.
  let hasDate: Bool
  /// As written, in whatever zone; nil where it is written in words.
  let date: CalendarDate?
  /// The heading names what is to come, and no moment of writing.
  let isPlan: Bool
  let isInUTC: Bool
  /// False for a stamp in a field of its own: what tells who wrote the heading tells nothing about it.
  let isInHeading: Bool
  private let isOffsetStated: Bool
  private let isUnstated: Bool

  init(_ entry: Entry) {
    let text = Array((entry.timestampText ?? "").utf8)
    hasTime = Self.hasTime(text)
    date = Self.date(text)
    hasDate = date != nil || Self.hasMonthName(text)
    isPlan = Self.isPlan(entry.heading)
    isInUTC = entry.zone == .utc
    isInHeading = entry.timestampText.map { entry.heading.contains($0) } ?? false
    isOffsetStated = entry.zone == .stated && Self.hasOffset(text)
    isUnstated = entry.zone == .unstated
  }

  /// The earliest moment at which a clock of some zone can have shown the stamp.
  func earliest(_ timestamp: Timestamp) -> Timestamp {
    if isInUTC || isOffsetStated {
      if hasDate { return timestamp }
      // The date of the file's name, of whatever zone: seen from the east the stamp is of the day before.
      return timestamp.secondOfDay + StampAudit.zones.east >= 86_400
        ? timestamp + -86_400 : timestamp
    }
    if isUnstated { return timestamp + -StampAudit.zones.east }
    // Which zone three letters mean, and what "local time" is, only the writer knows.
    return timestamp + (StampAudit.zones.west - StampAudit.zones.east)
  }

  /// Why the stamp may mean an earlier moment.
  var doubt: String {
    if isUnstated { return "no zone is stated" }
    return hasDate ? "its zone has several meanings" : "its heading states no date"
  }

  // MARK: Reading

  /// `17:45`, `17h45`, `5 pm`: a colon or a letter directly behind a digit that is no `T` of a date.
  private static func hasTime(_ text: [UInt8]) -> Bool {
    for index in text.indices.dropFirst() where isDigit(text[index - 1]) {
      let byte = text[index]
      if byte == 0x3A || byte | 0x20 == 0x68 { return true }
    }
    let lower = String(decoding: text.map { $0 | 0x20 }, as: UTF8.self)
    if lower.hasSuffix("z"), text.dropLast().last.map(isDigit) ?? false { return true }
    return lower.hasSuffix("am") || lower.hasSuffix("pm") || lower.hasSuffix("a.m.")
      || lower.hasSuffix("p.m.")
  }

  /// The first `2026-01-31`, `2026/1/31` or `20260131`.
  private static func date(_ text: [UInt8]) -> CalendarDate? {
    var numbers: [(value: Int, digits: Int, end: Int)] = []
    var index = 0
    while index < text.count, numbers.count < 3 {
      guard isDigit(text[index]) else {
        index += 1
        continue
      }
      let start = index
      var value = 0
      while index < text.count, isDigit(text[index]), index - start < 8 {
        value = value * 10 + Int(text[index] - 0x30)
        index += 1
      }
      if let last = numbers.last, start - last.end != 1 { numbers = [] }
      numbers.append((value, index - start, index))
      if numbers.count == 1, index - start == 8 {
        return CalendarDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
      }
    }
    guard numbers.count == 3, numbers[0].digits == 4, numbers[1].digits <= 2,
      numbers[2].digits <= 2
    else { return nil }
    return CalendarDate(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
  }

  /// `5 March 2026`, `Mar 5`: three letters and more in a row, besides the name of a zone.
  private static func hasMonthName(_ text: [UInt8]) -> Bool {
    let months: Set<String> = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return text.split(whereSeparator: { !(0x61...0x7A).contains($0 | 0x20) }).contains { word in
      word.count >= 3
        && months.contains(String(decoding: word.prefix(3).map { $0 | 0x20 }, as: UTF8.self))
    }
  }

  /// `+02:00`, `-0600` at the end.
  private static func hasOffset(_ text: [UInt8]) -> Bool {
    let end = text.reversed().drop { $0 == 0x29 || $0 == 0x20 }
    let digits = end.prefix { isDigit($0) || $0 == 0x3A }
    guard (2...5).contains(digits.count) else { return false }
    let sign = end.dropFirst(digits.count).first
    return sign == 0x2B || sign == 0x2D
  }

  private static func isPlan(_ heading: String) -> Bool {
    heading.utf8.split(whereSeparator: { !(0x61...0x7A).contains($0 | 0x20) }).contains { word in
      planWords.contains(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
    }
  }

  private static let planWords: Set<String> = [
    "plan", "planned", "plans", "planning", "schedule", "scheduled", "deadline", "due", "eta",
    "target", "upcoming", "tomorrow", "forecast", "agenda", "expected", "until",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte)
  }
}
