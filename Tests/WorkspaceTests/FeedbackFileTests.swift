import Facts
import Foundation
import TestSupport
import Testing
import Workspace

#if canImport(Glibc)
import Glibc
#endif

struct FeedbackFileTests {
  let folder: TemporaryDirectory
  static let path = "feedback/data/2025-10-20.md"

  init() throws { folder = try TemporaryDirectory() }

  private func file(_ path: String = FeedbackFileTests.path) -> FeedbackFile {
    FeedbackFile(root: folder.path, path: path, title: "Data — 2025-10-20")
  }

  @discardableResult
  private func append(_ entry: String, to path: String = FeedbackFileTests.path) throws
    -> FeedbackFile.Result
  {
    try file(path).append { _ in .append(entry) }
  }

  @Test func aNewFileGetsATitle() throws {
    #expect(try append("## One\ntext\n") == .appended(firstLine: 3, lastLine: 4))
    #expect(try append("## Two") == .appended(firstLine: 6, lastLine: 6))
    #expect(
      try folder.text(of: Self.path) == "# Data — 2025-10-20\n\n## One\ntext\n\n## Two\n"
    )
    // Nothing of the work stays beside the file.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("feedback/data"))
        == ["2025-10-20.md"]
    )
  }

  @Test(arguments: [
    ("x", "x\n\n## E\n", 3), ("x\n", "x\n\n## E\n", 3), ("x\n\n", "x\n\n## E\n", 3),
    ("x\r\ny", "x\r\ny\r\n\r\n## E\r\n", 4), ("x\r\n", "x\r\n\r\n## E\r\n", 3),
    ("x\r\ny\r", "x\r\ny\r\n\r\n## E\r\n", 4), ("x\n \t\n", "x\n \t\n## E\n", 3),
    ("\u{FEFF}x\n", "\u{FEFF}x\n\n## E\n", 3),
    ("\u{FEFF}", "\u{FEFF}# Data — 2025-10-20\n\n## E\n", 3),
    ("", "# Data — 2025-10-20\n\n## E\n", 3),
  ])
  func lineEndsAreKept(before: String, after: String, line: Int) throws {
    try folder.write(before, to: Self.path)
    #expect(try append("## E\n") == .appended(firstLine: line, lastLine: line))
    #expect(Array(try folder.text(of: Self.path).utf8) == Array(after.utf8))
  }

  @Test(arguments: [
    ("```\nx", "```\nx\n```\n\n## E\n", 5), ("~~~\r\n", "~~~\r\n~~~\r\n\r\n## E\r\n", 4),
  ])
  func aLineCanCloseWhatStandsOpen(before: String, after: String, line: Int) throws {
    try folder.write(before, to: Self.path)
    let result = try file().append { _ in .append("## E\n", closing: String(before.prefix(3))) }
    #expect(result == .appended(firstLine: line, lastLine: line))
    #expect(Array(try folder.text(of: Self.path).utf8) == Array(after.utf8))
  }

  @Test func modesAndLinksAreKept() throws {
    try folder.write("kept\n", to: "elsewhere/real.md")
    chmod(folder.path("elsewhere/real.md"), 0o640)
    try folder.link(Self.path, to: "../../elsewhere/real.md")
    try append("## E\n")
    var status = stat()
    lstat(folder.path(Self.path), &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    lstat(folder.path("elsewhere/real.md"), &status)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(try folder.text(of: "elsewhere/real.md") == "kept\n\n## E\n")
  }

  @Test func nothingIsWrittenOutsideOfTheRepository() throws {
    let outside = try TemporaryDirectory()
    try outside.write("theirs\n", to: "file.md")
    try folder.link("feedback/a/2025-10-20.md", to: outside.path("file.md"))
    try folder.link("feedback/b/2025-10-20.md", to: outside.path("new.md"))
    try folder.link("feedback/c", to: outside.path)
    try folder.makeFolder("feedback/d/2025-10-20.md")
    for path in [
      "feedback/a/2025-10-20.md", "feedback/b/2025-10-20.md", "feedback/c/deep/2025-10-20.md",
      "feedback/c/2025-10-20.md", "feedback/d/2025-10-20.md", "feedback/../../x.md", "/x.md", "",
      "feedback/a/..", "feedback/x\0y/z.md",
    ] {
      #expect(throws: FeedbackFile.AppendError.self, "\(path)") { try append("## E\n", to: path) }
    }
    #expect(try outside.text(of: "file.md") == "theirs\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == ["file.md"])
  }

  @Test func utf16IsNotMixedWithUTF8() throws {
    try folder.write([0xFF, 0xFE, 0x23, 0x00], to: Self.path)
    #expect(throws: FeedbackFile.AppendError.self) { try append("## E\n") }
    #expect(try Data(contentsOf: URL(filePath: folder.path(Self.path))).count == 4)
  }

  @Test func aDecisionCanLeaveEverythingAsItIs() throws {
    let result = try file().append { bytes in
      #expect(bytes.isEmpty)
      return .leave(reason: "not due")
    }
    #expect(result == .left(reason: "not due"))
    #expect(!FileManager.default.fileExists(atPath: folder.path(Self.path)))
    try append("## E\n")
    let text = try folder.text(of: Self.path)
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try file().append { bytes in
        #expect(bytes == Array(text.utf8))
        throw Stop()
      }
    }
    #expect(try folder.text(of: Self.path) == text)
  }

  @Test func aHeldLockIsAnErrorAndADeadOneIsNone() throws {
    try append("## E\n")
    let holder = open(folder.path("feedback/data"), O_RDONLY | O_DIRECTORY)
    flock(holder, LOCK_EX)
    let error = try #require(throws: FeedbackFile.AppendError.self) {
      try file().append(lockTimeout: .milliseconds(30)) { _ in .append("## F\n") }
    }
    #expect(error.description.contains("lock") && error.description.contains(Self.path))
    // Its holder, where the system tells: this very process.
    #expect(error.reason.contains("process \(getpid()) ") || error.reason.contains("another"))
    close(holder)
    #expect(try append("## F\n") == .appended(firstLine: 5, lastLine: 5))
  }

  @Test func aFileReplacedMeanwhileIsAnError() throws {
    try folder.write("old\n", to: Self.path)
    let error = try #require(throws: FeedbackFile.AppendError.self) {
      try file().append { _ in
        // As an editor saves: another file under the same name.
        try folder.write("new\n", to: "other")
        rename(folder.path("other"), folder.path(Self.path))
        return .append("## E\n")
      }
    }
    #expect(error.description.contains("replaced"))
    #expect(try folder.text(of: Self.path) == "new\n")
  }

  @Test func aFileUnderTwoNamesIsRefused() throws {
    try folder.write("theirs\n", to: "elsewhere.md")
    try folder.makeFolder("feedback/data")
    #expect(Glibc.link(folder.path("elsewhere.md"), folder.path(Self.path)) == 0)
    let error = try #require(throws: FeedbackFile.AppendError.self) { try append("## E\n") }
    #expect(error.reason.contains("under 2 names") && error.reason.contains("cp -p"))
    #expect(try folder.text(of: "elsewhere.md") == "theirs\n")
  }

  @Test func nothingHangsOnAPipe() throws {
    try folder.makeFolder("feedback/data")
    mkfifo(folder.path(Self.path), 0o644)
    let error = try #require(throws: FeedbackFile.AppendError.self) { try append("## E\n") }
    #expect(error.reason.contains("no regular file"))
    unlink(folder.path(Self.path))
    // Where the note goes, a pipe is in nobody's way; nor is another file's second name.
    let note = folder.path("feedback/data/.2025-10-20.md.unfinished")
    mkfifo(note, 0o644)
    try append("## E\n")
    try folder.write("theirs\n", to: "elsewhere")
    #expect(Glibc.link(folder.path("elsewhere"), note) == 0)
    try append("## F\n")
    #expect(try folder.text(of: "elsewhere") == "theirs\n")
    #expect(try folder.text(of: Self.path).hasSuffix("## E\n\n## F\n"))
  }

  @Test func noFileGrowsBeyondWhatIsReadBack() throws {
    try folder.write("old\n", to: Self.path)
    let entry = "## E\n" + String(repeating: "x", count: FeedbackFile.maximumBytes)
    let error = try #require(throws: FeedbackFile.AppendError.self) { try append(entry) }
    #expect(error.reason.contains("read back"))
    #expect(try folder.text(of: Self.path) == "old\n")
    truncate(folder.path(Self.path), off_t(FeedbackFile.maximumBytes + 1))
    #expect(throws: FeedbackFile.AppendError.self) { try append("## E\n") }
  }
}
