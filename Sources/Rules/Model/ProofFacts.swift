package import Facts

/// What decides items and stands outside of the tree as it is: gathered once for all tasks, and only as far as the rules in
/// use need it.
package struct ProofFacts: Sendable {
  /// Sentences of the record that give a file's number of lines; nil when the record was not read for them.
  package var lineClaims: [LineClaim]?
  /// The files that tasks name and those of the schema, as directions write them; nil when nobody looked.
  ///
  /// What is no file of the repository and need not be one has no value.
  package var taskFiles: [String: TaskFile]?
  /// When each file was committed first; nil when git did not tell.
  package var firstCommits: [String: Timestamp]?
  /// Why `firstCommits` is nil.
  package var firstCommitsReason: String?
  /// Pictures that the record names; nil when nobody looked.
  package var pictures: [LinkedPicture]?
  /// What applying the migrations showed, just run or as the record tells; nil when it does not.
  package var rehearsal: RehearsalResult?
  /// What a live database showed, as the record tells.
  package var verification: RehearsalResult?
  /// Runs of commands by name, as the record tells them.
  package var recordedCommands: [String: RecordedRun]
  /// Errors that somebody decided to accept.
  package var waived: [WaivedFinding]

  package init() {
    recordedCommands = [:]
    waived = []
  }

  /// What the rules look at for one task; nil for the whole repository.
  package func subject(_ evidence: Evidence, task: DirectionTask?) -> RuleSubject {
    var subject = RuleSubject(evidence: evidence, task: task)
    subject.lineClaims = lineClaims
    subject.firstCommits = firstCommits
    subject.firstCommitsReason = firstCommitsReason
    subject.pictures = task.map { task in pictures?.filter { $0.belongs(to: task) } } ?? pictures
    subject.rehearsal = rehearsal
    subject.verification = verification
    subject.recordedCommands = recordedCommands
    subject.waived = waived
    return subject
  }
}

extension LinkedPicture {
  /// Whether the entry is about the task, or the picture is named after one of its tables.
  fileprivate func belongs(to task: DirectionTask) -> Bool {
    if tasks.contains(task.id) { return true }
    let folded = path.lowercased()
    return task.expects.tables.contains { table in
      folded.contains((table.split(separator: ".").last ?? "").lowercased())
    }
  }
}
