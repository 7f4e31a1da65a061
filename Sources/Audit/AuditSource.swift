package import Facts
package import Record
package import Workspace

/// What an audit looks at: the record as it stands, where each of its lines comes from, and the history.
package struct AuditSource: Sendable {
  /// One file of the record.
  package struct File: Sendable {
    package var document: FeedbackDocument
    package var text: SourceText
    package var blame: GitBlame

    /// Whose entry a 1-based line stands in: its entry's agent, else the file's.
    package func agent(ofLine line: Int) -> String? {
      let entry = document.entries.last { $0.line <= line && line <= $0.endLine }
      return entry?.agent ?? document.agent
    }
  }

  package let repository: GitRepository
  package let history: GitHistory
  /// The full id of HEAD; nil before the first commit.
  package let tip: String?
  /// Readable files, in the order of the record.
  package let files: [File]
  /// Files that could not be read or blamed.
  package let notChecked: [NotChecked]

  /// Reads the history and blames every file of the record.
  ///
  /// - Parameters:
  ///   - record: as read from `sources`.
  ///   - sources: the files of the record as they stand in the work tree.
  ///   - repository: where they lie.
  /// - Throws: `GitError` when the history cannot be read; a file that git cannot blame is `notChecked`.
  package init(
    record: FeedbackRecord,
    sources: [SourceFile],
    repository: GitRepository
  ) throws(GitError) {
    self.repository = repository
    history = try repository.history()
    tip = history.commits.first?.id
    let documents = Dictionary(record.documents.map { ($0.path, $0) }) { first, _ in first }
    var files: [File] = []
    var notChecked: [NotChecked] = []
    for (source, blame) in zip(sources, repository.blame(sources.map(\.path))) {
      func skip(_ reason: String) {
        notChecked.append(NotChecked(subject: "record", path: source.path, reason: reason))
      }
      switch (source.content, blame) {
      case (.tooLarge(let bytes, _), _): skip("\(bytes) bytes are too large")
      case (.unreadable(let reason), _): skip(reason)
      case (.text, .failure(let error)): skip(error.description)
      case (.text(let text), .success(let blame)):
        guard let document = documents[source.path] else {
          skip("it is no part of the record")
          continue
        }
        files.append(File(document: document, text: text, blame: blame))
      }
    }
    self.files = files
    self.notChecked = notChecked
  }
}
