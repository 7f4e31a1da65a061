import Facts

/// The schema declares the indexes that the migrations make, order included, and no others.
package enum IndexesMatch: Rule {
  package static let proves =
    "@@index and @@unique are the indexes of the table, with the same columns and order."
  package static let why =
    "Prisma's next migration drops an index that the schema does not declare, and makes one that it declares and the table lacks."
  package static let remedy =
    "declare the index with the columns and the sort order of the migration"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    let comparisons: [ModelComparison]
    let unread: String?
    switch ModelComparison.all(in: subject, finding: { finding($0, object: subject.task?.id) }) {
    case .outcome(let outcome): return outcome
    case .pairs(let pairs, let reason): (comparisons, unread) = (pairs, reason)
    }
    let findings = comparisons.flatMap(differences)
    if let unread { return .notChecked(unread, findings: findings) }
    return RuleOutcome(
      evidence: comparisons.map { comparison in
        let names = comparison.table.indexes.map(\.name).joined(separator: ", ")
        return
          "\(comparison.model.name) beside `\(comparison.table.name)`: \(names.isEmpty ? "no index" : names)"
      },
      findings: findings
    )
  }

  private struct Shape: Hashable {
    var columns: [String]
    var isUnique: Bool
  }

  private static func differences(_ comparison: ModelComparison) -> [Finding] {
    var findings: [Finding] = []
    let declared = self.declared(by: comparison)
    var made: [Shape: Index] = [:]
    // Introspection writes a partial index as if it were whole: such a declaration is no difference.
    var partial: Set<Shape> = []
    for index in comparison.table.indexes where !index.primary {
      if index.predicate != nil { partial.insert(shape(of: index)) }
      guard index.predicate == nil, index.columns.allSatisfy({ $0.name != nil }),
        declarableMethods.contains(index.method)
      else {
        findings.append(
          finding(
            "index `\(index.name)` is not compared: \(reason(index))",
            severity: .info,
            path: index.path,
            line: index.line,
            object: index.name
          )
        )
        continue
      }
      made[shape(of: index)] = index
    }
    for (shape, line) in declared.sorted(by: { $0.value < $1.value })
    where made[shape] == nil && !partial.contains(shape) {
      findings.append(
        finding(
          "\(comparison.model.name): \(text(shape)) here, none in the migrations",
          path: comparison.model.path,
          line: line,
          object: comparison.model.name
        )
      )
    }
    for (shape, index) in made.sorted(by: { $0.value.name < $1.value.name })
    where declared[shape] == nil {
      findings.append(
        finding(
          "\(comparison.model.name): \(text(shape)) in \(index.path):\(index.line), not declared here",
          path: comparison.model.path,
          line: comparison.model.line,
          object: index.name
        )
      )
    }
    return findings
  }

  private static func reason(_ index: Index) -> String {
    if index.predicate != nil { return "it is partial" }
    return declarableMethods.contains(index.method)
      ? "it has an expression" : "a schema has no word for \(index.method)"
  }

  /// Access methods that a schema can name.
  private static let declarableMethods: Set = ["btree", "hash", "gin", "gist", "spgist", "brin"]

  private static func declared(by comparison: ModelComparison) -> [Shape: Int] {
    var result: [Shape: Int] = [:]
    let columns = Dictionary(
      comparison.model.fields.map { ($0.name, $0.column) },
      uniquingKeysWith: { first, _ in first }
    )
    func add(_ indexes: [PrismaIndex], isUnique: Bool) {
      // A partial index is compared with nothing, on either side.
      for index in indexes where index.predicate == nil {
        let keys = index.fields.map { key in
          (columns[key.name] ?? key.name) + (key.sort == .desc ? " DESC" : "")
        }
        result[Shape(columns: keys, isUnique: isUnique)] = index.line
      }
    }
    add(comparison.model.indexes, isUnique: false)
    add(comparison.model.uniques, isUnique: true)
    for field in comparison.model.fields where field.isUnique {
      result[Shape(columns: [field.column], isUnique: true)] = field.line
    }
    return result
  }

  private static func shape(of index: Index) -> Shape {
    Shape(
      columns: index.columns.map { ($0.name ?? "") + ($0.order == .desc ? " DESC" : "") },
      isUnique: index.unique
    )
  }

  private static func text(_ shape: Shape) -> String {
    "\(shape.isUnique ? "unique index" : "index") (\(shape.columns.joined(separator: ", ")))"
  }

  package static let examples = [
    RuleExample(
      "the same columns in the same order",
      .passes,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, shop text NOT NULL);\nCREATE INDEX i ON crates (shop, id DESC);\n",
        "prisma/schema.prisma": """
        model Crate {
          id   Int    @id @default(autoincrement())
          shop String

          @@index([shop, id(sort: Desc)])
          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "another order",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, shop text NOT NULL);\nCREATE INDEX i ON crates (shop, id DESC);\n",
        "prisma/schema.prisma": """
        model Crate {
          id   Int    @id @default(autoincrement())
          shop String

          @@index([shop, id])
          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample(
      "an index that the schema does not declare",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, shop text NOT NULL);\nCREATE INDEX i ON crates (shop);\n",
        "prisma/schema.prisma": """
        model Crate {
          id   Int    @id @default(autoincrement())
          shop String

          @@map("crates")
        }

        """,
      ]
    ),
    RuleExample("no schema", .notChecked, files: [:]),
  ]
}
