import Foundation

/// A fresh copy of the example repository, committed, that goes away with the test.
package final class ExampleRepository: Sendable {
  package let folder: TemporaryDirectory

  package var path: String { folder.path("repo") }

  package init(testFile: String = #filePath) throws {
    folder = try TemporaryDirectory()
    let root = URL(filePath: testFile).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let copy = Process()
    copy.executableURL = root.appending(path: "scripts/example-repository")
    copy.arguments = [folder.path("repo")]
    copy.environment = BuiltTool.hermeticEnvironment
    try copy.run()
    copy.waitUntilExit()
    guard copy.terminationStatus == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// The tool in this repository, with a fixed clock.
  package func tool(at now: String?, environment: [String: String] = [:]) -> BuiltTool {
    BuiltTool(folder: path, now: now, environment: environment)
  }

  /// The text of a file of the repository.
  package func text(of path: String) throws -> String {
    try folder.text(of: "repo/\(path)")
  }

  /// Writes a file of the repository.
  package func write(_ text: String, to path: String) throws {
    try folder.write(text, to: "repo/\(path)")
  }
}
