package import Facts

/// Reads Prisma schemas of every released version, and the newlines in attributes that version 8
/// brings.
package enum PrismaParser {
  /// The schema that all files make together.
  ///
  /// Never fails: what cannot be read stands in `errors` with its place, in the order of the files,
  /// and everything else is given. Time is linear in the size of the files.
  ///
  /// Source: `datamodel.pest` of Prisma's engines, and what five of their versions accept.
  package static func parse(_ files: [SourceText]) -> PrismaSchema {
    var schema = PrismaSchema(paths: files.map(\.path))
    for file in files {
      var parser = FileParser(file)
      parser.parse()
      schema.models += parser.models
      schema.enums += parser.enums
      schema.views += parser.views
      schema.types += parser.types
      schema.datasources += parser.datasources
      schema.generators += parser.generators
      schema.errors += parser.sortedErrors
      schema.findings += parser.findings
    }
    schema.error = schema.errors.first
    addImpliedRelations(to: &schema)
    return schema
  }

  /// A field whose type is a model or a view is a relation without saying so.
  private static func addImpliedRelations(to schema: inout PrismaSchema) {
    let names = Set(schema.models.map(\.name)).union(schema.views.map(\.name))
    func complete(_ models: inout [PrismaModel]) {
      for model in models.indices {
        for field in models[model].fields.indices
        where models[model].fields[field].relation == nil
          && names.contains(models[model].fields[field].type)
        {
          models[model].fields[field].relation = PrismaField.Relation(declared: false)
        }
      }
    }
    complete(&schema.models)
    complete(&schema.views)
  }
}
