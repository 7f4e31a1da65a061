import Facts
import PrismaSyntax
import Testing

func parse(_ text: String) -> PrismaSchema {
  PrismaParser.parse([SourceText(path: "a.prisma", text: text)])
}

/// `line:column` of every error.
func places(_ schema: PrismaSchema) -> [String] {
  schema.errors.map { "\($0.line):\($0.column)" }
}

struct PrismaParserTests {
  @Test func readsAModelWhole() throws {
    let schema = parse(
      """
      /// Documentation { with a brace
      model Order { // opened
        id        Int       @id @default(autoincrement())
        /// of the buyer
        buyerId   String    @map("buyer_id") @db.VarChar(64)
        buyer     Person    @relation("buys", fields: [buyerId], references: [key], onDelete: Cascade)
        price     Decimal ? @db.Decimal(5,2)
        tags      String [] @default(["a, b", "}"])
        place     Unsupported("geometry(Point, 4326)")?
        changed   DateTime  @updatedAt @default(now())
        secret    String    @ignore @unique // trailing
        lines     Line[]

        @@unique([buyerId, price], map: "one_price")
        @@index([buyerId, changed(sort: Desc)])
        @@index(fields: [tags(ops: raw("gin_trgm_ops"))], type: Gin, map: "by_tag")
        @@index([price(ops: NumericOps, sort: Asc)], where: raw("price > 0"))
        @@map(name: "orders")
        @@schema("shop")
      }
      """
    )
    #expect(schema.errors == [])
    let model = try #require(schema.models.first)
    #expect(model.line == 2 && model.endLine == 20)
    #expect(model.table == "orders" && model.map == "orders" && model.schema == "shop")
    #expect(model.id == ["id"])
    let fields = Dictionary(uniqueKeysWithValues: model.fields.map { ($0.name, $0) })
    #expect(fields["id"]?.default == "autoincrement()")
    #expect(fields["buyerId"]?.column == "buyer_id")
    #expect(fields["buyerId"]?.nativeType == "VarChar(64)")
    #expect(
      fields["buyer"]?.relation
        == PrismaField.Relation(
          name: "buys",
          fields: ["buyerId"],
          references: ["key"],
          onDelete: "Cascade"
        )
    )
    #expect(fields["price"]?.optional == true)
    #expect(fields["price"]?.nativeType == "Decimal(5, 2)")
    #expect(fields["tags"]?.list == true)
    #expect(fields["tags"]?.default == #"["a, b", "}"]"#)
    #expect(fields["place"]?.type == #"Unsupported("geometry(Point, 4326)")"#)
    #expect(fields["place"]?.unsupported == true && fields["place"]?.optional == true)
    #expect(fields["changed"]?.updatedAt == true)
    #expect(fields["secret"]?.ignored == true && fields["secret"]?.isUnique == true)
    #expect(fields["lines"]?.line == 12)
    #expect(model.uniques.first?.name == "one_price")
    #expect(
      model.indexes[0].fields == [.init(name: "buyerId"), .init(name: "changed", sort: .desc)]
    )
    #expect(model.indexes[1].fields == [.init(name: "tags", operatorClass: "gin_trgm_ops")])
    #expect(model.indexes[1].type == "Gin" && model.indexes[1].name == "by_tag")
    #expect(model.indexes[2].fields == [.init(name: "price", operatorClass: "NumericOps")])
    #expect(model.indexes[2].predicate == "price > 0")
  }

  @Test func readsEveryOtherBlock() throws {
    let schema = parse(
      """
      datasource db {
        provider = "postgresql"
        url      = env("DATABASE_URL") // secret
        schemas  = ["public", "auth"]
      }
      generator client { provider = "x"
        output = "../out"
      }
      enum Color {
        RED   @map("red") // first
        GREEN
        /// last
        dark-blue
        @@map("colors")
        @@schema("auth")
      }
      view Totals {
        day DateTime @unique
      }
      type Address {
        street String
      }
      """
    )
    #expect(schema.errors == [])
    #expect(schema.datasourceSchemas == ["public", "auth"])
    #expect(schema.datasources[0].properties[1].text == #"env("DATABASE_URL")"#)
    #expect(schema.generators[0].properties.map(\.name) == ["output"])
    #expect(schema.findings.map(\.rule) == ["text-after-brace"])
    let color = schema.enums[0]
    #expect(color.values.map(\.name) == ["RED", "GREEN", "dark-blue"])
    #expect(color.values[0].map == "red" && color.values[2].line == 13)
    #expect(color.map == "colors" && color.schema == "auth" && color.endLine == 16)
    #expect(schema.views.map(\.name) == ["Totals"])
    #expect(schema.types[0].fields.map(\.name) == ["street"])
  }

  @Test func impliesRelationsAcrossFiles() {
    let schema = PrismaParser.parse([
      SourceText(
        path: "a.prisma",
        text: "model A {\n id Int @id\n bs B[]\n e E\n}\nenum E {\n X\n}\n"
      ),
      SourceText(
        path: "b.prisma",
        text: "model B {\n id Int @id\n a A @relation(fields: [x], references: [id])\n x Int\n}"
      ),
    ])
    #expect(schema.paths == ["a.prisma", "b.prisma"])
    #expect(schema.models[0].fields.map { $0.relation?.declared } == [nil, false, nil])
    #expect(schema.models[1].fields[1].relation?.declared == true)
    #expect(schema.models[1].path == "b.prisma")
  }

  @Test func keywordsAreNamesOfFields() {
    let schema = parse(
      "model A {\n type String\n model Int\n enum E?\n view Int\n generator Int\n}\n"
    )
    #expect(schema.errors == [])
    #expect(schema.models[0].fields.map(\.name) == ["type", "model", "enum", "view", "generator"])
  }

  @Test func needsNoSpaceBehindTheKeyword() {
    let schema = parse(
      "modelA{\n id Int@id@map(\"x\")@db . Text\n @@ index ( [ id ] )\n}model B {\n}"
    )
    #expect(schema.errors == [])
    #expect(schema.models.map(\.name) == ["A", "B"])
    #expect(schema.models[0].fields[0].nativeType == "Text")
    #expect(schema.models[0].indexes.count == 1)
  }

  @Test func commentsMayHoldWholeModels() {
    let schema = parse(
      """
      /* model No {
        id Int @id
      } */ model A {
        /* } */ id Int @id /* "x */ // model No {
        /* model No {
        } */
        // }
        //
        name String @default("// no comment { } @")
      }
      /**/
      """
    )
    #expect(schema.errors == [])
    #expect(schema.models.map(\.name) == ["A"])
    #expect(schema.models[0].fields.map(\.name) == ["id", "name"])
    #expect(schema.findings.map(\.rule) == ["block-comment"])
    #expect(schema.findings.map(\.severity) == [.info])
  }

  @Test func readsAttributesOverSeveralLinesWithAFinding() {
    let schema = parse(
      """
      generator client {
        targets = [
          "native",
          "musl", // last
        ]
      }
      model A {
        id Int @id
        b  B   @relation(
          fields: [id],
          references: [id]
        )
        @@index([
          id(sort: Desc),
          name
        ])
        @@map("a")
      }
      """
    )
    #expect(schema.errors == [])
    #expect(schema.findings.map(\.rule) == Array(repeating: "multiline-attribute", count: 3))
    #expect(schema.findings.map(\.line) == [2, 9, 13])
    #expect(schema.findings.map(\.object) == ["client.targets", "A.b", "@@index"])
    #expect(schema.generators[0].properties[0].strings == ["native", "musl"])
    #expect(schema.models[0].fields[1].relation?.references == ["id"])
    #expect(schema.models[0].indexes[0].fields.map(\.name) == ["id", "name"])
    #expect(schema.models[0].table == "a" && schema.models[0].endLine == 18)
  }

  @Test func takesEveryLineEndAndSpace() {
    for end in ["\n", "\r\n", "\r"] {
      let text = "model A {\(end)\u{A0}id\u{3000}Int\t@id\(end)\(end)}\(end)model B {\(end)}\(end)"
      let schema = parse(text)
      #expect(schema.errors == [])
      #expect(schema.models.map(\.name) == ["A", "B"])
      #expect(schema.models[0].fields.map(\.type) == ["Int"])
    }
    #expect(parse("model A {\r\n  id Int\r\n}\r\n").models[0].endLine == 3)
  }

  @Test func readsStrings() {
    let schema = parse(
      #"model A { \#n a String @map("q\"\\\n\u00e9\uD83D\uDE80") @default("\d")\#n}"#
    )
    #expect(schema.models[0].fields[0].column == "q\"\\\né🚀")
    #expect(
      schema.errors.map(\.message) == [#"unknown escape in a string; write \\ for a backslash"#]
    )
  }

  @Test func namesWhatOnlySomeVersionsTake() {
    let schema = parse("model Größe {\n id Int @id\n @@unique([id], where: { id: { gt: 1 } })\n}\n")
    #expect(schema.errors == [])
    #expect(schema.models[0].name == "Größe")
    #expect(schema.models[0].uniques[0].predicate == "{ id: { gt: 1 } }")
    #expect(Set(schema.findings.map(\.rule)) == ["unicode-name", "object-argument"])
  }

  @Test func anEmptyFileIsAnEmptySchema() {
    for text in ["", "\n", "  // nothing", "/* */"] {
      let schema = parse(text)
      #expect(schema.errors == [] && schema.models == [])
    }
  }
}
