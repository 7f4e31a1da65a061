import Workspace

/// How often and how a machine has the reports of one repository written.
///
/// It starts `report --all --if-due` more often than once a slot: a start that finds nothing due costs
/// milliseconds, and one that the machine slept through is made up for within the same slot, whatever the
/// zone of the machine and its daylight saving.
package struct ReportSchedule: Sendable, Equatable {
  /// Absolute path of the repository.
  package var root: String
  /// Absolute path of the tool.
  package var executable: String
  /// Folders in which programs are found, such as the one of `npx`; cron itself knows two.
  package var searchPath: [String]
  /// Absolute path of `timeout`.
  package var timeoutProgram: String
  /// Seconds between two reports of one agent.
  package var cadence: Int
  /// Absolute path of the log that the tool keeps bounded.
  package var log: String
  /// Minute of the hour of the first start; nil spreads repositories over the first minutes.
  package var minute: Int?

  package init(
    root: String,
    executable: String,
    searchPath: [String],
    timeoutProgram: String,
    cadence: Int,
    log: String,
    minute: Int? = nil
  ) {
    self.root = root
    self.executable = executable
    self.searchPath = searchPath
    self.timeoutProgram = timeoutProgram
    self.cadence = cadence
    self.log = log
    self.minute = minute
  }

  /// Minutes between two starts: a divisor of the hour, at least two starts in a slot where that can be.
  package var interval: Int {
    let most = cadence / 120
    return [60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2].first { $0 <= most } ?? 1
  }

  /// Minute of the first start in an hour, less than the interval.
  package var offset: Int {
    if let minute { return minute % interval }
    // Early in the slot, and not all repositories of a machine at once.
    return interval < 4 ? 0 : 1 + Int(hash % UInt32(min(interval - 1, 14)))
  }

  /// Seconds after which a start is ended, so that it is over before the next one.
  package var timeLimit: Int {
    min(900, interval * 60 - 20)
  }

  /// A name for units and logs: the folder's own, and what tells it from others of that name.
  package var name: String {
    let last = root.utf8.split(separator: UInt8(ascii: "/")).last ?? []
    var plain = ""
    for byte in last.prefix(40) {
      let isPlain = ShellWord.isAlphanumeric(byte) || byte == UInt8(ascii: "-")
      plain.append(isPlain ? Character(Unicode.Scalar(byte)) : "-")
    }
    let digits = String(hash, radix: 16)
    return (plain.isEmpty ? "root" : plain) + "-" + String(repeating: "0", count: 8 - digits.count)
      + digits
  }

  /// Source: FNV-1a, 32 bits; the same on every machine and in every run.
  private var hash: UInt32 {
    root.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  /// Why it cannot be written as a line of text; nil when it can.
  package var problem: String? {
    for (what, path) in [
      ("repository", root), ("tool", executable), ("log", log), ("timeout program", timeoutProgram),
    ] {
      if !path.hasPrefix("/") { return "the path of the \(what) is not absolute: \(path)" }
      if path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        return "the path of the \(what) holds a control character: no crontab can name it"
      }
    }
    return nil
  }
}
