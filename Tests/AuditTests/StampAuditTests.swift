import Audit
import Facts
import TestSupport
import Testing

@Suite struct StampAuditTests {
  private let path = "feedback/bakery/2026-01-05.md"

  /// The verdict on one entry with this heading, committed at 08:00 UTC.
  private func stamp(
    _ heading: String,
    path: String? = nil,
    at moment: Timestamp = .day(8)
  ) throws -> AuditTimestamp? {
    let repository = try TestRepository()
    try repository.write("# Bakery\n\n\(heading)\n\nOvens are on.\n", to: path ?? self.path)
    try repository.commit("log", at: moment)
    return try RecordHistory.reading(repository).timestamps.first
  }

  @Test(arguments: [
    ("## 2026-01-05T07:30:00Z — Bakery: Dough", AuditTimestamp.Verdict.plausible),
    // Clocks differ, and people round up.
    ("## 2026-01-05T08:15:00Z — Bakery: Dough", .plausible),
    ("## 2026-01-05T08:16:00Z — Bakery: Dough", .afterCommit),
    ("## 2026-01-05T12:00:00+02:00 — Bakery: Dough", .afterCommit),
    ("## 2026-01-05T10:00:00+02:00 — Bakery: Dough", .plausible),
    // Somebody in UTC+14 may have written it.
    ("## 2026-01-05 21:59 — Bakery: Dough", .plausible),
    ("## 2026-01-05 22:16 — Bakery: Dough", .afterCommit),
    ("## 2026-01-05 12:00 (local time) — Bakery: Dough", .plausible),
    // What three letters mean is not certain.
    ("## 2026-01-05 23:00 EST — Bakery: Dough", .plausible),
    ("## 2026-01-05T18:00:00Z — Bakery: Planned delivery", .plausible),
    // A date alone may be a plan, a date of the file's name that of another zone.
    ("## 09:00Z - Dough", .afterCommit),
    ("## 11:00Z - Dough", .plausible),
  ])
  func stampsAreHeldAgainstTheClock(_ heading: String, _ verdict: AuditTimestamp.Verdict) throws {
    let found = try #require(try stamp(heading))
    #expect(found.verdict == verdict, "\(heading): \(found.reason ?? "")")
    #expect(found.commitTime == .day(8))
  }

  @Test func dateAloneIsNeverLaterThanItsCommit() throws {
    let found = try #require(try stamp("## 2026-02-20 — Fair", path: "feedback/bakery/log.md"))
    #expect(found.verdict == .plausible)
    #expect(found.reason?.contains("plan") ?? false)
  }

  /// The line that blame tells the commit of is the heading's, which is older.
  @Test func aFieldThatIsKeptCurrentIsNoStampOfItsHeading() throws {
    let repository = try TestRepository()
    let text = "# Bakery\n\n## Ovens\n\n**Date**: 2026-01-05T08:00:00Z\n\nAll on.\n"
    try repository.write(text, to: "feedback/bakery/ovens.md")
    try repository.commit("log", at: .day(8))
    let later = text.replacing("T08", with: "T18").replacing("All", with: "None")
    try repository.write(later, to: "feedback/bakery/ovens.md")
    try repository.commit("evening", at: .day(18))
    let found = try RecordHistory.reading(repository).timestamps
    #expect(found.map(\.timestamp) == [.day(18)])
    #expect(found.map(\.verdict) == [.plausible])
  }

  @Test func aClockBehindIsNotBelieved() throws {
    let repository = try TestRepository()
    try repository.commit("first", at: .day(10))
    try repository.write("## 2026-01-05T09:55:00Z — Bakery: Dough\n\nMixed.\n", to: path)
    try repository.commit("log", at: .day(3))
    #expect(try RecordHistory.reading(repository).timestamps.map(\.verdict) == [.plausible])
  }

  @Test func aClockThatWasNeverSetIsNotBelieved() throws {
    let found = try stamp(
      "## 2026-01-05T09:00:00Z — Bakery: Dough",
      at: .init(secondsSinceEpoch: 0)
    )
    #expect(found?.verdict == .plausible)
  }

  @Test func whatIsNotCommittedIsComparedWithNothing() throws {
    let repository = try TestRepository()
    try repository.write("# Bakery\n", to: path)
    try repository.commit("log", at: .day(8))
    let entry = "\n## 2026-01-05T19:00:00Z — Bakery: Dough\n\nMixed.\n"
    try repository.write("# Bakery\n" + entry, to: path)
    try repository.write(entry, to: "feedback/bakery/2026-01-04.md")
    let found = try RecordHistory.reading(repository).timestamps
    #expect(found.map(\.verdict) == [.plausible, .plausible])
    #expect(found.allSatisfy { $0.commit == nil && $0.reason != nil })
  }

  /// Yesterday's file was copied for today: its lines are older than the dates that they take from it.
  @Test func aRenamedFileDatesItsOldLinesAnew() throws {
    let repository = try TestRepository()
    let text = "# Bakery\n\n## 09:30Z - Start\n\nOvens are on, dough is made, doors are open.\n"
    try repository.write(text, to: "feedback/bakery/2026-01-05.md")
    try repository.commit("log", at: .day(9, 40))
    try repository.git("mv", "feedback/bakery/2026-01-05.md", "feedback/bakery/2026-01-06.md")
    try repository.commit("next day", at: .day(24 + 8))
    #expect(try RecordHistory.reading(repository).timestamps.map(\.verdict) == [.plausible])
  }

  @Test func anotherDateThanTheFileIsNamed() throws {
    let near = try #require(try stamp("## 2026-01-04T23:30:00Z — Bakery: Dough"))
    #expect(near.verdict == .otherDate)
    #expect(near.reason == "the file's name says 2026-01-05, which it is from UTC+00:30 eastwards")
    let far = try #require(try stamp("## 2026-01-02T23:30:00Z — Bakery: Dough"))
    #expect(far.reason == "the file's name says 2026-01-05")
    // Written in the zone of the file's name.
    let local = try #require(
      try stamp("## 2026-01-05T22:00:00-06:00 — Bakery: Dough", at: .day(24 + 5))
    )
    #expect(local.verdict == .plausible)
  }

  @Test func aFileOfSeveralDaysHasNoDate() throws {
    let found = try stamp(
      "## 2026-01-04T10:00:00Z — Bakery: Dough",
      path: "feedback/bakery/2026-01-01_2026-01-05.md"
    )
    #expect(found?.verdict == .plausible)
  }
}
