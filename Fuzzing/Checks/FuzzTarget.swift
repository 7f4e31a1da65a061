/// What is fuzzed: a reader, with what must hold for whatever bytes it is given.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Markdown as blocks, as the record of an agent, as a direction; the redaction over the same bytes.
  case markdown
  /// The Prisma schema language.
  case prisma
  /// A migration as statements, and the tables that they leave.
  case sql
  /// `sitrep.yml`.
  case settings
  /// JSON that commands take: fields of an entry, lines to redact, logs of tool calls.
  case input
  /// A file of the vault: JSON, YAML, `KEY=value`, a key, a bare value.
  case vault
  /// A repository's own template.
  case template
  /// What runs at a deployment: TOML, JSON, YAML, shell, Dockerfile.
  case deployment

  /// Reads the bytes and looks at the result.
  ///
  /// Takes as much stack as the most nested SQL wants: run it on a `ParserThreads` thread.
  ///
  /// - Throws: what does not hold.
  package func check(_ bytes: [UInt8]) throws(Violation) {
    switch self {
    case .markdown: try MarkdownCheck.run(bytes)
    case .prisma: try PrismaCheck.run(bytes)
    case .sql: try SQLCheck.run(bytes)
    case .settings: try SettingsCheck.run(bytes)
    case .input: try InputCheck.run(bytes)
    case .vault: try VaultCheck.run(bytes)
    case .template: try TemplateFileCheck.run(bytes)
    case .deployment: try DeploymentCheck.run(bytes)
    }
  }
}

/// Something that must hold of a reader and did not.
package struct Violation: Error, Equatable, CustomStringConvertible {
  package var description: String

  init(_ description: String) {
    self.description = description
  }

  static func unless(_ holds: Bool, _ description: @autoclosure () -> String) throws(Violation) {
    if !holds { throw Violation(description()) }
  }

  /// Both ends inside of a file with that many lines, and in order.
  static func unlessLines(_ first: Int, _ last: Int, within lines: Int, _ what: String)
    throws(Violation)
  {
    try unless(
      first >= 1 && last >= first && last <= lines,
      "\(what) stands in lines \(first) to \(last) of \(lines)"
    )
  }
}
