import Facts

/// One line that asks somebody for something.
struct Ask: Sendable {
  /// Index into the entries of the file; nil for what stands outside of all of them.
  var entry: Int?
  var line: Int
  var kind: Request.Kind
  var person: String?
  var text: String
  var tasks: [String]
  /// The line of the label or heading that announces it; its own without one.
  var group: Int
  /// What follows in its list explains it.
  var isExplained = false
  /// Of the text; taken when the whole file is read.
  var words = SignificantWords()
}
