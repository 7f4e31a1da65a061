import Facts
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("2000-02-29T23:59:59Z", 951_868_799),
    ("1969-12-31T23:59:59Z", -1),
    ("2026-11-24T08:30:00Z", 1_795_509_000),
    ("0001-01-01T00:00:00Z", -62_135_596_800),
  ])
  func printsWhatItReads(text: String, seconds: Int) throws {
    let timestamp = try #require(Timestamp(iso8601: text))
    #expect(timestamp.secondsSinceEpoch == seconds)
    #expect(timestamp.iso8601 == text)
  }

  @Test(arguments: [
    ("2026-11-24", "2026-11-24T00:00:00Z"),
    ("2026-11-24T08:30", "2026-11-24T08:30:00Z"),
    ("2026-11-24 08:30:05", "2026-11-24T08:30:05Z"),
    ("2026-11-24T08:30:05.123Z", "2026-11-24T08:30:05Z"),
    ("2026-11-24T01:30:00+02:00", "2026-11-23T23:30:00Z"),
    ("2026-11-24T23:30:00-0600", "2026-11-25T05:30:00Z"),
  ])
  func readsTheFormsOfTheStandard(text: String, expected: String) {
    #expect(Timestamp(iso8601: text)?.iso8601 == expected)
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-02-30", "2026-11-24T24:00", "2026-11-24T08:60",
    "2026-11-24T08:30+",
    "2026-11-24T08:30Zx", "24.11.2026", "2026-11-24T08:30:05.Z", "２０２６-11-24",
  ])
  func refusesWhatIsNoTime(text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test func everyDayOfFourCenturiesComesBack() throws {
    let first = try #require(CalendarDate(year: 1900, month: 1, day: 1))
    for day in first.daysSinceEpoch..<(first.daysSinceEpoch + 146_097) {
      let date = CalendarDate(daysSinceEpoch: day)
      let (year, month, dayOfMonth) = date.components
      #expect(CalendarDate(year: year, month: month, day: dayOfMonth) == date)
    }
  }

  @Test func timeOfDayBeforeTheEpochIsPositive() {
    let timestamp = Timestamp(secondsSinceEpoch: -60)
    #expect(timestamp.secondOfDay == 86_340)
    #expect(timestamp.hourAndMinute == "23:59")
  }
}
