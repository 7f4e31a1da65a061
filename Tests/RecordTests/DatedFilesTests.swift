import Facts
import Foundation
import Testing

@testable import Record

@Suite struct DatedFilesTests {
  private static func date(_ text: String) throws -> CalendarDate {
    try #require(Timestamp(iso8601: text)?.date)
  }

  private static func range() throws -> ClosedRange<CalendarDate> {
    try date("2026-03-10")...(try date("2026-03-12"))
  }

  @Test(arguments: [
    ("feedback/a/2026-03-07.md", true), ("feedback/a/2026-03-08.md", false),
    ("feedback/a/2026-03-14.md", false), ("feedback/a/2026-03-15.md", true),
    ("feedback/a/20260301.md", true), ("feedback/a/notes.md", false),
  ])
  func theNameDatesAFileWithAMargin(path: String, isBeyond: Bool) throws {
    #expect(DatedFiles.isBeyond(try Self.range(), path: path) == isBeyond)
  }

  @Test(arguments: [
    ("## 2026-03-11T10:00:00Z — A", true), ("## 2026/3/11", true), ("20260311", true),
    ("## 11.03.2026", true), ("## 3/11/2026", true), ("11 March", true), ("Mar. 11th", true),
    ("11 de marzo", true), ("März 11", true), ("3月11日", true), ("2026年3月11日", true),
    ("the year 2026", true), ("## 2026-03-01T10:00:00Z — A", false), ("## 10:30 UTC", false),
    ("12 tests in 3 files, 512 lines", false), ("", false), ("2026-02-01 and 20260201", false),
  ])
  func whatMayBeADateOfTheRangeIsSeen(text: String, expected: Bool) throws {
    #expect(DatedFiles.mayState(try Self.range(), in: Array(text.utf8)) == expected)
  }

  /// Whatever the shape of a stamp and wherever it stands, an entry of the range is never passed over.
  @Test func noEntryOfTheRangeIsLost() throws {
    let range = try Self.range()
    var lost: [String] = []
    var entries = 0
    for day in -30...60 {
      let date = CalendarDate(daysSinceEpoch: range.lowerBound.daysSinceEpoch + day)
      let (year, month, dayOfMonth) = date.components
      let names = ["January", "Feb", "March", "Apr", "May"]
      let name = names[min(month, 5) - 1]
      for heading in [
        "## \(date.iso8601)T10:00:00Z — Work", "### Work — \(date.iso8601) 10:00",
        "## \(dayOfMonth) \(name) \(year)", "## \(name) \(dayOfMonth), 10:15",
        "- \(year)/\(month)/\(dayOfMonth): work", "## \(month)/\(dayOfMonth)/\(year) - Work",
        "## \(year)年\(month)月\(dayOfMonth)日 work",
      ] {
        let path = "feedback/a/2026-01-01.md"
        let text = "# A\n\n\(heading)\n\n**Progress**: some\n"
        let document = RecordReader(agents: ["a"]).read(
          files: [SourceFile(path: path, text: text)]
        ).documents[0]
        let isWanted = document.entries.contains {
          $0.timestamp.map { range.contains($0.date) } ?? false
        }
        guard isWanted else { continue }
        entries += 1
        if DatedFiles.isBeyond(range, path: path), !DatedFiles.mayState(range, in: Array(text.utf8))
        {
          lost.append(heading)
        }
      }
    }
    #expect(lost == [])
    #expect(entries >= 15)
  }
}
