package import Facts
package import Workspace

/// Finds the claims of the record and gives each its verdict.
package enum ClaimAudit {
  /// All claims, by file and line.
  ///
  /// - Throws: `GitError` when git does not answer about versions of files.
  package static func claims(in source: AuditSource) throws(GitError) -> [AuditClaim] {
    let contexts = source.files.parallelMap { ClaimContext($0) }
    var claims = try LineCountAudit.claims(in: source, contexts)
    claims += try SchemaClaimAudit.claims(in: source, contexts)
    claims += try RowSecurityAudit.claims(in: source, contexts)
    return claims.enumerated().sorted { left, right in
      (left.element.path, left.element.line, left.offset)
        < (right.element.path, right.element.line, right.offset)
    }.map(\.element)
  }
}
