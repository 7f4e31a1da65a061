import Facts
import Foundation
import Record

/// The real record, where the environment has one: a git bundle under `SITREP_CORPUS`.
enum Corpus {
  static var isThere: Bool { ProcessInfo.processInfo.environment["SITREP_CORPUS"] != nil }

  /// What somebody found by reading one file, keyed by its SHA-256: lines and states, no text.
  struct Truth: Decodable {
    struct Entry: Decodable {
      var line: Int
      var timestamp: String?
      var blocked: Bool?
      var openBlockers: Int?
    }

    struct Item: Decodable {
      var line: Int
      var marker: String
    }

    var entries: [Entry]
    var items: [Item]
  }

  static func truth() throws -> [String: Truth] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/truth.json")
    return try JSONDecoder().decode([String: Truth].self, from: Data(contentsOf: file))
  }

  struct Clone {
    var agents: [String]
    var files: [SourceFile]
    /// By path.
    var hashes: [String: String]
  }

  /// The Markdown files of the newest branch's `feedback` folder, cloned once for all tests.
  static let clone: Result<Clone, any Error> = Result { try load() }

  private static func load() throws -> Clone {
    let corpus = ProcessInfo.processInfo.environment["SITREP_CORPUS"] ?? ""
    let folder = URL(filePath: corpus).appending(path: "corpus")
    let bundles = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".bundle") }
    guard let bundle = bundles.first else { throw CocoaError(.fileNoSuchFile) }
    let target = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: target) }
    _ = try run(
      "git",
      "clone",
      "--quiet",
      "--no-checkout",
      folder.appending(path: bundle).path,
      target.path
    )
    let branch = try run(
      "git",
      "-C",
      target.path,
      "for-each-ref",
      "--sort=-committerdate",
      "--count=1",
      "--format=%(refname)",
      "refs/remotes"
    )
    _ = try run("git", "-C", target.path, "checkout", "--quiet", branch.trimmed, "--", "feedback")
    let listing = try run("find", target.appending(path: "feedback").path, "-name", "*.md")
    let paths = listing.split(separator: "\n").map(String.init).sorted()
    var hashes: [String: String] = [:]
    let prefix = target.path + "/"
    for line in try run(["sha256sum"] + paths).split(separator: "\n") {
      hashes[String(line.dropFirst(66 + prefix.count))] = String(line.prefix(64))
    }
    let files = try paths.map { path in
      let relative = String(path.dropFirst(prefix.count))
      let bytes = Array(try Data(contentsOf: URL(filePath: path)))
      return SourceFile(
        path: relative,
        content: .text(SourceText(path: relative, bytes: bytes))
      )
    }
    let agents = Set(files.map { String($0.path.split(separator: "/")[1]) }).sorted()
    return Clone(agents: agents, files: files, hashes: hashes)
  }

  private static func run(_ arguments: String...) throws -> String {
    try run(arguments)
  }

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: data, as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
