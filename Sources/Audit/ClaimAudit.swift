package import Facts
package import Workspace

/// Finds the claims of the record and gives each its verdict.
package enum ClaimAudit {
  /// All claims, by file and line.
  ///
  /// - Throws: `GitError` when git does not answer about versions of files.
  package static func claims(in source: AuditSource) throws(GitError) -> [AuditClaim] {
    let contexts = source.files.parallelMap { ClaimContext($0) }
    let versions = FileVersions(source)
    var claims = try LineCountAudit.claims(in: source, contexts, versions)
    claims += try TotalAudit.claims(in: source, contexts, versions)
    claims += try FileExistenceAudit.claims(in: source, contexts, versions, besides: claims)
    claims += try CommitAudit.claims(in: source, contexts)
    claims += try SchemaClaimAudit.claims(in: source, contexts, versions)
    claims += try RowSecurityAudit.claims(in: source, contexts)
    return sorted(claims)
  }

  /// By file and line; claims of one line stay in their order.
  package static func sorted(_ claims: [AuditClaim]) -> [AuditClaim] {
    claims.enumerated().sorted { left, right in
      (left.element.path, left.element.line, left.offset)
        < (right.element.path, right.element.line, right.offset)
    }.map(\.element)
  }
}
