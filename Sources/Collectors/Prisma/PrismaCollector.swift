package import Facts
internal import PrismaSyntax

/// Reads the Prisma schema of a repository.
package enum PrismaCollector {
  /// The schema that the files make, and what of them was not read.
  ///
  /// The schema is nil, with a reason, when there is no file or none could be read; a schema of
  /// which a file is missing says so as an error at that file. `redact` takes the secrets out of a
  /// text: a connection URL may be written out in a schema.
  package static func collect(
    _ files: [SourceFile],
    redact: (String) -> String
  ) -> (schema: PrismaSchema?, reason: String?, notChecked: [NotChecked]) {
    var sources: [SourceText] = []
    var notChecked: [NotChecked] = []
    for file in files {
      switch file.content {
      case .text(let source): sources.append(source)
      case .tooLarge(let bytes, let lines):
        notChecked.append(
          unread(file, "\(bytes) bytes in \(lines) lines are too large to be analysed")
        )
      case .unreadable(let reason): notChecked.append(unread(file, reason))
      }
    }
    guard !sources.isEmpty else {
      let reason = notChecked.first.map { "\($0.path ?? ""): \($0.reason)" }
      return (nil, reason ?? "the repository has no Prisma schema", notChecked)
    }
    var schema = PrismaParser.parse(sources)
    schema.paths = files.map(\.path)
    for missing in notChecked {
      schema.errors.append(
        SyntaxProblem(
          path: missing.path ?? "",
          line: 1,
          column: 1,
          message: "not read: \(missing.reason)"
        )
      )
    }
    schema.error = schema.errors.first
    noteEmptiness(of: &schema)
    conceal(&schema, redact)
    return (schema, nil, notChecked)
  }

  private static func unread(_ file: SourceFile, _ reason: String) -> NotChecked {
    NotChecked(subject: "prisma schema", path: file.path, reason: reason)
  }

  /// An empty schema is valid, and hardly meant.
  private static func noteEmptiness(of schema: inout PrismaSchema) {
    let isEmpty =
      schema.models.isEmpty && schema.views.isEmpty && schema.types.isEmpty && schema.enums.isEmpty
    guard isEmpty, schema.errors.isEmpty else { return }
    schema.findings.append(
      Finding(
        rule: "empty-schema",
        severity: .info,
        path: schema.paths.first,
        message: "the schema declares no model",
        hint: "add the models, or remove the file"
      )
    )
  }

  private static func conceal(_ schema: inout PrismaSchema, _ redact: (String) -> String) {
    func conceal(_ blocks: inout [PrismaConfigurationBlock]) {
      for block in blocks.indices {
        for property in blocks[block].properties.indices {
          let value = blocks[block].properties[property]
          // The name tells what kind of value it is; it stays, whatever becomes of the text.
          blocks[block].properties[property].text = concealed(value.text, redact)
          blocks[block].properties[property].strings = value.strings.map { concealed($0, redact) }
        }
      }
    }
    conceal(&schema.datasources)
    conceal(&schema.generators)
    for model in schema.models.indices {
      for field in schema.models[model].fields.indices {
        if let text = schema.models[model].fields[field].default, text.contains("\"") {
          schema.models[model].fields[field].default = redact(text)
        }
      }
    }
  }

  private static func concealed(_ text: String, _ redact: (String) -> String) -> String {
    text.hasPrefix("env(") ? text : redact(text)
  }
}
