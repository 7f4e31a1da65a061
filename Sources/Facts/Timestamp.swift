/// A moment in UTC with the resolution of a second; encodes as ISO 8601 with `Z`.
///
/// The record's stamps have no finer resolution, and integer seconds compare and print without Foundation.
package struct Timestamp: Sendable, Hashable, Comparable, Encodable {
  /// Seconds since 1970-01-01T00:00:00Z; may be negative.
  package var secondsSinceEpoch: Int

  package init(secondsSinceEpoch: Int) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  /// A date and time of day in UTC; nil when a part is out of its range (month 13, 30 February, 24:00).
  package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard
      let date = CalendarDate(year: year, month: month, day: day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
    else { return nil }
    self.secondsSinceEpoch = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }

  package static func - (left: Timestamp, right: Timestamp) -> Int {
    left.secondsSinceEpoch - right.secondsSinceEpoch
  }

  package static func + (left: Timestamp, seconds: Int) -> Timestamp {
    Timestamp(secondsSinceEpoch: left.secondsSinceEpoch + seconds)
  }

  /// The UTC date.
  package var date: CalendarDate {
    CalendarDate(daysSinceEpoch: Int((Double(secondsSinceEpoch) / 86_400).rounded(.down)))
  }

  /// Seconds since 00:00 UTC of `date`.
  package var secondOfDay: Int {
    secondsSinceEpoch - date.daysSinceEpoch * 86_400
  }

  /// `HH:MM` in UTC.
  package var hourAndMinute: String {
    "\(padded(secondOfDay / 3_600, 2)):\(padded(secondOfDay / 60 % 60, 2))"
  }

  /// `YYYY-MM-DDTHH:MM:SSZ`.
  package var iso8601: String {
    "\(date.iso8601)T\(hourAndMinute):\(padded(secondOfDay % 60, 2))Z"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso8601)
  }
}

/// A date of the proleptic Gregorian calendar, without a zone.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let daysSinceEpoch: Int

  package init(daysSinceEpoch: Int) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  /// nil for a day that the calendar does not have, or a year outside 1...9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    // Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
    guard components == (year, month, day) else { return nil }
  }

  /// Year, month (1...12) and day (1...31).
  package var components: (year: Int, month: Int, day: Int) {
    // Source: as above, civil_from_days.
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// `YYYY-MM-DD`.
  package var iso8601: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
