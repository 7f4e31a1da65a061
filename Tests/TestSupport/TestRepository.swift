package import Facts
internal import Workspace

/// A git repository of its own for one test, which no configuration of this machine touches.
package final class TestRepository: Sendable {
  package let folder: TemporaryDirectory

  package var path: String { folder.path }

  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// What git is run with: no configuration, and a fixed person.
  package static let environment = [
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
  ]

  package init() throws {
    folder = try TemporaryDirectory()
    try git("init", "--quiet", "--initial-branch", "main")
  }

  /// Writes a file of the work tree.
  package func write(_ text: String, to path: String) throws {
    try folder.write(text, to: path)
  }

  /// Commits everything at a moment, and gives the full id.
  @discardableResult
  package func commit(_ message: String, at moment: Timestamp) throws -> String {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "--message", message, at: moment)
    return try git("rev-parse", "HEAD")
  }

  /// Runs git in the work tree, and gives what it printed without the last newline.
  @discardableResult
  package func git(
    _ arguments: String...,
    at moment: Timestamp = Timestamp(secondsSinceEpoch: 1_700_000_000)
  ) throws -> String {
    let person = [
      "NAME": "Test", "EMAIL": "test@example.org", "DATE": "@\(moment.secondsSinceEpoch) +0000",
    ]
    var environment = Self.environment
    for (name, value) in person {
      environment["GIT_AUTHOR_\(name)"] = value
      environment["GIT_COMMITTER_\(name)"] = value
    }
    let outcome = try Subprocess(
      executable: "/usr/bin/git",
      arguments: arguments,
      folder: path,
      environment: environment
    ).run()
    let text = outcome.output.text
    guard outcome.exitCode == 0 else {
      throw Failure(
        description: "git \(arguments.joined(separator: " ")): \(text)\(outcome.diagnostics.text)"
      )
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
