import Facts
import Foundation
import TestSupport
import Testing

@testable import Workspace

#if canImport(Glibc)
import Glibc
#endif

/// What a writer left behind that died, and what others do with it.
struct FeedbackRepairTests {
  let folder: TemporaryDirectory
  let path = "feedback/data/2025-10-20.md"

  init() throws {
    folder = try TemporaryDirectory()
    try folder.makeFolder("feedback/data")
  }

  /// Leaves the note of an append, and the file as its writer left it.
  private func leave(length: Int?, addition: String, file: String?) throws {
    let held = try FeedbackFolder(root: folder.path, filePath: path, creating: false)
    defer { held.close() }
    try held.journal.begin(.init(length: length, addition: Array(addition.utf8)))
    if let file { try folder.write(file, to: path) }
  }

  private func append() throws -> (reports: [String], text: String) {
    var reports: [String] = []
    let file = FeedbackFile(root: folder.path, path: path, title: "T")
    _ = try file.append(report: { reports.append($0) }, decide: { _ in .append("## E\n") })
    return (reports, try folder.text(of: path))
  }

  private func read() throws -> String? {
    guard case .text(let text) = FeedbackFile.read(path, in: FileTree(root: folder.path)).content
    else { return nil }
    return text.string(0..<text.bytes.count)
  }

  @Test func anUnfinishedTailIsCutBackAndReported() throws {
    try leave(length: 4, addition: "\n## Torn\nbody\n", file: "old\n\n## Tor")
    #expect(try read() == "old\n")
    #expect(
      FeedbackFile.committedLength(root: folder.path, path: path, length: 11) == 4
    )
    let (reports, text) = try append()
    #expect(text == "old\n\n## E\n")
    #expect(reports.count == 1 && reports[0].contains("7 bytes behind byte 4"))
    #expect(try append().reports.isEmpty)
  }

  @Test func aWholeEntryIsKept() throws {
    try leave(length: 4, addition: "\n## Whole\n", file: "old\n\n## Whole\n")
    #expect(try read() == "old\n\n## Whole\n")
    let (reports, text) = try append()
    #expect(reports.isEmpty && text == "old\n\n## Whole\n\n## E\n")
  }

  @Test func whatSomebodyWroteBehindItIsNotCut() throws {
    try leave(length: 4, addition: "\n## Torn\n", file: "old\n\n## To\nby hand\n")
    #expect(try read() == "old\n\n## To\nby hand\n")
    let (reports, text) = try append()
    #expect(reports.count == 1 && reports[0].contains("nothing was cut"))
    #expect(text == "old\n\n## To\nby hand\n\n## E\n")
  }

  @Test func aNewFileThatWasNotFinishedBeginsAnew() throws {
    try leave(length: nil, addition: "# T\n\n## Torn\n", file: "# T\n\n##")
    #expect(try read() == "")
    let (reports, text) = try append()
    #expect(reports.count == 1 && text == "# T\n\n## E\n")
  }

  @Test func aTornNoteIsNone() throws {
    try leave(length: 4, addition: "\n## Torn\n", file: "old\n\n##")
    let note = "feedback/data/.2025-10-20.md.unfinished"
    let text = try folder.text(of: note)
    try folder.write(String(text.dropLast(3)), to: note)
    #expect(try read() == "old\n\n##")
    #expect(try append().reports.isEmpty)
  }

  @Test func aFileThatWentMeanwhileIsSaid() throws {
    try leave(length: 4, addition: "\n## Torn\n", file: nil)
    let (reports, text) = try append()
    #expect(reports.count == 1 && text == "# T\n\n## E\n")
  }
}
