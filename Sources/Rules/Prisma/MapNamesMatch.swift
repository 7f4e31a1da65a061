import Facts

/// Every field has its column, and every column its field, under the mapped names.
package enum MapNamesMatch: Rule {
  package static let proves =
    "@map and @@map name what the migrations make, and no column is without a field."
  package static let why =
    "A name that does not match fails only when the first query runs; a column without a field is data that the application cannot see."
  package static let remedy = "correct @map or @@map, or add the field"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    let comparisons: [ModelComparison]
    let unread: String?
    switch ModelComparison.all(in: subject, finding: { finding($0, object: subject.task?.id) }) {
    case .outcome(let outcome): return outcome
    case .pairs(let pairs, let reason): (comparisons, unread) = (pairs, reason)
    }
    // A table may have been made by hand, before there were migrations.
    var findings = subject.models.filter { subject.table(of: $0) == nil }.map { model in
      finding(
        "\(model.name): table `\(model.table)` here, no migration makes it",
        severity: subject.task == nil ? .warning : .error,
        path: model.path,
        line: model.line,
        object: model.name
      )
    }
    for comparison in comparisons {
      findings += comparison.fieldsWithoutColumn.map { field in
        let name = comparison.name(of: field)
        return finding(
          "\(name): column `\(field.column)` here, none in \(comparison.table.path):\(comparison.table.line)",
          path: comparison.model.path,
          line: field.line,
          object: name
        )
      }
      findings += comparison.columnsWithoutField.map { column in
        finding(
          "\(comparison.model.name): no field for column `\(column.name)` of \(comparison.table.path):\(comparison.table.line)",
          path: comparison.model.path,
          line: comparison.model.line,
          object: "\(comparison.model.name).\(column.name)"
        )
      }
    }
    if let unread { return .notChecked(unread, findings: findings) }
    return RuleOutcome(
      evidence: comparisons.map {
        "\($0.model.name) → `\($0.table.name)`: \($0.pairs.count) fields and columns agree"
      },
      findings: findings
    )
  }

  package static let examples = [
    RuleExample(
      "mapped names agree",
      .passes,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, shelf_no int NOT NULL);\n",
        "prisma/schema.prisma": """
        model Crate {
          id      Int @id @default(autoincrement())
          shelfNo Int @map("shelf_no")

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "a field that maps to no column",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, shelf_no int NOT NULL);\n",
        "prisma/schema.prisma": """
        model Crate {
          id      Int @id @default(autoincrement())
          shelfNo Int @map("shelfno")

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "a column without a field",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, shelf_no int NOT NULL);\n",
        "prisma/schema.prisma": """
        model Crate {
          id Int @id @default(autoincrement())

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample("no schema", .notChecked, files: [:]),
  ]
}
