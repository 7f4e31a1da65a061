/// Why git could not tell something.
package enum GitError: Error, Sendable, Equatable, CustomStringConvertible {
  case noProgram
  case noRepository(folder: String)
  /// The folder belongs to another user, as it often does under cron and in containers.
  case dubiousOwnership(top: String)
  case timedOut
  /// More output than is read.
  case tooMuch
  case failed(message: String)

  package var description: String {
    switch self {
    case .noProgram:
      "git is not installed, or not on the PATH"
    case .noRepository(let folder):
      "\(folder) is in no git work tree"
    case .dubiousOwnership(let top):
      "git refuses \(top), which belongs to another user: "
        + "run `git config --global --add safe.directory \(top)` as the user who runs this"
    case .timedOut:
      "git did not answer in time"
    case .tooMuch:
      "git printed more than is read"
    case .failed(let message):
      "git: \(message)"
    }
  }
}
