/// Where the repository stands; each part nil, with the reason, where git could not tell.
package struct GitState: Sendable, Equatable, Encodable {
  @ExplicitNull package var branch: String?
  package var branchReason: String?
  /// The full commit id.
  @ExplicitNull package var commit: String?
  package var commitReason: String?
  /// Whether tracked files differ from the commit, or untracked ones exist that are not ignored.
  @ExplicitNull package var dirty: Bool?
  package var dirtyReason: String?
  /// True when the history is cut: counts over it are lower bounds.
  package var shallow: Bool?

  package init(
    branch: String? = nil,
    branchReason: String? = nil,
    commit: String? = nil,
    commitReason: String? = nil,
    dirty: Bool? = nil,
    dirtyReason: String? = nil,
    shallow: Bool? = nil
  ) {
    self.branch = branch
    self.branchReason = branchReason
    self.commit = commit
    self.commitReason = commitReason
    self.dirty = dirty
    self.dirtyReason = dirtyReason
    self.shallow = shallow
  }
}

/// What changed in the repository since a moment.
package struct GitChanges: Sendable, Equatable, Encodable {
  package struct File: Sendable, Equatable, Encodable {
    package enum Kind: String, Sendable, Encodable {
      case added, modified, deleted, renamed
    }

    package var path: String
    package var kind: Kind
    /// False for a change that is not committed yet.
    package var committed: Bool

    package init(path: String, kind: Kind, committed: Bool) {
      self.path = path
      self.kind = kind
      self.committed = committed
    }
  }

  /// The moment counted from; nil for "since the beginning".
  @ExplicitNull package var since: Timestamp?
  @ExplicitNull package var commits: Int?
  package var commitsReason: String?
  package var files: [File]

  package init(
    since: Timestamp?,
    commits: Int?,
    commitsReason: String? = nil,
    files: [File] = []
  ) {
    self.since = since
    self.commits = commits
    self.commitsReason = commitsReason
    self.files = files
  }
}
