import Facts
import Rules
import Testing

/// One column beside one field.
@Suite struct ColumnTypeTests {
  enum Outcome { case same, warning, error }

  @Test(arguments: [
    ("uuid NOT NULL DEFAULT gen_random_uuid()", "String @default(uuid()) @db.Uuid", Outcome.same),
    (
      "uuid NOT NULL DEFAULT gen_random_uuid()",
      "String @default(dbgenerated(\"gen_random_uuid()\")) @db.Uuid", .same
    ),
    ("uuid NOT NULL", "String", .warning),
    ("uuid", "Int?", .error),
    ("bigint NOT NULL", "Int", .error),
    ("bigint NOT NULL", "BigInt", .same),
    ("smallint NOT NULL", "Int", .warning),
    ("smallint NOT NULL", "Int @db.SmallInt", .same),
    ("numeric(5,2)", "Decimal? @db.Decimal(5, 2)", .same),
    ("numeric(5)", "Decimal? @db.Decimal(5)", .same),
    ("numeric(5,2)", "Decimal? @db.Decimal(6, 2)", .error),
    ("numeric(5,2)", "Decimal?", .warning),
    ("numeric", "Decimal? @db.Decimal", .same),
    ("numeric(5,2)", "Float?", .error),
    ("timestamptz", "DateTime? @db.Timestamptz(6)", .same),
    ("timestamptz(3)", "DateTime? @db.Timestamptz(6)", .error),
    ("timestamptz", "DateTime?", .warning),
    ("timestamp(3)", "DateTime?", .same),
    ("date", "DateTime? @db.Date", .same),
    ("varchar(20)", "String? @db.VarChar(20)", .same),
    ("varchar(20)", "String? @db.VarChar(30)", .error),
    ("text[] NOT NULL DEFAULT '{}'", "String[] @default([])", .same),
    ("text[] NOT NULL", "String", .error),
    ("jsonb NOT NULL DEFAULT '{}'::jsonb", "Json @default(\"{}\")", .same),
    ("jsonb NOT NULL DEFAULT '{\"a\": 1}'", "Json @default(\"{\\\"a\\\": 1}\")", .same),
    ("boolean NOT NULL DEFAULT TRUE", "Boolean @default(true)", .same),
    ("boolean NOT NULL DEFAULT false", "Boolean @default(true)", .error),
    ("numeric(8,2) NOT NULL DEFAULT 0.00", "Decimal @default(0) @db.Decimal(8, 2)", .same),
    ("text NOT NULL DEFAULT 'it''s new'", "String @default(\"it's new\")", .same),
    (
      "timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP", "DateTime @default(now()) @db.Timestamptz",
      .same
    ),
    (
      "timestamptz NOT NULL DEFAULT timezone('utc', now())",
      "DateTime @default(now()) @db.Timestamptz", .warning
    ),
    ("text NOT NULL", "String @default(\"x\")", .warning),
    ("text", "String", .error),
    ("text DEFAULT 'x'", "String @default(\"x\")", .warning),
    ("text NOT NULL", "String?", .error),
  ])
  func comparesOneField(column: String, field: String, expected: Outcome) {
    let outcome = judge(
      FieldTypesMatch.self,
      on: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id int PRIMARY KEY, probe \(column));\n",
        "prisma/schema.prisma":
          "model crates {\n  id Int @id\n  probe \(field)\n}\n",
      ]
    )
    let severities = outcome.findings.map(\.severity)
    let found: Outcome =
      severities.contains(.error) ? .error : severities.contains(.warning) ? .warning : .same
    #expect(found == expected, "\(outcome.decision) \(outcome.findings.map(\.message))")
    if case .notChecked(let reason) = outcome.decision { Issue.record("\(reason)") }
  }
}
