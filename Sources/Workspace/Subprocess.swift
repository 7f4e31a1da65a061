import Foundation

#if canImport(Glibc)
internal import Glibc
#endif

/// A program to run: no shell ever sees it.
package struct Subprocess: Sendable {
  /// Absolute path of the program.
  package var executable: String
  package var arguments: [String]
  /// Absolute path of the working folder.
  package var folder: String
  /// The whole environment of the child.
  package var environment: [String: String]
  /// What the child reads from standard input; nil gives it /dev/null.
  package var input: [UInt8]?
  package var timeout: Duration
  /// Bytes that are kept of each stream; the rest is counted and thrown away.
  package var maximumBytes: Int

  package init(
    executable: String,
    arguments: [String],
    folder: String,
    environment: [String: String],
    input: [UInt8]? = nil,
    timeout: Duration = .seconds(60),
    maximumBytes: Int = 1 << 20
  ) {
    self.executable = executable
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.input = input
    self.timeout = timeout
    self.maximumBytes = maximumBytes
  }

  /// What a stream brought.
  package struct Stream: Sendable, Equatable {
    package var bytes: [UInt8] = []
    /// Bytes that were written, those that were not kept included.
    package var total = 0

    package var isTruncated: Bool { total > bytes.count }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  package struct Outcome: Sendable {
    /// nil when a signal ended the child.
    package var exitCode: Int?
    package var signal: Int?
    /// The time was up, and the whole process group was ended.
    package var timedOut: Bool
    package var duration: Duration
    package var output: Stream
    package var diagnostics: Stream
  }

  /// The child could not be started.
  package struct StartError: Error, Sendable, CustomStringConvertible {
    package var executable: String
    package var reason: String

    package var description: String { "\(executable) cannot be started: \(reason)" }
  }

  /// Runs the program to its end, draining both streams at once.
  ///
  /// A grandchild that holds a stream open after the child ended is not waited for.
  ///
  /// - Throws: `StartError`; an exit code or a signal is an outcome, no error.
  package func run() throws(StartError) -> Outcome {
    if let reason = objection() { throw StartError(executable: executable, reason: reason) }
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = environment

    let output = try pipe()
    let diagnostics = try pipe()
    defer {
      for descriptor in [output.read, diagnostics.read] { close(descriptor) }
    }
    process.standardOutput = FileHandle(fileDescriptor: output.write, closeOnDealloc: false)
    process.standardError = FileHandle(fileDescriptor: diagnostics.write, closeOnDealloc: false)
    let standardInput = try inputDescriptor()
    process.standardInput = FileHandle(fileDescriptor: standardInput, closeOnDealloc: false)

    let clock = ContinuousClock()
    let start = clock.now
    do {
      // One start at a time: what Foundation opens for it would be inherited by another that starts.
      try Self.startLock.withLock {
        let signals = SignalDefaults()
        defer { signals.restore() }
        try process.run()
      }
    } catch {
      for descriptor in [output.write, diagnostics.write, standardInput] {
        close(descriptor)
      }
      throw StartError(executable: executable, reason: Self.reason(of: error))
    }
    for descriptor in [output.write, diagnostics.write, standardInput] { close(descriptor) }

    var drain = Drain(
      descriptors: [output.read, diagnostics.read],
      child: process.processIdentifier,
      maximumBytes: maximumBytes
    )
    let timedOut = !drain.untilEnd(deadline: start + timeout)
    if timedOut {
      Self.endGroup(of: process, drain: &drain, clock: clock)
    }
    // What the child wrote last is still in the pipes; a grandchild may hold them open for ever.
    drain.rest(deadline: clock.now + .milliseconds(100))
    if timedOut { kill(-process.processIdentifier, SIGKILL) }

    let ending =
      drain.isReaped
      ? Self.ending(of: process) : (exitCode: drain.exitCode, signal: drain.signal)
    return Outcome(
      exitCode: ending.exitCode,
      signal: ending.signal,
      timedOut: timedOut,
      duration: clock.now - start,
      output: drain.streams[0],
      diagnostics: drain.streams[1]
    )
  }

  private static let startLock = NSLock()

  /// What Foundation does not look at, or reports as whatever `errno` happens to hold; nil for nothing.
  private func objection() -> String? {
    for text in arguments + environment.keys + environment.values + [executable, folder] {
      if text.utf8.contains(0) { return "an argument or a variable holds a NUL" }
    }
    var status = stat()
    guard stat(folder, &status) == 0 else {
      return "its working folder \(folder): \(SystemError.last)"
    }
    guard status.st_mode & S_IFMT == S_IFDIR, access(folder, X_OK) == 0 else {
      return "its working folder \(folder) is none that can be entered"
    }
    return nil
  }

  /// How a child that Foundation has reaped ended; it takes note of that a moment later.
  private static func ending(of process: Process) -> (exitCode: Int?, signal: Int?) {
    var waits = 0
    while process.isRunning, waits < 5_000 {
      usleep(200)
      waits += 1
    }
    guard !process.isRunning else { return (nil, nil) }
    let status = Int(process.terminationStatus)
    return process.terminationReason == .uncaughtSignal ? (nil, status) : (status, nil)
  }

  /// Asks the whole group to end, then makes it.
  private static func endGroup(of process: Process, drain: inout Drain, clock: ContinuousClock) {
    kill(-process.processIdentifier, SIGTERM)
    if drain.untilEnd(deadline: clock.now + .milliseconds(500)) { return }
    kill(-process.processIdentifier, SIGKILL)
    kill(process.processIdentifier, SIGKILL)
    _ = drain.untilEnd(deadline: clock.now + .seconds(5))
  }

  private func pipe() throws(StartError) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      throw StartError(executable: executable, reason: String(cString: strerror(errno)))
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// An unlinked file rather than a pipe: a child that does not read cannot make a writer wait or fail.
  private func inputDescriptor() throws(StartError) -> Int32 {
    guard let input else { return open("/dev/null", O_RDONLY | O_CLOEXEC) }
    var template = Array("\(NSTemporaryDirectory())/sitrep-input-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw StartError(executable: executable, reason: "no temporary file for its input")
    }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var rest = input[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        close(descriptor)
        throw StartError(executable: executable, reason: "its input cannot be written")
      }
      rest = rest.dropFirst(count)
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }

  private static func reason(of error: any Error) -> String {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(error.code))) }
    if error.domain == NSCocoaErrorDomain, error.code == CocoaError.fileNoSuchFile.rawValue {
      return "no such file"
    }
    return error.localizedDescription
  }
}

