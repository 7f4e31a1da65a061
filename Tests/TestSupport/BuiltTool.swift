import Foundation

/// Runs the built binary in an environment that holds nothing of this machine.
package struct BuiltTool {
  package struct Result {
    package var status: Int32
    package var output: String
    package var diagnostics: String
  }

  /// Absolute path of the folder to work in.
  package var folder: String
  /// The moment that the tool takes for now; nil lets it read the clock.
  package var now: String?
  /// Added to, and stronger than, the hermetic defaults.
  package var environment: [String: String]

  package init(folder: String, now: String? = nil, environment: [String: String] = [:]) {
    self.folder = folder
    self.now = now
    self.environment = environment
  }

  /// The binary beside the test bundle.
  package static var path: String {
    let bundle =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (bundle as NSString).deletingLastPathComponent + "/sitrep"
  }

  /// Runs one command to its end.
  package func run(_ arguments: String..., input: String = "") throws -> Result {
    try run(arguments, input: input)
  }

  /// Runs one command to its end.
  package func run(_ arguments: [String], input: String = "") throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: Self.path)
    process.arguments = arguments + (now.map { ["--now", $0] } ?? [])
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = Self.hermeticEnvironment.merging(environment) { $1 }
    // Files instead of pipes: nothing to drain, whatever the size.
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let files = ["in", "out", "err"].map { scratch.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      diagnostics: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    )
  }

  /// No HOME of this machine, no git configuration, no colour, UTC.
  package static let hermeticEnvironment = [
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "NO_COLOR": "1",
  ]
}
