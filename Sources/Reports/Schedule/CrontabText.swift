import Workspace

/// A crontab line that works as it is printed.
///
/// Results go to the log, which the tool itself keeps below a bound; what goes wrong goes to standard
/// error, and cron mails it. Nothing is printed, so nothing is mailed, when all is well.
package enum CrontabText {
  /// Longest command that cron takes.
  ///
  /// Source: `MAX_COMMAND` of Debian's cron 3.0, 1000 bytes with its end.
  static let maximumCommand = 998

  /// Comments and one line, or nil, for paths so long that cron would cut the line.
  package static func text(_ schedule: ReportSchedule) -> String? {
    let command = command(schedule)
    guard command.utf8.count <= maximumCommand else { return nil }
    return """
      # sitrep: the reports of \(schedule.root), one in each slot of \(minutes(schedule)) (UTC).
      # It starts more often, and writes only what is due. Trouble is mailed; the log stays below 1 MiB.
      \(time(schedule)) \(command)

      """
  }

  /// The five fields of time.
  static func time(_ schedule: ReportSchedule) -> String {
    let (interval, offset) = (schedule.interval, schedule.offset)
    if interval == 60 { return "\(offset) * * * *" }
    if interval == 1 { return "* * * * *" }
    return "\(offset)-59/\(interval) * * * *"
  }

  private static func command(_ schedule: ReportSchedule) -> String {
    let words = [
      schedule.timeoutProgram, "-k", "10", String(schedule.timeLimit), schedule.executable,
      "report",
      "--all", "--if-due", "--log", schedule.log,
    ]
    let path = schedule.searchPath.joined(separator: ":")
    let line =
      "cd \(ShellWord.quoted(schedule.root)) && PATH=\(ShellWord.quoted(path)) "
      + words.map(ShellWord.quoted).joined(separator: " ")
      + " || echo \"sitrep: ended with $?\""
    // To cron a bare percent sign is the end of the line.
    return line.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "\\%")
  }

  private static func minutes(_ schedule: ReportSchedule) -> String {
    let minutes = schedule.cadence / 60
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min"
  }
}
