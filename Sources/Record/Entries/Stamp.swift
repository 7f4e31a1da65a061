import Facts

/// A date, a time of day or both, as somebody wrote it.
struct Stamp: Sendable, Equatable {
  /// Year nil where only day and month stand there.
  var year: Int?
  var month: Int?
  var day: Int?
  /// Seconds since midnight; of a range its beginning.
  var secondOfDay: Int?
  var zone: Entry.Zone
  /// Seconds east of UTC; nil when the zone is not stated or its offset is not known (`local time`).
  var offset: Int?
  /// The bytes it takes, zone and end of a range included.
  var range: Range<Int>
  /// Day and month as `5/1/2026` writes them: which one comes first, only the file tells.
  var isAmbiguous = false
  /// A shell substitution that nobody expanded: a stamp was meant and none is there.
  var isUnexpanded: Bool

  init(range: Range<Int>) {
    self.zone = .unstated
    self.range = range
    self.isUnexpanded = false
  }

  var hasDate: Bool { day != nil }
  var hasTime: Bool { secondOfDay != nil }

  /// With the day first, where that cannot be told from the stamp itself.
  var dayFirst: Stamp {
    guard isAmbiguous else { return self }
    var stamp = self
    (stamp.month, stamp.day) = (day, month)
    return stamp
  }

  /// The date, with the year from around where none is stated.
  func date(year context: Int?) -> CalendarDate? {
    guard let month, let day, let year = year ?? context else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// The moment in UTC; nil when no date can be told.
  ///
  /// A date alone begins its day, in whatever zone.
  func timestamp(date context: CalendarDate?) -> Timestamp? {
    guard let date = date(year: context?.components.year) ?? (hasDate ? nil : context) else {
      return nil
    }
    let midnight = date.daysSinceEpoch * 86_400
    guard let secondOfDay else { return Timestamp(secondsSinceEpoch: midnight) }
    return Timestamp(secondsSinceEpoch: midnight + secondOfDay - (offset ?? 0))
  }
}
