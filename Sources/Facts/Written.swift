/// What a writing command did.
package struct Written: Sendable, Equatable, Encodable {
  package var schema = "sitrep/written/v1"
  package var written: Bool
  /// Why nothing was written; nil when it was.
  @ExplicitNull package var reason: String?
  @ExplicitNull package var path: String?
  /// 1-based line of the entry's heading.
  @ExplicitNull package var line: Int?
  @ExplicitNull package var endLine: Int?
  package var kind: String
  @ExplicitNull package var agent: String?

  package init(
    written: Bool,
    reason: String? = nil,
    path: String? = nil,
    line: Int? = nil,
    endLine: Int? = nil,
    kind: String,
    agent: String? = nil
  ) {
    self.written = written
    self.reason = reason
    self.path = path
    self.line = line
    self.endLine = endLine
    self.kind = kind
    self.agent = agent
  }
}
