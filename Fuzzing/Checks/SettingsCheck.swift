import Configuration
import Facts

/// Either every problem has its place, or the settings are such as commands may rely on.
enum SettingsCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let source = SourceText(path: SettingsFile.name, bytes: bytes)
    let first = read(source)
    try Violation.unless(first == read(source), "a second reading differs")
    switch first {
    case .failure(let error):
      try Violation.unless(!error.problems.isEmpty, "refused without a reason")
      for problem in error.problems {
        try Violation.unlessLines(
          problem.line,
          problem.line,
          within: source.lineStarts.count + 1,
          "a problem (\(problem.message))"
        )
        try Violation.unless(
          problem.column >= 1 && !problem.message.isEmpty,
          "a problem without a column or a message"
        )
      }
    case .success(let settings): try check(settings)
    }
  }

  private static func read(_ source: SourceText) -> Result<Settings, ConfigurationError> {
    Result { () throws(ConfigurationError) in try SettingsFile.parse(source) }
  }

  private static func check(_ settings: Settings) throws(Violation) {
    try Violation.unless(
      (60...86_400).contains(settings.cadence),
      "a cadence of \(settings.cadence) seconds"
    )
    let names = settings.agents.map(\.name)
    try Violation.unless(Set(names).count == names.count, "an agent that stands twice")
    for name in names {
      try Violation.unless(
        !name.isEmpty && name != "." && name != ".." && !name.contains("/"),
        "an agent whose name is no file name: \(name)"
      )
    }
    let paths = settings.paths
    let places =
      [paths.feedback, paths.directions, paths.vault, paths.templates, paths.artifacts]
      + paths.migrations + paths.schema + paths.deployment + settings.agents.compactMap(\.direction)
    for path in places where !paths.allowOutside.contains(path) {
      try Violation.unless(
        !path.isEmpty && !path.hasPrefix("/")
          && !path.split(separator: "/", omittingEmptySubsequences: false).contains(".."),
        "a path out of the repository: \(path)"
      )
    }
    for command in settings.commands {
      try Violation.unless(!command.argv.isEmpty, "a command without a program")
    }
  }
}
