import Testing

@testable import Audit

@Suite struct SchemaSentenceTests {
  @Test(arguments: [
    ("- ✅ Loaf model (lines 10-42)", [ModelSentence(name: "Loaf", lines: 10...42)]),
    ("Model `Loaf` (lines 10–42, 5 fields)", [ModelSentence(name: "Loaf", lines: 10...42)]),
    (
      "Prisma: Added Loaf with `@@schema(\"public\")`",
      [ModelSentence(name: "Loaf", schema: "public")]
    ),
    (
      "**Loaf model** (lines 10-42) with @@schema(\"public\")",
      [ModelSentence(name: "Loaf", lines: 10...42), ModelSentence(name: "Loaf", schema: "public")]
    ),
    ("Loaf model: @@schema(\"bakery\")", [ModelSentence(name: "Loaf", schema: "bakery")]),
  ])
  func models(line: String, sentences: [ModelSentence]) {
    #expect(ModelSentence.find(in: line) == sentences)
  }

  @Test(arguments: [
    "models with @@schema(\"public\")",
    "use @@schema(\"public\") in every model",
    "Logger has a fallback (lines 40-44)",
    "Loaf.tsx (lines 10-42)",
    "the model (lines 10-42)",
    "Loaf model (lines 42-10)",
    "Loaf model (line count: 10)",
    "with @@schema(\"",
  ])
  func noModels(line: String) {
    #expect(ModelSentence.find(in: line).isEmpty)
  }

  private func counts(_ line: String) -> [String] {
    SchemaCountSentence.find(in: ClaimLexer.tokens(of: line)).map {
      "\($0.subject.path) \($0.count) \($0.unit.rawValue)\($0.doubt == nil ? "" : "?")"
    }
  }

  @Test(arguments: [
    ("- db/1.sql (3 tables, 7 indexes)", ["db/1.sql 3 tables", "db/1.sql 7 indexes"]),
    ("`db/1.sql`: 40 lines, 4 RLS policies", ["db/1.sql 4 policies"]),
    ("db/schema.prisma has 6 models.", ["db/schema.prisma 6 models"]),
    ("db/1.sql - 2 tables and 1 policy", ["db/1.sql 2 tables", "db/1.sql 1 policies"]),
    // Of these something is not understood.
    ("db/schema.prisma - 6 models already exist", ["db/schema.prisma 6 models?"]),
    ("db/1.sql (2 + 3 tables)", ["db/1.sql 3 tables?"]),
    ("db/1.sql (~3 tables)", ["db/1.sql 3 tables?"]),
    ("Wrote 3 tables to db/1.sql", ["db/1.sql 3 tables?"]),
    ("`db/*.sql` (3 tables)", ["db/*.sql 3 tables?"]),
    // Two files, or none.
    ("db/1.sql, db/2.sql (3 tables)", []),
    ("docs/schema.md (3 tables)", []),
    ("3 tables in all", []),
  ])
  func counts(line: String, sentences: [String]) {
    #expect(counts(line) == sentences)
  }

  @Test(arguments: [
    ("RLS enabled on orders, order_items and public.bills", ["orders", "order_items", "bills"]),
    ("✅ Row-level security is enabled for `orders`.", ["orders"]),
    ("Enabled RLS on orders", ["orders"]),
    ("- **orders**: RLS enabled", ["orders"]),
    ("orders has row level security enabled", ["orders"]),
    ("RLS not enabled on orders", []),
    ("Enable RLS on orders", []),
    ("RLS enabled", []),
    ("RLS tests for orders", []),
    ("RLS disabled on orders", []),
  ])
  func rowSecurity(line: String, names: [String]) {
    #expect(RowSecuritySentence.find(in: line)?.names ?? [] == names)
  }
}
