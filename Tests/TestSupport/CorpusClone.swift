import Foundation

/// A clone of the real repository that the folder of SITREP_CORPUS holds as a bundle; it goes away with the test.
package final class CorpusClone: Sendable {
  package struct Missing: Error {}

  private let folder: TemporaryDirectory

  /// Absolute path of the work tree, at the newest branch.
  package var path: String { folder.path("clone") }

  /// The folder of real data; nil without the variable.
  package static var data: String? {
    ProcessInfo.processInfo.environment["SITREP_CORPUS"]
  }

  package init() throws {
    guard let data = Self.data,
      let bundle = try FileManager.default.contentsOfDirectory(atPath: "\(data)/corpus")
        .first(where: { $0.hasSuffix(".bundle") })
    else { throw Missing() }
    folder = try TemporaryDirectory()
    let path = "\(data)/corpus/\(bundle)"
    _ = try Self.git(["clone", "-q", "--no-checkout", path, folder.path("clone")])
    let newest = try Self.git([
      "-C", folder.path("clone"), "for-each-ref", "--sort=-committerdate", "--count=1",
      "--format=%(refname)", "refs/remotes",
    ])
    let branch = newest.trimmingCharacters(in: .whitespacesAndNewlines)
    _ = try Self.git(["-C", folder.path("clone"), "checkout", "-q", "--detach", branch])
  }

  private static func git(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/git")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Missing() }
    return String(decoding: output, as: UTF8.self)
  }
}
