internal import Foundation
internal import Workspace

#if canImport(Glibc)
internal import Glibc
#endif

/// A PostgreSQL server of one run: in a temporary folder, on a socket alone, gone when the run is.
package final class ThrowawayServer {
  /// Absolute path of the folder that holds the socket.
  package let socketFolder: String
  /// Folders of killed runs that were removed first.
  package let leftovers: Int

  private let folder: String
  private let lock: Int32
  private let process: Process
  private let lifeline: FileHandle
  private let output: FileHandle
  private var isStopped = false

  /// The superuser, named as Supabase names it.
  package static let administrator = "supabase_admin"
  static let namePrefix = "sitrep-rehearsal-"

  /// Starts a server and waits until it answers.
  ///
  /// TMPDIR of the environment says where the temporary folder goes.
  ///
  /// - Throws: `RehearsalError`, after everything that was made is removed.
  package init(
    binaries: ServerBinaries,
    environment: [String: String]
  ) throws(RehearsalError) {
    let user = try ServerUser.forThisProcess()
    let base = Self.temporaryFolder(environment)
    leftovers = Leftovers(base: base, binaries: binaries, user: user).remove()
    let run = try RunFolder(base: base, user: user)
    folder = run.path
    lock = run.lock
    socketFolder = "\(run.path)/server"

    process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments =
      ["-c", ServerScript.hold, "sh", folder, binaries.folder]
      + [user?.name ?? "", user?.group ?? ""]
    // The folder of this process may be one that the server's user cannot enter.
    process.currentDirectoryURL = URL(filePath: "/")
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "TZ": "UTC"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    lifeline = input.fileHandleForWriting
    self.output = output.fileHandleForReading
    do {
      try process.run()
    } catch {
      isStopped = true
      run.remove()
      throw RehearsalError("the shell that holds the server cannot be started: \(error)")
    }
    try? output.fileHandleForWriting.close()
    try? input.fileHandleForReading.close()
    let answer = Self.read(self.output, until: "\n", timeout: .seconds(90))
    guard answer.hasPrefix("ready") else {
      let isInterrupted = Interruption.cameIn
      try? lifeline.close()
      let rest = Self.read(self.output, until: nil, timeout: .seconds(20))
      stop()
      if isInterrupted { throw RehearsalError("ended by a signal") }
      let said = (answer + rest).split(separator: "\n").filter { $0 != "failed" }
      throw RehearsalError(
        "PostgreSQL did not start in \(base) (TMPDIR changes the place): "
          + (said.isEmpty ? "it said nothing in time" : said.joined(separator: "; "))
      )
    }
  }

  deinit {
    stop()
  }

  /// Stops the server and removes its folder; bounded, and safe to call again.
  package func stop() {
    guard !isStopped else { return }
    isStopped = true
    try? lifeline.close()
    // The shell's output ends when it does.
    _ = Self.read(output, until: nil, timeout: .seconds(20), ignoringSignals: true)
    if process.isRunning { kill(-process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    Glibc.close(lock)
  }

  /// How to reach it.
  func parameters(user: String, database: String) -> [(keyword: String, value: String)] {
    [
      ("host", socketFolder), ("hostaddr", ""), ("port", "5432"), ("user", user),
      ("dbname", database), ("password", ""), ("passfile", "\(socketFolder)/none"),
      ("sslmode", "disable"),
      ("gssencmode", "disable"), ("options", ""), ("application_name", "sitrep"),
      ("client_encoding", "UTF8"),
    ]
  }

  /// TMPDIR, or /tmp where that is no absolute path or too long for a socket.
  static func temporaryFolder(_ environment: [String: String]) -> String {
    var base = environment["TMPDIR"] ?? "/tmp"
    while base.utf8.count > 1, base.hasSuffix("/") { base.removeLast() }
    let socket = "\(base)/\(namePrefix)XXXXXX/server/.s.PGSQL.5432"
    return base.hasPrefix("/") && socket.utf8.count < 107 ? base : "/tmp"
  }

  /// Reads until a text appears, or to the end.
  private static func read(
    _ handle: FileHandle,
    until mark: String?,
    timeout: Duration,
    ignoringSignals: Bool = false
  ) -> String {
    let deadline = ContinuousClock.now + timeout
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while ContinuousClock.now < deadline, ignoringSignals || !Interruption.cameIn {
      var descriptor = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 100) > 0 else { continue }
      let count = Glibc.read(handle.fileDescriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes += buffer[..<count]
      if let mark, String(decoding: bytes, as: UTF8.self).contains(mark) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
