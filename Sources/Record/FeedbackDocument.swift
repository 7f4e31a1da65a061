package import Facts

/// One file of the record, read.
package struct FeedbackDocument: Sendable {
  package var path: String
  /// Whose file it is: its folder, its title, a label at its top; nil when the record does not say.
  package var agent: String?
  /// The date in the file's name; nil when there is none.
  package var date: CalendarDate?
  /// In the order of the file.
  package var entries: [Entry]
  package var checklists: [Checklist]
  /// Checkbox markers in table cells, counted apart.
  package var tableMarkers: Int
  package var notes: [DocumentationNote]
  /// What the file says of other files.
  package var traces: RecordTraces
  package var problems: [RecordProblem]
  package var bytes: Int
  /// What the file says about waiting, for the ledgers of the whole record.
  package var statements: FileStatements

  package init(path: String) {
    self.path = path
    self.entries = []
    self.checklists = []
    self.tableMarkers = 0
    self.notes = []
    self.traces = RecordTraces()
    self.problems = []
    self.bytes = 0
    self.statements = FileStatements(path: path)
  }
}

/// Something in a file of the record that could not be read, named with its place.
package struct RecordProblem: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case unreadable
    case tooLarge = "too-large"
    case invalidText = "invalid-text"
    case noStamp = "no-stamp"
    case unclosedFence = "unclosed-fence"
    case noDate = "no-date"
  }

  package var kind: Kind
  package var path: String
  /// 1-based; nil for the file as a whole.
  package var line: Int?
  package var message: String

  package init(kind: Kind, path: String, line: Int?, message: String) {
    self.kind = kind
    self.path = path
    self.line = line
    self.message = message
  }
}
