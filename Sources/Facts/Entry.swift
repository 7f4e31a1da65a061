/// One dated report of the record.
package struct Entry: Sendable, Equatable, Encodable {
  package enum Zone: String, Sendable, Encodable {
    /// `Z`, `UTC` or `GMT` stands there.
    case utc
    /// Another zone is named (`JST`, `-06:00`, `local time`).
    case stated
    case unstated
  }

  package enum Kind: String, Sendable, Encodable {
    case report, blocker, note, question, startup, shutdown, completion, other
    case credentialRequest = "credential-request"
  }

  /// A labelled value: `**Progress**: …`, or a section heading with what stands below it.
  package struct Field: Sendable, Equatable, Encodable {
    /// As written, without emphasis and colon.
    package var label: String
    package var line: Int
    /// Last line of the value; the label's own for a value on its line.
    package var endLine: Int
    /// The value as written, lines joined by `\n`, without the label; empty when there is none.
    package var text: String

    package init(label: String, line: Int, endLine: Int, text: String) {
      self.label = label
      self.line = line
      self.endLine = endLine
      self.text = text
    }
  }

  /// A sentence of this entry that says that something waits.
  package struct BlockerMention: Sendable, Equatable, Encodable {
    package var line: Int
    package var text: String
    /// The person or agent it waits for; nil when it does not say.
    @ExplicitNull package var waitingOn: String?

    package init(line: Int, text: String, waitingOn: String? = nil) {
      self.line = line
      self.text = text
      self.waitingOn = waitingOn
    }
  }

  package var path: String
  package var line: Int
  package var endLine: Int
  /// 1...6 for a heading; 0 for a dated list item, paragraph or table row.
  package var level: Int
  /// The heading's text as written, without `#`.
  package var heading: String
  /// UTC; nil when no date can be told.
  @ExplicitNull package var timestamp: Timestamp?
  /// The stamp as written; nil when the entry has none (a completion block).
  @ExplicitNull package var timestampText: String?
  package var zone: Zone
  /// Whose entry it is: the heading's agent, else the file's; nil when the record does not say.
  @ExplicitNull package var agent: String?
  /// The agent as named in the heading.
  @ExplicitNull package var agentInHeading: String?
  package var title: String
  package var kind: Kind
  package var tasks: [String]
  package var fields: [Field]
  @ExplicitNull package var workingOn: String?
  @ExplicitNull package var progress: String?
  @ExplicitNull package var next: String?
  /// nil when the entry is honestly unclear about it.
  @ExplicitNull package var blocked: Bool?
  package var blockers: [BlockerMention]

  package init(path: String, line: Int, endLine: Int, level: Int, heading: String) {
    self.path = path
    self.line = line
    self.endLine = endLine
    self.level = level
    self.heading = heading
    self.zone = .unstated
    self.title = heading
    self.kind = .other
    self.tasks = []
    self.fields = []
    self.blockers = []
  }
}
