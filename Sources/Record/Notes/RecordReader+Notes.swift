package import Facts

extension RecordReader {
  /// The documentation notes of the files, and nothing else of them.
  ///
  /// Only files that hold a word of every note are parsed, so that collecting evidence does not pay for
  /// reading the whole record.
  package func notes(in files: [SourceFile]) -> [DocumentationNote] {
    read(files: files.filter(\.mayHoldNotes), blockers: nil).notes
  }
}

extension SourceFile {
  fileprivate var mayHoldNotes: Bool {
    guard case .text(let source) = content else { return false }
    return NoteReader.mayHoldNotes(source)
  }
}
