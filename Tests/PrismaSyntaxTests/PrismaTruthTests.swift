import Facts
import Foundation
import PrismaSyntax
import Testing

/// Real schemas against what the real engine says of them.
private let corpus = ProcessInfo.processInfo.environment["SITREP_CORPUS"]

@Suite(.enabled(if: corpus != nil, "SITREP_CORPUS is not set: no real schemas to compare with"))
struct PrismaTruthTests {
  private struct Truth: Decodable {
    struct Model: Decodable {
      var fields: Int
      var field_names: [String]
      var unsupported: Int
      var ignored_fields: Int
      var map: String?
      var schema: String?
      var index: Int
      var unique: Int
      var id: Int
      var fulltext: Int
      var ignore: Bool
      var field_unique: Int
      var field_id: Int
      var field_map: Int
      var native_types: Int
      var relations: Int
    }

    struct Enumeration: Decodable {
      var values: [String]
      var map: String?
      var schema: String?
    }

    struct Block: Decodable {
      var kind: String
      var name: String
      var props: [String: String]
    }

    struct Syntax: Decodable {
      var models: [String: Model]
      var views: [String: Model]
      var types: [String: Model]
      var enums: [String: Enumeration]
      var config: [Block]
      var n_models: Int
      var n_views: Int
      var n_types: Int
      var n_enums: Int
    }

    var bytes: Int
    var lines: Int
    var accepted: [String: Bool]
    var syntax: Syntax
  }

  @Test func everySchemaAgreesWithTheEngine() throws {
    let folder = try #require(corpus) + "/prisma/"
    let data = try #require(FileManager.default.contents(atPath: folder + "truth.json"))
    let truths = try JSONDecoder().decode([String: Truth].self, from: data)
    #expect(truths.count > 30)
    let raw = try #require(JSONSerialization.jsonObject(with: data) as? [String: [String: Any]])
    for (name, truth) in truths.sorted(by: { $0.key < $1.key }) {
      let files = try sources(of: name, in: folder + "schemas/")
      #expect(files.map(\.bytes.count).reduce(0, +) == truth.bytes, "\(name)")
      let schema = PrismaParser.parse(files)
      compare(schema, truth.syntax, name)
      let syntax = raw[name]?["syntax"] as? [String: Any]
      let errors = try #require(syntax?["syntax_errors"] as? [[Any]])
      #expect(schema.errors.map(\.line) == errors.compactMap { $0[1] as? Int }, "\(name)")
      if truth.accepted.values.contains(true) { #expect(schema.errors == [], "\(name)") }
    }
  }

  private func sources(of name: String, in folder: String) throws -> [SourceText] {
    let file = folder + name + ".prisma"
    if let data = FileManager.default.contents(atPath: file) {
      return [SourceText(path: name + ".prisma", bytes: Array(data))]
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder + name)
      .filter { $0.hasSuffix(".prisma") }.sorted()
    return try names.map {
      let data = try #require(FileManager.default.contents(atPath: "\(folder)\(name)/\($0)"))
      return SourceText(path: $0, bytes: Array(data))
    }
  }

  private func compare(_ schema: PrismaSchema, _ truth: Truth.Syntax, _ name: String) {
    #expect(schema.models.count == truth.n_models, "\(name)")
    #expect(schema.views.count == truth.n_views, "\(name)")
    #expect(schema.types.count == truth.n_types, "\(name)")
    #expect(schema.enums.count == truth.n_enums, "\(name)")
    compare(schema.models, truth.models, name)
    compare(schema.views, truth.views, name)
    compare(schema.types, truth.types, name)
    for value in schema.enums {
      let expected = truth.enums[value.name]
      let place: Comment = "\(name) \(value.name)"
      #expect(value.values.map(\.name) == expected?.values, place)
      #expect(value.map == expected?.map, place)
      #expect(value.schema == expected?.schema, place)
    }
    let blocks =
      schema.datasources.map { ("datasource", $0) } + schema.generators.map { ("generator", $0) }
    #expect(blocks.count == truth.config.count, "\(name)")
    for (kind, block) in blocks {
      let expected = truth.config.first { $0.kind == kind && $0.name == block.name }
      let properties = Dictionary(block.properties.map { ($0.name, $0.text) }) { $1 }
      // The published schemas have their passwords masked, and the truth was told before that.
      let masked = expected?.props.filter { $0.value.contains("://") }.keys.map { $0 } ?? []
      let place: Comment = "\(name) \(block.name)"
      #expect(Set(properties.keys) == Set((expected?.props ?? [:]).keys), place)
      for (key, text) in expected?.props ?? [:] where !masked.contains(key) {
        #expect(properties[key] == text, place)
      }
    }
  }

  private func compare(_ models: [PrismaModel], _ truth: [String: Truth.Model], _ name: String) {
    for model in models {
      guard let expected = truth[model.name] else {
        Issue.record("\(name) \(model.name) is not there")
        continue
      }
      let place: Comment = "\(name) \(model.name)"
      let fields = model.fields
      #expect(fields.map(\.name) == expected.field_names, place)
      #expect(fields.count == expected.fields, place)
      #expect(fields.count(where: \.unsupported) == expected.unsupported, place)
      #expect(fields.count(where: \.ignored) == expected.ignored_fields, place)
      #expect(model.map == expected.map, place)
      #expect(model.schema == expected.schema, place)
      #expect(model.indexes.count == expected.index, place)
      #expect(model.uniques.count == expected.unique, place)
      #expect(model.fulltextIndexes.count == expected.fulltext, place)
      #expect(model.ignored == expected.ignore, place)
      #expect(fields.count(where: \.isUnique) == expected.field_unique, place)
      #expect(fields.count(where: \.isID) == expected.field_id, place)
      let blockID = !model.id.isEmpty && !fields.contains(where: \.isID)
      #expect((blockID ? 1 : 0) == expected.id, place)
      #expect(fields.count { $0.map != nil } == expected.field_map, place)
      #expect(fields.count { $0.nativeType != nil } == expected.native_types, place)
      #expect(fields.count { $0.relation?.declared == true } == expected.relations, place)
      #expect(model.indexes.allSatisfy { !$0.fields.isEmpty }, place)
      #expect(model.line < model.endLine, place)
    }
  }
}
