import Facts
import Foundation
import Workspace

#if canImport(Glibc)
import Glibc
#endif

/// A repository for one scenario, removed when it is over.
final class Arena {
  let root: String
  private let place: String
  private var scratches = 0
  /// The date of the file that is written to.
  private(set) var day = 1

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "stress-\(UUID().uuidString)"
    )
    place = folder.resolvingSymlinksInPath().path
    root = "\(place)/repository"
    for name in ["repository/feedback/data", "scratch"] {
      try FileManager.default.createDirectory(
        atPath: "\(place)/\(name)",
        withIntermediateDirectories: true
      )
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: place)
  }

  /// Relative to the root.
  var path: String { "feedback/data/\(date).md" }
  var date: String {
    CalendarDate(daysSinceEpoch: 20_513 + day).iso8601
  }
  /// For `--now`.
  var now: String { "\(date)T12:05:00Z" }

  func nextDay() { day += 1 }

  func scratch() -> String {
    scratches += 1
    return "\(place)/scratch/\(scratches)"
  }

  /// As a reader of the record gets the file.
  var text: String {
    guard case .text(let text) = FeedbackFile.read(path, in: FileTree(root: root)).content else {
      return ""
    }
    return text.string(0..<text.bytes.count)
  }

  /// As it stands on the disk, a tail that is not finished included.
  var bytes: Data { (try? Data(contentsOf: URL(filePath: "\(root)/\(path)"))) ?? Data() }

  /// Of the file on the disk, in bytes.
  var size: Int {
    var status = stat()
    return stat("\(root)/\(path)", &status) == 0 ? Int(status.st_size) : 0
  }

  /// The arguments of a note whose last line tells that it is whole.
  func note(_ name: String) -> [String] {
    ["note", "--agent", "data", "--now", now, "--library", name, "--topic", "t \(name)"]
      + ["--learning", "l \(name)", "--applied-to", "end of \(name)"]
  }

  /// The same as JSON, with as many learnings of a hundred bytes.
  func largeNote(_ name: String, learnings: Int) -> (arguments: [String], input: String) {
    let learning = "l \(name) " + String(repeating: "x", count: 100)
    let list = [String](repeating: #""\#(learning)""#, count: learnings).joined(separator: ",")
    return (
      ["note", "--agent", "data", "--now", now, "--input", "-"],
      #"{"library":"\#(name)","topic":"t \#(name)","keyLearnings":[\#(list)],"appliedTo":"end of \#(name)"}"#
    )
  }

  /// Names of the whole entries of a text, of notes and of AppendProbe; what is torn or strange is a failure.
  static func names(in text: String, _ outcome: inout Outcome) -> [String] {
    var names: [String] = []
    var open: String?
    var isNoteWhole = false
    for line in text.split(separator: "\n") where !line.hasPrefix("# ") {
      if line.hasPrefix("## ") {
        outcome.expect(open == nil, "torn: \(open ?? "") before \(line)")
        open = line.split(separator: " ").last.map(String.init)
        continue
      }
      guard let name = open else {
        // A note names files only where it was applied to some.
        if line.hasPrefix("- Fingerprint: ") { continue }
        outcome.failures.append("outside of every entry: \(line.prefix(80))")
        continue
      }
      // The last lines of what the tool writes.
      let isOrigin = line.hasPrefix("- Commit: ") || line.hasPrefix("- Fingerprint: ")
      outcome.expect(isOrigin || line.contains(name), "in \(name): \(line.prefix(80))")
      if line.hasPrefix("- Applied to: ") { isNoteWhole = true }
      if line.hasPrefix("end of ") || (line.hasPrefix("- Commit: ") && isNoteWhole) {
        isNoteWhole = false
        names.append(name)
        open = nil
      }
    }
    outcome.expect(open == nil, "torn at the end: \(open ?? "")")
    return names
  }
}
