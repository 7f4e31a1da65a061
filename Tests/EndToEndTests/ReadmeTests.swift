import Foundation
import TestSupport
import Testing

/// What the README shows was printed by the tool: each block is run again and compared.
@Suite struct ReadmeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let opening = "<!-- printed by: sitrep "

  @Test func everyBlockIsWhatTheToolPrints() throws {
    let readme = Self.root.appending(path: "README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let records = ProcessInfo.processInfo.environment["SITREP_RECORD_GOLDEN"] == "1"
    var checked = 0
    var index = 0
    while index < lines.count {
      defer { index += 1 }
      guard lines[index].hasPrefix(Self.opening) else { continue }
      let command = lines[index].dropFirst(Self.opening.count).dropLast(" -->".count)
      let end = try #require(lines[(index + 2)...].firstIndex(of: "```"))
      let printed = try run(String(command))
      let shown = lines[(index + 2)..<end].joined(separator: "\n")
      if records {
        lines.replaceSubrange(
          (index + 2)..<end,
          with: printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        )
      } else {
        #expect(shown == printed, "README.md:\(index + 1): sitrep \(command)")
      }
      checked += 1
    }
    #expect(checked >= 4)
    if records {
      try lines.joined(separator: "\n").write(to: readme, atomically: false, encoding: .utf8)
    }
  }

  /// Runs in a fresh copy of the example repository; without the last newline.
  private func run(_ command: String) throws -> String {
    let example = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: example) }
    let copy = Process()
    copy.executableURL = Self.root.appending(path: "scripts/example-repository")
    copy.arguments = [example]
    copy.environment = BuiltTool.hermeticEnvironment
    try copy.run()
    copy.waitUntilExit()
    try #require(copy.terminationStatus == 0)
    let tool = BuiltTool(folder: example, now: "2026-01-12T12:05:00Z")
    let result = try tool.run(Self.words(of: command))
    var printed = result.output + result.diagnostics
    while printed.hasSuffix("\n") { printed.removeLast() }
    return printed
  }

  /// Splits at spaces outside of double quotes.
  private static func words(of command: String) -> [String] {
    command.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
      index,
      part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }
}
