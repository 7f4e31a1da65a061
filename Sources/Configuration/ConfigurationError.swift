package import Facts

/// Why a configuration cannot be used: every problem found, in the order of the file.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  package var problems: [SyntaxProblem]

  package init(problems: [SyntaxProblem]) {
    self.problems = problems
  }

  /// One line for each problem: `sitrep.yml:3:5: …`.
  package var description: String {
    problems.map { "\($0.path):\($0.line):\($0.column): \($0.message)" }.joined(separator: "\n")
  }
}
