import Foundation
import TestSupport
import Testing

/// What can stand in the way of an append: exit 2, the name of it, the way out, and every byte as it was.
@Suite struct ObstacleTests {
  private static let path = "feedback/data/2026-01-12.md"

  private func note(_ folder: TemporaryDirectory) throws -> BuiltTool.Result {
    try BuiltTool(folder: folder.path, now: "2026-01-12T12:05:00Z").run(
      "note",
      "--agent",
      "data",
      "--library",
      "Prisma",
      "--topic",
      "relations",
      "--learning",
      "one",
      "--applied-to",
      "schema"
    )
  }

  private enum Obstacle: CaseIterable {
    case link, linkedFolder, danglingLink, hardLink, pipe, folder, fileForFolder, utf16, tooLarge
  }

  private func put(
    _ obstacle: Obstacle,
    _ folder: TemporaryDirectory,
    _ outside: TemporaryDirectory
  )
    throws -> String
  {
    try outside.write("theirs\n", to: "file.md")
    switch obstacle {
    case .link:
      try folder.link(Self.path, to: outside.path("file.md"))
      return "it is a link out of the repository: put a file in its place"
    case .linkedFolder:
      try folder.link("feedback/data", to: outside.path)
      return "the link 'data' leads out of the repository: put a folder in its place"
    case .danglingLink:
      try folder.link(Self.path, to: outside.path("new.md"))
      return "it is a link that leads nowhere: remove the link"
    case .hardLink:
      try folder.makeFolder("feedback/data")
      #expect(link(outside.path("file.md"), folder.path(Self.path)) == 0)
      return "one file under 2 names (hard links)"
    case .pipe:
      try folder.makeFolder("feedback/data")
      mkfifo(folder.path(Self.path), 0o644)
      return "it is no regular file: move it away"
    case .folder:
      try folder.makeFolder(Self.path)
      return "a folder stands in its place: move it away"
    case .fileForFolder:
      try folder.write("a file\n", to: "feedback/data")
      return "its folder cannot be opened: not a directory"
    case .utf16:
      try folder.write([0xFF, 0xFE, 0x23, 0x00], to: Self.path)
      return "it is UTF-16, and entries are UTF-8: convert it first"
    case .tooLarge:
      try folder.write([UInt8](repeating: 0x20, count: 17 << 20), to: Self.path)
      return "are read: move it away"
    }
  }

  @Test(arguments: Obstacle.allCases)
  private func anObstacleIsNamed(obstacle: Obstacle) throws {
    let folder = try TemporaryDirectory()
    let outside = try TemporaryDirectory()
    let message = try put(obstacle, folder, outside)
    let before = listing(folder)
    let result = try note(folder)
    #expect(result.status == 2 && result.output == "")
    #expect(result.diagnostics.contains("\(Self.path): "), "\(result.diagnostics)")
    #expect(result.diagnostics.contains(message), "\(result.diagnostics)")
    #expect(listing(folder) == before)
    #expect(listing(outside) == ["file.md 7"])
    #expect(try outside.text(of: "file.md") == "theirs\n")
  }

  @Test(.enabled(if: geteuid() == 0, "only root can run as somebody who may not write"))
  func aFolderThatIsReadOnlyIsNamed() throws {
    let folder = try TemporaryDirectory()
    try folder.write("# Data\n", to: Self.path)
    chmod(folder.path, 0o755)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/setpriv")
    process.arguments =
      [
        "--reuid=65534", "--regid=65534", "--clear-groups", BuiltTool.path, "note", "-C",
        folder.path,
      ]
      + ["--agent", "data", "--library", "a", "--topic", "b", "--learning", "c"]
      + ["--applied-to", "d", "--now", "2026-01-12T12:05:00Z"]
    process.environment = BuiltTool.hermeticEnvironment
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // Where that user may not even start the binary there is nothing to see.
    guard process.terminationReason == .exit, process.terminationStatus < 126 else { return }
    #expect(process.terminationStatus == 2)
    #expect(text.contains("permission denied") && text.contains("let this user write"), "\(text)")
    #expect(try folder.text(of: Self.path) == "# Data\n")
  }

  @Test func theLockOfADeadProcessHoldsNobodyUp() throws {
    let folder = try TemporaryDirectory()
    try folder.makeFolder("feedback/data")
    let holder = Process()
    holder.executableURL = URL(filePath: "/usr/bin/flock")
    // It is killed by its own child, with the lock in its hands.
    holder.arguments = ["-o", folder.path("feedback/data"), "/bin/sh", "-c", "kill -9 $PPID"]
    try holder.run()
    holder.waitUntilExit()
    #expect(holder.terminationReason == .uncaughtSignal)
    #expect(try note(folder).status == 0)
  }

  /// Every name with its size, links not followed.
  private func listing(_ folder: TemporaryDirectory) -> [String] {
    let manager = FileManager.default
    return (manager.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted()
      .map { name in
        let size = try? manager.attributesOfItem(atPath: folder.path(name))[.size] as? Int
        let isFile = (try? manager.destinationOfSymbolicLink(atPath: folder.path(name))) == nil
        return isFile && !name.hasSuffix("data") ? "\(name) \(size ?? 0)" : name
      }
  }
}
