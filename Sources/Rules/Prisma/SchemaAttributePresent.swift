import Facts

/// Every model says its schema when the datasource lists schemas, and none does when it does not.
package enum SchemaAttributePresent: Rule {
  package static let proves =
    "Every model carries @@schema exactly when the datasource lists its schemas."
  package static let why =
    "Prisma refuses the whole schema (P1012) for one model without @@schema once the datasource has `schemas`, and for one with it when it has none."
  package static let remedy =
    "add @@schema(\"public\") to every model, and `schemas` to the datasource"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    guard let schema = subject.evidence.prisma else {
      return .notChecked(subject.evidence.prismaReason ?? "no Prisma schema was found")
    }
    if let error = schema.error {
      return .notChecked("\(error.path):\(error.line) does not parse: \(error.message)")
    }
    if let missing = subject.withoutModels({ finding($0, object: subject.task?.id) }) {
      return missing
    }
    guard !schema.datasources.isEmpty else { return .notChecked("the schema has no datasource") }
    let models = subject.models
    guard !models.isEmpty else { return .notChecked("no model was found") }
    let findings = models.compactMap { model -> Finding? in
      switch (schema.datasourceSchemas, model.schema) {
      case (.some, nil):
        return finding(
          "\(model.name) has no @@schema",
          path: model.path,
          line: model.line,
          object: model.name
        )
      case (let schemas?, let name?) where !schemas.contains(name):
        return finding(
          "\(model.name): @@schema(\"\(name)\") is none of the datasource's schemas",
          path: model.path,
          line: model.line,
          object: model.name
        )
      case (nil, .some):
        return finding(
          "\(model.name) has @@schema and the datasource lists no schemas",
          path: model.path,
          line: model.line,
          object: model.name
        )
      // A list that asks for the attribute asks for one that is there.
      case (nil, nil) where subject.task != nil:
        return finding(
          "\(model.name) has no @@schema, and the datasource lists no schemas",
          path: model.path,
          line: model.line,
          object: model.name
        )
      default: return nil
      }
    }
    return RuleOutcome(
      evidence: models.map { model in
        let attribute = model.schema.map { "@@schema(\"\($0)\")" } ?? "no @@schema, none listed"
        return "\(model.path):\(model.line) \(model.name) \(attribute)"
      },
      findings: findings
    )
  }

  package static let examples = [
    RuleExample(
      "listed and carried",
      .passes,
      files: [
        "prisma/schema.prisma": """
        datasource db {
          provider = "postgresql"
          url      = env("DATABASE_URL")
          schemas  = ["public"]
        }

        model Crate {
          id Int @id

          @@schema("public")
        }

        """
      ]
    ),
    RuleExample(
      "listed and missing",
      .fails,
      files: [
        "prisma/schema.prisma": """
        datasource db {
          provider = "postgresql"
          url      = env("DATABASE_URL")
          schemas  = ["public"]
        }

        model Crate {
          id Int @id
        }

        """
      ]
    ),
    RuleExample(
      "carried and not listed",
      .fails,
      files: [
        "prisma/schema.prisma": """
        datasource db {
          provider = "postgresql"
          url      = env("DATABASE_URL")
        }

        model Crate {
          id Int @id

          @@schema("public")
        }

        """
      ]
    ),
    RuleExample("no schema", .notChecked, files: [:]),
  ]
}
