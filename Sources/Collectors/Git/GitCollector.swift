package import Facts
internal import Workspace

/// Collects where the repository stands, and what changed in it; asks git once, whatever is then wanted.
package struct GitCollector: Sendable {
  private let looked: Result<(repository: GitRepository, status: GitRepository.Status), GitError>

  /// Looks at the work tree that holds `root`, an absolute path.
  package init(root: String, environment: [String: String]) {
    do throws(GitError) {
      let repository = try GitRepository(root: root, environment: environment)
      looked = .success((repository, try repository.status()))
    } catch {
      looked = .failure(error)
    }
  }

  /// The branch, commit and state of the work tree, or why they are not known.
  package var state: GitState {
    switch looked {
    case .failure(let error):
      let reason = error.description
      return GitState(branchReason: reason, commitReason: reason, dirtyReason: reason)
    case .success((let repository, let status)):
      return GitState(
        branch: status.branch,
        branchReason: status.branch == nil ? "HEAD is detached: it is on no branch" : nil,
        commit: status.commit,
        commitReason: status.commit == nil ? "there is no commit yet" : nil,
        dirty: status.isDirty,
        shallow: repository.isShallow ? true : nil
      )
    }
  }

  /// Commits and files since a moment, or why they are not known.
  ///
  /// - Parameter moment: nil stands for the beginning; then only files that are not committed are listed.
  /// - Returns: with `commits` nil and a reason where git did not tell.
  package func changes(since moment: Timestamp?) -> GitChanges {
    do throws(GitError) {
      let (repository, status) = try looked.get()
      return try repository.changes(since: moment, status: status)
    } catch {
      return GitChanges(since: moment, commits: nil, commitsReason: error.description)
    }
  }

  /// When each file was committed first, or why that is not known.
  package func firstCommits(of paths: [String]) -> Result<[String: Timestamp], GitUnknown> {
    do throws(GitError) {
      let (repository, status) = try looked.get()
      guard status.commit != nil else { return .success([:]) }
      return .success(try repository.firstCommits(of: paths))
    } catch {
      return .failure(GitUnknown(reason: error.description))
    }
  }

  /// Files as the last commit at or before a moment holds them; empty before the first commit, nil when git
  /// cannot tell.
  package func files(at moment: Timestamp, paths: [String]) -> [SourceFile]? {
    do throws(GitError) {
      let (repository, _) = try looked.get()
      guard let commit = try repository.commit(atOrBefore: moment) else { return [] }
      return try repository.files(at: commit, paths: paths)
    } catch {
      return nil
    }
  }
}

/// Git was asked and did not tell.
package struct GitUnknown: Error, Sendable, Equatable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}
