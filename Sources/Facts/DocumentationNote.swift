/// A note that documentation was pulled: Context7 and others.
package struct DocumentationNote: Sendable, Equatable, Encodable {
  /// Who was asked: `Context7`.
  package var source: String
  package var library: String
  @ExplicitNull package var topic: String?
  package var keyLearnings: [String]
  package var appliedTo: [String]
  @ExplicitNull package var timestamp: Timestamp?
  package var path: String
  package var line: Int
  /// The agent in whose record it stands; nil when the record does not say.
  @ExplicitNull package var agent: String?

  package init(
    source: String,
    library: String,
    topic: String? = nil,
    keyLearnings: [String] = [],
    appliedTo: [String] = [],
    timestamp: Timestamp? = nil,
    path: String,
    line: Int,
    agent: String? = nil
  ) {
    self.source = source
    self.library = library
    self.topic = topic
    self.keyLearnings = keyLearnings
    self.appliedTo = appliedTo
    self.timestamp = timestamp
    self.path = path
    self.line = line
    self.agent = agent
  }
}
