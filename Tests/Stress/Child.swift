import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// A process that can be killed at any moment; what it prints goes to files.
struct Child {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  let process: pid_t
  private let outputPath: String

  /// Where the binaries stand.
  static let binaries: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return String(own.prefix(upTo: own.lastIndex(of: "/") ?? own.endIndex))
  }()

  static func sitrep(_ arguments: [String], in arena: Arena, input: String? = nil) throws -> Child {
    try Child(["\(binaries)/sitrep"] + arguments + ["-C", arena.root], in: arena, input: input)
  }

  static func probe(_ arguments: [String], in arena: Arena) throws -> Child {
    try Child(["\(binaries)/AppendProbe", arena.root] + arguments, in: arena)
  }

  init(_ arguments: [String], in arena: Arena, input: String? = nil) throws {
    outputPath = arena.scratch()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var inputPath = "/dev/null"
    if let input {
      inputPath = outputPath + ".in"
      try Data(input.utf8).write(to: URL(filePath: inputPath))
    }
    posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, outputPath, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, outputPath + ".err", flags, 0o600)
    let environment = [
      "PATH=/usr/bin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8", "NO_COLOR=1",
      "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
      "GIT_AUTHOR_NAME=Stress", "GIT_AUTHOR_EMAIL=stress@example.org",
      "GIT_COMMITTER_NAME=Stress", "GIT_COMMITTER_EMAIL=stress@example.org",
    ]
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, arguments[0], &actions, nil, &words, &variables)
    guard code == 0 else {
      throw Failure(description: "\(arguments[0]): \(String(cString: strerror(code)))")
    }
    process = started
  }

  func kill() {
    Glibc.kill(process, SIGKILL)
  }

  /// The exit code, once the process has ended; negative for a signal.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Self.code(status)
  }

  /// The exit code if the process has ended.
  func poll() -> Int32? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process ? Self.code(status) : nil
  }

  private static func code(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : -signal
  }

  var output: String { Self.text(outputPath) }
  var diagnostics: String { Self.text(outputPath + ".err") }

  private static func text(_ path: String) -> String {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
