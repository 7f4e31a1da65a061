import Facts
import Workspace

/// Holds the stamps of entries against the clocks of the commits that brought them.
struct StampAudit: Sendable {
  /// So much may clocks differ, and people round up.
  static let tolerance = 15 * 60
  /// The zones that clocks show, in seconds east of UTC.
  static let zones = (west: -12 * 3_600, east: 14 * 3_600)

  let history: GitHistory
  /// By index of the commits: the latest of what their clocks and those of their ancestors showed.
  ///
  /// A commit with an earlier time than one it builds upon was made by a clock that runs behind.
  private let clocks: [Timestamp]

  init(_ history: GitHistory) {
    self.history = history
    var clocks = history.commits.map { max($0.authored, $0.committed) }
    for index in history.commits.indices.reversed() {
      for parent in history.commits[index].parents {
        clocks[index] = max(clocks[index], clocks[parent])
      }
    }
    self.clocks = clocks
  }

  /// Judges one entry, of which `commit` is the index of the one that brought the heading.
  ///
  /// What is not committed is compared with nothing. Whether the file had the entry at that commit with
  /// this very moment is asked only where the heading states no date.
  ///
  /// - Returns: nil for an entry without a stamp of its own, and for one whose moment cannot be told.
  func judge(
    _ entry: Entry,
    in document: StampedFile,
    commit: Int?,
    isHeld: () -> Bool
  ) -> AuditTimestamp? {
    guard let timestamp = entry.timestamp, entry.timestampText != nil else { return nil }
    let stamp = WrittenStamp(entry)
    let known = commit.map { history.commits[$0] }
    var result = AuditTimestamp(
      path: entry.path,
      line: entry.line,
      agent: entry.agent,
      timestamp: timestamp,
      commit: known?.id,
      commitTime: known?.committed,
      verdict: .plausible
    )
    guard let commit else {
      result.reason = "not committed: compared with no clock"
      return result
    }
    judge(stamp, timestamp, clocks[commit], isHeld, &result)
    if result.verdict == .plausible, let date = document.date,
      let reason = otherDate(stamp, timestamp, date)
    {
      result.verdict = .otherDate
      result.reason = reason
    }
    if result.verdict != .plausible {
      result.command =
        "git blame -L \(entry.line),\(entry.line) -- \(ShellWord.quoted(entry.path))"
    }
    return result
  }

  // MARK: After its commit

  private func judge(
    _ stamp: WrittenStamp,
    _ timestamp: Timestamp,
    _ clock: Timestamp,
    _ isHeld: () -> Bool,
    _ result: inout AuditTimestamp
  ) {
    let late = timestamp - clock
    guard late > Self.tolerance else { return }
    func spare(_ reason: String) {
      result.reason = "\(Self.duration(late)) after its commit as read in UTC, but \(reason)"
    }
    if clock < Self.birthOfGit { return spare("the commit's own clock was not set") }
    if !stamp.hasTime { return spare("a date alone may be a plan") }
    if !stamp.isInHeading {
      return spare("it stands below the heading, and may have come after it")
    }
    if stamp.isPlan { return spare("its heading speaks of what is to come") }
    let earliest = stamp.earliest(timestamp)
    if earliest - clock <= Self.tolerance {
      return spare("\(stamp.doubt): another zone or day would make it plausible")
    }
    if !stamp.hasDate, !isHeld() {
      return spare("the heading states no date, and the file had none or another at that commit")
    }
    result.verdict = .afterCommit
    result.reason =
      "\(Self.duration(earliest - clock)) after the clock of the commit that holds it"
  }

  /// 2005-04-07, the day of git's own first commit.
  private static let birthOfGit = Timestamp(secondsSinceEpoch: 1_112_832_000)

  private static func duration(_ seconds: Int) -> String {
    let minutes = seconds / 60
    if minutes < 60 { return "\(minutes) min" }
    if minutes < 48 * 60 { return "\(minutes / 60) h \(minutes % 60) min" }
    return "\(minutes / 1_440) days"
  }

  // MARK: Other dates

  /// Why a stamp belongs to another date than the file's name; nil when it does not, or that cannot be told.
  private func otherDate(_ stamp: WrittenStamp, _ timestamp: Timestamp, _ date: CalendarDate)
    -> String?
  {
    guard stamp.hasDate, let written = stamp.date ?? (stamp.isInUTC ? timestamp.date : nil),
      written != date, timestamp.date != date
    else { return nil }
    let base = "the file's name says \(date.iso8601)"
    let start = date.daysSinceEpoch * 86_400
    let moment = timestamp.secondsSinceEpoch
    guard stamp.hasTime, moment + Self.zones.west < start + 86_400,
      moment + Self.zones.east >= start
    else { return base }
    return "\(base), which it is "
      + (moment < start
        ? "from UTC+\(Self.hours(start - moment)) eastwards"
        : "from UTC-\(Self.hours(moment - start - 86_399)) westwards")
  }

  private static func hours(_ seconds: Int) -> String {
    let minutes = (seconds + 59) / 60
    let hours = minutes / 60
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }
}

/// What a file says about its date.
struct StampedFile: Sendable {
  /// Of the file's name; nil where none or several stand in it.
  let date: CalendarDate?

  init(path: String, date: CalendarDate?) {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
    // `2026-01-05_2026-01-09.md` is a range: its entries may be of any day.
    let digits = name.count { (0x30...0x39).contains($0) }
    self.date = digits > 8 ? nil : date
  }
}
