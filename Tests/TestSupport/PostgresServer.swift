import Foundation
import Synchronization

/// A PostgreSQL server of a test's own: on a socket in a temporary folder, gone when it is stopped
/// and also when the test process dies.
package final class PostgresServer: Sendable {
  package enum Failure: Error, CustomStringConvertible {
    case notInstalled
    case notStarted(String)

    package var description: String {
      switch self {
      case .notInstalled:
        "no PostgreSQL server under /usr/lib/postgresql: apt-get install postgresql-15, "
          + "or set SITREP_WITHOUT_POSTGRES=1 to go without these tests"
      case .notStarted(let log): "PostgreSQL did not start: \(log)"
      }
    }
  }

  /// The newest `bin` folder of an installed server; nil when there is none.
  package static var binaries: String? {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.compactMap(Int.init).sorted(by: >)
      .map { "\(root)/\($0)/bin" }
      .first { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
  }

  /// False only when there is no server and the environment permits to go without.
  package static var isWanted: Bool {
    binaries != nil || ProcessInfo.processInfo.environment["SITREP_WITHOUT_POSTGRES"] == nil
  }

  private let folder: String
  private let binaries: String
  private let lifeline: FileHandle
  private let shell: Mutex<Process>

  /// Starts a server and waits until it answers.
  package init() throws {
    guard let binaries = Self.binaries else { throw Failure.notInstalled }
    let folder = "/tmp/sitrep-pg-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    self.folder = folder
    self.binaries = binaries
    // The shell holds the server as long as its standard input is open.
    let script = """
      as() { "$@"; }
      if [ "$(id -u)" = 0 ]; then
        user=postgres; id $user >/dev/null 2>&1 || user=nobody
        chown $user "$1"
        as() { setpriv --reuid=$user --regid="$(id -g $user)" --clear-groups "$@"; }
      fi
      cd "$1"
      if as "$2/initdb" -D data -U postgres --auth=trust --no-sync -E UTF8 --locale=C >log 2>&1 &&
        as "$2/pg_ctl" -s -w -D data -l server.log -o "-k $1 -c listen_addresses= -c fsync=off" start \
          >>log 2>&1 </dev/null
      then echo ready; else echo failed; cat log server.log; fi
      cat >/dev/null
      as "$2/pg_ctl" -s -D data -m immediate stop >/dev/null 2>&1
      rm -rf "$1"
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, "sh", folder, binaries]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    lifeline = input.fileHandleForWriting
    shell = Mutex(process)
    let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard answer.hasPrefix("ready") else {
      try? lifeline.close()
      let rest = (try? output.fileHandleForReading.readToEnd()) ?? Data()
      throw Failure.notStarted(answer + String(decoding: rest, as: UTF8.self))
    }
  }

  /// The database of the scripts, as a client names it.
  package var url: String { "postgresql://postgres@/postgres?host=\(folder)" }

  /// Starts a server, runs `body`, and removes the server whatever happens.
  package static func run<Value>(_ body: (PostgresServer) throws -> Value) throws -> Value {
    let server = try PostgresServer()
    defer { server.stop() }
    return try body(server)
  }

  package func stop() {
    try? lifeline.close()
    shell.withLock { $0.waitUntilExit() }
  }

  /// Runs a script through psql; gives its output and its messages.
  package func run(
    script: String,
    stopOnError: Bool = false,
    singleTransaction: Bool = false
  ) throws -> (output: String, errors: String, succeeded: Bool) {
    let name = "\(folder)/\(UUID().uuidString)"
    try script.write(toFile: "\(name).sql", atomically: false, encoding: .utf8)
    return try run(
      file: "\(name).sql",
      stopOnError: stopOnError,
      singleTransaction: singleTransaction
    )
  }

  /// Runs a file through psql.
  package func run(
    file: String,
    stopOnError: Bool = false,
    singleTransaction: Bool = false
  ) throws -> (output: String, errors: String, succeeded: Bool) {
    let name = "\(folder)/\(UUID().uuidString)"
    for stream in ["out", "err"] {
      _ = FileManager.default.createFile(atPath: "\(name).\(stream)", contents: nil)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(binaries)/psql")
    process.arguments =
      ["-X", "-q", "-A", "-t", "-F", "\t", "-h", folder, "-U", "postgres", "-d", "postgres"]
      + (stopOnError ? ["-v", "ON_ERROR_STOP=1"] : []) + (singleTransaction ? ["-1"] : [])
      + ["-f", file]
    process.environment = ["PATH": "/usr/bin:/bin", "PGOPTIONS": "-c client_min_messages=warning"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: "\(name).out")
    process.standardError = FileHandle(forWritingAtPath: "\(name).err")
    try process.run()
    process.waitUntilExit()
    return (
      try String(contentsOfFile: "\(name).out", encoding: .utf8),
      try String(contentsOfFile: "\(name).err", encoding: .utf8),
      process.terminationStatus == 0
    )
  }
}
