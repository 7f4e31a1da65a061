package import Facts
package import Workspace

/// Finds the claims of the record and gives each its verdict.
package struct ClaimAudit {
  /// All claims, by file and line.
  ///
  /// - Throws: `GitError` when git does not answer about versions of files.
  package static func claims(in source: AuditSource) throws(GitError) -> [AuditClaim] {
    []
  }
}
