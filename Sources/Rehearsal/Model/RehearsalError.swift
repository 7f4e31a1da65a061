/// A rehearsal or a verification could not run: what, and the way out; never a URL or a password.
package struct RehearsalError: Error, Sendable, Equatable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) {
    self.description = description
  }
}
