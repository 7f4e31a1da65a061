package import Facts

/// What one migration did, in words that a report can quote: computed, never typed.
package struct MigrationSummary: Sendable {
  package let migration: Migration
  /// Tables that the file created and that still stand.
  package let created: [Table]
  /// Tables created elsewhere whose policies or indexes come from this file.
  package let touched: [Table]

  package init(migration: Migration, tables: [Table]) {
    self.migration = migration
    created = tables.filter { $0.path == migration.path }
    touched = tables.filter { table in
      table.path != migration.path
        && (table.policies.contains { $0.path == migration.path }
          || table.indexes.contains { $0.path == migration.path })
    }
  }

  /// `table notes, row security on, 2 policies, 1 index`; what the file left when it made no table.
  package var text: String {
    var parts: [String] = []
    if let error = migration.error {
      parts.append("does not parse at line \(error.line): \(error.message)")
    }
    parts += created.map { "table `\(qualified($0))`, \(protection(of: $0))" }
    parts += touched.map { table in
      let policies = table.policies.count { $0.path == migration.path }
      let indexes = table.indexes.count { $0.path == migration.path }
      var what: [String] = []
      if policies > 0 { what.append(counted(policies, "policy", "policies")) }
      if indexes > 0 { what.append(counted(indexes, "index", "indexes")) }
      return "on `\(qualified(table))` \(what.joined(separator: ", "))"
    }
    if parts.isEmpty { parts.append(counted(migration.statements, "statement") + ", no table") }
    if let reason = migration.partialReason, migration.error == nil {
      parts.append("read in part: \(reason)")
    }
    return parts.joined(separator: "; ")
  }

  /// `row security on, 2 policies, 1 index`: row security as it stands after all files, the counts of this
  /// file, and what other files added.
  ///
  /// The primary key is not counted among the indexes.
  private func protection(of table: Table) -> String {
    let security =
      switch table.rowSecurity {
      case true?: table.forceRowSecurity == true ? "row security forced" : "row security on"
      case false?: "row security off"
      case nil: "row security not known"
      }
    let indexes = table.indexes.filter { !$0.primary }
    let own = (
      policies: table.policies.count { $0.path == migration.path },
      indexes: indexes.count { $0.path == migration.path }
    )
    var text =
      "\(security), \(counted(own.policies, "policy", "policies")), \(counted(own.indexes, "index", "indexes"))"
    let later = (table.policies.count - own.policies, indexes.count - own.indexes)
    var added: [String] = []
    if later.0 > 0 { added.append(counted(later.0, "policy", "policies")) }
    if later.1 > 0 { added.append(counted(later.1, "index", "indexes")) }
    if !added.isEmpty { text += " (\(added.joined(separator: " and ")) from other files)" }
    return text
  }

  private func qualified(_ table: Table) -> String {
    table.schema == "public" ? table.name : "\(table.schema).\(table.name)"
  }
}
