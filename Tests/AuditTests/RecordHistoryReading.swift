import Audit
import Facts
import Record
import TestSupport

extension RecordHistory {
  /// What the history of a repository's `feedback` folder tells.
  static func reading(_ repository: TestRepository) throws -> RecordHistory {
    try RecordHistory(of: .reading(repository), reader: RecordReader(agents: [])) {
      $0.hasPrefix("feedback/") && $0.hasSuffix(".md")
    }
  }
}

extension Timestamp {
  /// A time of 5 January 2026.
  static func day(_ hour: Int, _ minute: Int = 0) -> Timestamp {
    let midnight = CalendarDate(year: 2026, month: 1, day: 5)?.daysSinceEpoch ?? 0
    return Timestamp(secondsSinceEpoch: midnight * 86_400 + hour * 3_600 + minute * 60)
  }
}
