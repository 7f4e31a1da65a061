import Facts
import PrismaSyntax

/// Every line is one of the file, and reading twice gives the same.
enum PrismaCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let source = SourceText(path: "prisma/schema.prisma", bytes: bytes)
    let schema = PrismaParser.parse([source])
    try Violation.unless(schema == PrismaParser.parse([source]), "a second reading differs")
    let lines = source.lineStarts.count
    for model in schema.models + schema.views + schema.types {
      try Violation.unlessLines(model.line, model.endLine, within: lines, "a model")
      for field in model.fields {
        try Violation.unlessLines(model.line, field.line, within: lines, "a field")
        try Violation.unlessLines(field.line, model.endLine, within: lines, "a field")
      }
      for index in model.indexes + model.uniques + model.fulltextIndexes {
        try Violation.unlessLines(model.line, index.line, within: lines, "an index")
        try Violation.unlessLines(index.line, model.endLine, within: lines, "an index")
      }
    }
    for item in schema.enums {
      try Violation.unlessLines(item.line, item.endLine, within: lines, "an enum")
      for value in item.values {
        try Violation.unlessLines(item.line, value.line, within: item.endLine, "a value")
      }
    }
    for block in schema.datasources + schema.generators {
      try Violation.unlessLines(block.line, block.endLine, within: lines, "a block")
    }
    try Violation.unless(schema.error == schema.errors.first, "the first error is another one")
    for error in schema.errors {
      try Violation.unlessLines(error.line, error.line, within: lines, "an error")
      try Violation.unless(
        error.column >= 1 && !error.message.isEmpty,
        "an error without a place or a message"
      )
    }
    for finding in schema.findings {
      guard let line = finding.line else { continue }
      try Violation.unlessLines(line, line, within: lines, "a finding")
    }
  }
}