/// What a child inherits of signals, put to the defaults while it starts.
///
/// A parent that ignores SIGPIPE makes `yes | head` run for ever, and a thread of Dispatch blocks SIGTERM:
/// the child would be deaf to it.
private struct SignalDefaults {
  private var mask = sigset_t()
  private var handler = sigaction()

  init() {
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &mask)
    var standard = sigaction()
    sigaction(SIGPIPE, &standard, &handler)
  }

  func restore() {
    var handler = handler
    sigaction(SIGPIPE, &handler, nil)
    var mask = mask
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }
}

/// Reads several descriptors as they fill, and sees the end of the child.
///
/// The child is looked at with `waitid`, which leaves it to Foundation to reap: Foundation's own notice of
/// its end comes through a socket that grandchildren inherit, so it waits for them too.
private struct Drain {
  private var open: [Int32?]
  private let child: pid_t
  private let maximumBytes: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  var streams: [Subprocess.Stream]
  private(set) var exitCode: Int?
  private(set) var signal: Int?
  /// Foundation was quicker: it knows how the child ended.
  private(set) var isReaped = false

  init(descriptors: [Int32], child: pid_t, maximumBytes: Int) {
    self.open = descriptors
    self.child = child
    self.maximumBytes = maximumBytes
    self.streams = descriptors.map { _ in Subprocess.Stream() }
  }

  /// Drains until the child has ended; false when the deadline came first.
  mutating func untilEnd(deadline: ContinuousClock.Instant) -> Bool {
    while true {
      let isClosed = open.allSatisfy { $0 == nil }
      let hadData = wait(deadline: deadline, atMost: isClosed ? 1 : 20)
      // A child that is still writing has not ended.
      if !hadData || open.allSatisfy({ $0 == nil }), sawEnd() { return true }
      if ContinuousClock().now >= deadline { return sawEnd() }
    }
  }

  /// Drains what is left until every stream is closed or the deadline comes.
  mutating func rest(deadline: ContinuousClock.Instant) {
    while open.contains(where: { $0 != nil }), ContinuousClock().now < deadline {
      _ = wait(deadline: deadline, atMost: 100)
    }
  }

  private mutating func sawEnd() -> Bool {
    if exitCode != nil || signal != nil || isReaped { return true }
    var info = siginfo_t()
    let status = waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT)
    guard status == 0, info.si_signo == SIGCHLD else {
      isReaped = status != 0 && errno == ECHILD
      return isReaped
    }
    let value = Int(info._sifields._sigchld.si_status)
    if info.si_code == Int32(CLD_EXITED) { exitCode = value } else { signal = value }
    return true
  }

  /// Waits for data and reads it; false when none came within `atMost` milliseconds.
  private mutating func wait(deadline: ContinuousClock.Instant, atMost: Int64) -> Bool {
    let left = deadline - ContinuousClock().now
    let milliseconds =
      left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
    var polled = open.map { pollfd(fd: $0 ?? -1, events: Int16(POLLIN), revents: 0) }
    let count = poll(
      &polled,
      nfds_t(polled.count),
      Int32(clamping: max(0, min(milliseconds + 1, atMost)))
    )
    guard count > 0 else { return false }
    for index in streams.indices where polled[index].revents != 0 { read(index) }
    return true
  }

  private mutating func read(_ index: Int) {
    guard let descriptor = open[index] else { return }
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { return }
    if count <= 0 {
      open[index] = nil
      return
    }
    streams[index].total += count
    let room = maximumBytes - streams[index].bytes.count
    if room > 0 { streams[index].bytes += buffer[..<min(room, count)] }
  }
}
