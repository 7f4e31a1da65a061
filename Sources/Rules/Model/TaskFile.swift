/// A file that a task makes or changes, beside its migrations: its lines, or why nobody counted them.
package struct TaskFile: Sendable, Hashable {
  /// Relative to the root; as the direction writes it where no file is meant by it.
  package var path: String
  /// nil when it could not be read; the reason says why.
  package var lines: Int?
  package var reason: String?

  package init(path: String, lines: Int) {
    self.path = path
    self.lines = lines
  }

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
