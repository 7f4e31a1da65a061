import Facts
import PrismaSyntax
import Testing

struct PrismaErrorTests {
  /// What is wrong, where it is said, and what is still given: `Model: field field; …`.
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var places: [String]
    var given: String

    init(_ text: String, _ places: [String], _ given: String) {
      self.text = text
      self.places = places
      self.given = given
    }

    var testDescription: String { text.debugDescription }
  }

  @Test(arguments: [
    Case("it has broken schema", ["1:1"], ""),
    Case("\u{FEFF}model A {\n id Int\n}", ["1:1"], "A: id"),
    Case("model {\n id Int\n}", ["1:1", "2:2", "3:1"], ""),
    Case("model A\n{\n id Int\n}", ["1:1", "2:1", "3:2", "4:1"], ""),
    Case("Model A {\n}", ["1:1", "2:1"], ""),
    Case("# comment", ["1:1"], ""),
    Case("type X = String @db.Text", ["1:1"], ""),
    Case("\u{C}model A {\n}", ["1:1", "2:1"], ""),
    // Never closed.
    Case("model A {\n id Int", ["1:1"], "A: id"),
    Case("model A {", ["1:1"], "A:"),
    Case("model A {\n id Int\n\nmodel B {\n x Int\n}", ["1:1"], "A: id; B: x"),
    Case("enum E {\n A\nmodel B {\n x Int\n}", ["1:1"], "B: x; E: A"),
    Case("/* model A {\n}", ["1:1", "2:1"], ""),
    // On one line.
    Case("model A { id Int @id }\nmodel B {\n x Int\n}", ["1:11"], "A: id; B: x"),
    Case("model A {}", ["1:10"], "A:"),
    Case("enum E { A B }\nmodel B {\n x Int\n}", ["1:10", "1:12"], "B: x; E:"),
    Case("model A { } // }\nmodel B { }\n", ["1:11", "2:11"], "A:; B:"),
    Case("model A { id Int\n", ["1:1"], "A:"),
    // Text behind a brace is ignored, as the engine does it.
    Case("model A { ignored }\n id Int\n}", [], "A: id"),
    Case("model A {\n id Int @id }\nmodel B {\n}", ["2:13"], "A: id; B:"),
    Case("model A {\n id Int } x\n}", ["2:9"], "A: id"),
    // Fields.
    Case("model A {\n id\n name String\n}", ["2:2"], "A: id name"),
    Case("model A {\n id: Int! @id\n}", ["2:4", "2:9"], "A: id"),
    Case("model A {\n b [B]\n c C[]?\n}", ["2:4", "3:7"], "A: b c"),
    Case("model A {\n b [B!]!\n c Int\n}", ["2:6"], "A: c"),
    Case("model A {\n b B[]!\n c C?[]\n d D\n}", ["2:7", "3:6"], "A: d"),
    Case("model A {\n id Int @id(\n}\nmodel B {\n}", ["2:13"], "A:; B:"),
    Case("model A {\n a Int @default(\"x)\n b Int\n}", ["2:17"], "A: b"),
    Case("model A {\n a Int @default('x')\n b Int\n}", ["2:17"], "A: b"),
    Case("model A {\n a Int @default(.5)\n b Int @default(-1.50)\n}", ["2:17"], "A: b"),
    Case("model A {\n a Int @default(1,)\n b Int @default(value:)\n}", ["2:18", "3:17"], "A: a b"),
    Case("model A {\n a Int\n   @id\n b Int\n}", ["3:4"], "A: a b"),
    Case("model A {\n a Int /* x */ @id\n b Int\n}", ["2:16"], "A: b"),
    Case("model A {\n _a Int\n a- Int\n b Int,\n @@index([a)\n}", ["2:2", "4:7", "5:12"], "A: a-"),
    Case("model A {\n a Unsupported(x)\n b Unsupported\n}", ["2:16"], "A: b"),
    // Enums and configuration.
    Case("enum E {\n A,\n B\n = 3\n}", ["2:3", "4:2"], "E: B"),
    Case(
      "datasource d {\n a =\n b 3\n @@c\n d = 1 2\n e = true\n}",
      ["2:2", "3:4", "4:2", "5:8"],
      "d: a e"
    ),
  ])
  func namesThePlaceAndGivesTheRest(_ example: Case) {
    let schema = parse(example.text)
    #expect(places(schema) == example.places, "\(schema.errors)")
    let blocks =
      schema.models.map { ($0.name, $0.fields.map(\.name)) }
      + schema.enums.map { ($0.name, $0.values.map(\.name)) }
      + schema.datasources.map { ($0.name, $0.properties.map(\.name)) }
    let given = blocks.map { "\($0):" + $1.map { " " + $0 }.joined() }.joined(separator: "; ")
    #expect(given == example.given)
    #expect(schema.error == schema.errors.first)
  }

  @Test func keepsWhatAnAttributeOnItsOwnLineSays() {
    let schema = parse("model A {\n a Int\n   @id @map(\"x\")\n}")
    #expect(schema.models[0].fields[0].isID && schema.models[0].fields[0].column == "x")
  }

  @Test func bytesThatAreNoTextAreNamed() {
    let source = SourceText(
      path: "a.prisma",
      bytes: Array("model A {\n id Int // \u{E9}".utf8.dropLast()) + Array("\n}\n".utf8)
    )
    let schema = PrismaParser.parse([source])
    #expect(schema.errors.map(\.line) == [2])
    #expect(schema.models[0].fields.map(\.name) == ["id"])
  }

  /// Shapes that make a careless parser recurse, go back, or search to the end again and again.
  @Test(arguments: [
    "(", "[", "{", "model A {\n", "model A { }\n", "a Int @b(\n", "a Int @b([x,\n", "/*", "/*\n",
    "\"", "@", "@@x(\n",
    "\\q", "// x\r", "}\n", "f(", "a b \"\\q", "\r", "x\r", "x: [y,\n", "é", "\u{0}",
    "model A {\n/* ",
  ])
  func hostileInputStaysLinear(_ unit: String) {
    for prefix in ["", "model A {\n x Y @z(", "enum E {\n", "datasource d {\n x = ["] {
      let count = 60_000 / unit.utf8.count
      let clock = ContinuousClock()
      let duration = clock.measure {
        _ = parse(prefix + String(repeating: unit, count: count))
      }
      // Linear takes a small part of it in a debug build; quadratic takes minutes.
      #expect(duration < .seconds(8), "\(prefix) \(unit)")
    }
  }

  @Test func bytesOfAnyKindNeverTrap() {
    var state: UInt64 = 42
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33)
    }
    let pieces =
      [
        "model", "type", "enum", "view", "datasource", " ", " ", "A", "b", "Int", "{", "}", "\n",
        "\n",
        "\r", "(", ")", "[", "]", ",", ":", "=", "@", "@@", "\"", "\\", "\\u12", "//", "/*", "*/",
        "?",
        "!", "1", "-", ".", "é", "\u{A0}", "\u{FEFF}", "@id", "@map(\"x\")", "Unsupported(\"x\")",
      ].map { Array($0.utf8) } + [[0xFF], [0xC2], [0xF0, 0x9F], [0]]
    for _ in 0..<3_000 {
      let bytes = (0..<next() % 40).flatMap { _ in pieces[next() % pieces.count] }
      let schema = PrismaParser.parse([SourceText(path: "x", bytes: bytes)])
      let source = SourceText(path: "x", bytes: bytes)
      for error in schema.errors {
        #expect((1...source.lineStarts.count).contains(error.line) && error.column >= 1)
      }
      for model in schema.models { #expect(model.line <= model.endLine) }
    }
  }
}
