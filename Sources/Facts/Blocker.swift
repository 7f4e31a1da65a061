/// How sure the reader is of what it read.
package enum Confidence: String, Sendable, Encodable {
  case high, medium, low
}

/// A place in the record.
package struct RecordPlace: Sendable, Equatable, Encodable {
  package var path: String
  package var line: Int

  package init(path: String, line: Int) {
    self.path = path
    self.line = line
  }
}

/// Something an agent waits for, over all its entries until the record clears it.
package struct Blocker: Sendable, Equatable, Encodable {
  package enum State: String, Sendable, Encodable {
    case open, cleared
  }

  @ExplicitNull package var agent: String?
  /// Where it is said last while open.
  package var path: String
  package var line: Int
  /// When it was said first; nil when the record gives no date.
  @ExplicitNull package var since: Timestamp?
  package var text: String
  package var tasks: [String]
  @ExplicitNull package var waitingOn: String?
  package var state: State
  @ExplicitNull package var clearedAt: RecordPlace?
  package var confidence: Confidence

  package init(
    agent: String?,
    path: String,
    line: Int,
    since: Timestamp?,
    text: String,
    tasks: [String] = [],
    waitingOn: String? = nil,
    state: State = .open,
    clearedAt: RecordPlace? = nil,
    confidence: Confidence = .high
  ) {
    self.agent = agent
    self.path = path
    self.line = line
    self.since = since
    self.text = text
    self.tasks = tasks
    self.waitingOn = waitingOn
    self.state = state
    self.clearedAt = clearedAt
    self.confidence = confidence
  }
}

/// Something asked of a person.
package struct Request: Sendable, Equatable, Encodable {
  package enum Kind: String, Sendable, Encodable {
    case credential, question, decision, approval
  }

  package enum State: String, Sendable, Encodable {
    case open, answered
  }

  @ExplicitNull package var agent: String?
  package var path: String
  package var line: Int
  @ExplicitNull package var since: Timestamp?
  package var kind: Kind
  /// The person asked; nil when it does not say.
  @ExplicitNull package var of: String?
  package var text: String
  package var tasks: [String]
  package var state: State
  @ExplicitNull package var answeredAt: RecordPlace?

  package init(
    agent: String?,
    path: String,
    line: Int,
    since: Timestamp?,
    kind: Kind,
    of person: String?,
    text: String,
    tasks: [String] = [],
    state: State = .open,
    answeredAt: RecordPlace? = nil
  ) {
    self.agent = agent
    self.path = path
    self.line = line
    self.since = since
    self.kind = kind
    self.of = person
    self.text = text
    self.tasks = tasks
    self.state = state
    self.answeredAt = answeredAt
  }
}
