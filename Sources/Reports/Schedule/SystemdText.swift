import Workspace

/// A service and a timer for systemd; their output goes to the journal, which bounds itself.
package struct SystemdText: Sendable, Equatable {
  package var serviceName: String
  package var service: String
  package var timerName: String
  package var timer: String

  package init(_ schedule: ReportSchedule) {
    serviceName = "sitrep-\(schedule.name).service"
    timerName = "sitrep-\(schedule.name).timer"
    let description = Self.specifiers("Situation reports of \(schedule.root)")
    let start = [schedule.executable, "report", "--all", "--if-due"]
    service = """
      [Unit]
      Description=\(description)

      [Service]
      Type=oneshot
      WorkingDirectory=\(Self.specifiers(schedule.root))
      Environment=\(Self.quoted("PATH=" + schedule.searchPath.joined(separator: ":"), isCommand: false))
      ExecStart=\(start.map { Self.quoted($0, isCommand: true) }.joined(separator: " "))
      TimeoutStartSec=\(schedule.timeLimit)
      KillMode=control-group
      Nice=10

      """
    let interval = schedule.interval
    let minutes = interval == 60 ? String(schedule.offset) : "\(schedule.offset)/\(interval)"
    timer = """
      [Unit]
      Description=\(description)

      [Timer]
      OnCalendar=*-*-* *:\(minutes):00 UTC
      AccuracySec=30s
      Persistent=true

      [Install]
      WantedBy=timers.target

      """
  }

  /// Both files in one text, each below a comment that names it.
  package var text: String {
    "# \(serviceName)\n\(service)\n# \(timerName)\n\(timer)"
  }

  /// A `%` begins a specifier in every value.
  private static func specifiers(_ text: String) -> String {
    text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
  }

  /// One word of a value; a `$` names a variable only in commands.
  ///
  /// Source: systemd.syntax(7), "Quoting"; systemd.service(5), "Command lines".
  private static func quoted(_ text: String, isCommand: Bool) -> String {
    var word = ""
    for scalar in specifiers(text).unicodeScalars {
      switch scalar {
      case "\"", "\\": word += "\\" + String(scalar)
      case "$" where isCommand: word += "$$"
      default: word.unicodeScalars.append(scalar)
      }
    }
    let isPlain = word.utf8.allSatisfy {
      ShellWord.isAlphanumeric($0) || "_./:@,+-=%$".utf8.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "\"\(word)\""
  }
}
