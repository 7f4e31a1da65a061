import Glibc

/// One finished run of a command, as the kernel accounts for it.
struct Run {
  var wallMilliseconds: Double
  /// User and system time.
  var cpuMilliseconds: Double
  /// Peak resident memory of the largest process, in MiB.
  var peakMebibytes: Double
}

enum ProcessTimer {
  /// Runs a command with its output thrown away.
  ///
  /// - Throws: `BenchmarkError` when it cannot be started or ends with an exit code that is not expected.
  static func run(_ argv: [String], expecting codes: Set<Int32> = [0]) throws -> Run {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

    var arguments = argv.map { strdup($0) }
    arguments.append(nil)
    defer { arguments.forEach { free($0) } }

    let start = now()
    var child: pid_t = 0
    let status = posix_spawnp(&child, argv[0], &actions, nil, arguments, environ)
    guard status == 0 else {
      throw BenchmarkError("\(argv[0]): \(String(cString: strerror(status)))")
    }
    var ended: Int32 = 0
    var usage = rusage()
    while wait4(child, &ended, 0, &usage) < 0, errno == EINTR {}
    let wall = now() - start
    let code = (ended & 0x7F) == 0 ? (ended >> 8) & 0xFF : -(ended & 0x7F)
    guard codes.contains(code) else {
      throw BenchmarkError("\(argv.prefix(4).joined(separator: " ")) ended with \(code)")
    }
    return Run(
      wallMilliseconds: wall,
      cpuMilliseconds: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
      peakMebibytes: Double(usage.ru_maxrss) / 1_024
    )
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
  }

  private static func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000
  }
}

struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
