import Facts

/// Every field has the type of its column: native type, precision, list, optional, default.
package enum FieldTypesMatch: Rule {
  package static let proves = "The model is there, and each field has the type of its column."
  package static let why =
    "Prisma trusts the schema: a field of another type, or one that is required over a column with NULLs, fails when it is read."
  package static let remedy =
    "write the field as the column is, with its @db type, or change the column in a new migration"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    let comparisons: [ModelComparison]
    let unread: String?
    switch ModelComparison.all(in: subject, finding: { finding($0, object: subject.task?.id) }) {
    case .outcome(let outcome): return outcome
    case .pairs(let pairs, let reason): (comparisons, unread) = (pairs, reason)
    }
    let findings = comparisons.flatMap { comparison in
      comparison.pairs.flatMap { differences($0.field, $0.column, in: comparison) }
    }
    if let unread { return .notChecked(unread, findings: findings) }
    return RuleOutcome(
      evidence: comparisons.map {
        "\($0.model.path):\($0.model.line) \($0.model.name): \($0.pairs.count) fields beside \($0.table.path):\($0.table.line)"
      },
      findings: findings
    )
  }

  private static func differences(
    _ field: PrismaField,
    _ column: Column,
    in comparison: ModelComparison
  ) -> [Finding] {
    var findings: [Finding] = []
    let name = comparison.name(of: field)
    let place = "\(comparison.table.path)"
    func report(_ message: String, severity: Finding.Severity = .error) {
      findings.append(
        finding(
          "\(name): \(message)",
          severity: severity,
          path: comparison.model.path,
          line: field.line,
          object: name
        )
      )
    }
    if let type = column.type, !field.unsupported {
      switch ColumnType(field: field, enums: comparison.schema.enums).match(type) {
      case .same: break
      case .family(let exact):
        report(
          "\(field.type) here, \(exact) in \(place); name it with an @db type",
          severity: .warning
        )
      case .different(let expected): report("\(expected) here, \(type) in \(place)")
      }
    }
    if let nullable = column.nullable, !field.list, nullable != field.optional {
      let isFilled = nullable && column.default != nil
      report(
        nullable
          ? "required here, nullable in \(place)" : "optional here, NOT NULL in \(place)",
        // Rows written through the model always carry the default; only others can hold NULL.
        severity: isFilled ? .warning : .error
      )
    }
    if let difference = DefaultComparison(
      field: field,
      column: column,
      enums: comparison.schema.enums
    ).difference {
      report("\(difference.text) in \(place)", severity: difference.severity)
    }
    return findings
  }

  package static let examples = [
    RuleExample(
      "type, precision and NULL agree",
      .passes,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, weight numeric(5,2), label text NOT NULL);\n",
        "prisma/schema.prisma": """
        model Crate {
          id     Int      @id @default(autoincrement())
          weight Decimal? @db.Decimal(5, 2)
          label  String

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "another precision",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, weight numeric(6,2));\n",
        "prisma/schema.prisma": """
        model Crate {
          id     Int      @id @default(autoincrement())
          weight Decimal? @db.Decimal(5, 2)

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "required over a nullable column",
      .fails,
      files: [
        "supabase/migrations/1_a.sql": "CREATE TABLE crates (id serial PRIMARY KEY, label text);\n",
        "prisma/schema.prisma": """
        model Crate {
          id    Int    @id @default(autoincrement())
          label String

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "required over a nullable column with a default: a warning",
      .passes,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, label text DEFAULT 'new');\n",
        "prisma/schema.prisma": """
        model Crate {
          id    Int    @id @default(autoincrement())
          label String @default("new")

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "no native type over another type of the family: a warning",
      .passes,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, label varchar(40) NOT NULL, at timestamptz NOT NULL);\n",
        "prisma/schema.prisma": """
        model Crate {
          id    Int      @id @default(autoincrement())
          label String
          at    DateTime

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "six digits are what a timestamp has anyway",
      .passes,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());\n",
        "prisma/schema.prisma": """
        model Crate {
          id Int      @id @default(autoincrement())
          at DateTime @default(now()) @db.Timestamptz(6)

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "another default",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, n int NOT NULL DEFAULT 3);\n",
        "prisma/schema.prisma": """
        model Crate {
          id Int @id @default(autoincrement())
          n  Int @default(4)

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "no schema",
      .notChecked,
      files: ["supabase/migrations/1_a.sql": "CREATE TABLE crates (id serial PRIMARY KEY);\n"]
    ),
  ]
}
