internal import Facts

extension FileParser {
  private typealias Failure = ExpressionParser.Failure

  /// A model, a view or a composite type, behind its `{`.
  mutating func parseModel(_ opening: BlockOpening, closed: Int?) {
    let line = source.line(at: opening.start)
    var model = PrismaModel(name: opening.name, path: source.path, line: line, endLine: line)
    body: while true {
      switch nextLine(of: opening, closed: closed) {
      case .closed, .unclosed:
        break body
      case .blockAttribute:
        if readBlockAttribute(closed: closed, { model.apply($0, line: $1) }) { break body }
      case .content:
        if readField(of: &model, closed: closed) { break body }
      }
    }
    model.endLine = max(line, endLine())
    switch opening.keyword {
    case .view: views.append(model)
    case .type: types.append(model)
    default: models.append(model)
    }
  }

  /// Behind `@@`; true when the line closed the block.
  mutating func readBlockAttribute(
    closed: Int?,
    _ apply: (_ attribute: Attribute, _ line: Int) -> Void
  ) -> Bool {
    let start = cursor.position - 2
    let (attribute, endsBlock) = readLine(closed: closed, as: "block attribute") {
      (parser) throws(Failure) in
      try parser.tokens.attribute(at: start)
    }
    if let attribute {
      applyNotes(of: "@@\(attribute.path)", at: start)
      apply(attribute, source.line(at: start))
    }
    return endsBlock
  }

  private mutating func readField(of model: inout PrismaModel, closed: Int?) -> Bool {
    let start = cursor.position
    if cursor.byte() == Ascii.at, !model.fields.isEmpty {
      // Its field has ended; what the attribute says is kept all the same.
      let (attributes, endsBlock) = readLine(closed: closed, as: "attribute") {
        (parser) throws(Failure) in
        try parser.attributes()
      }
      if let attributes {
        fail(at: start, "an attribute on a line of its own; put it behind its field")
        applyNotes(of: "\(model.name).\(model.fields[model.fields.count - 1].name)", at: start)
        model.fields[model.fields.count - 1].apply(attributes)
      }
      return endsBlock
    }
    let (field, endsBlock) = readLine(closed: closed, as: "field") { (parser) throws(Failure) in
      try parser.field()
    }
    if let field {
      applyNotes(of: "\(model.name).\(field.name)", at: start)
      model.fields.append(field)
      if field.isID, model.id.isEmpty { model.id = [field.name] }
    }
    return endsBlock
  }

  private mutating func field() throws(Failure) -> PrismaField {
    let start = cursor.position
    guard let name = cursor.identifier() else { throw tokens.unexpected("a field or `@@`") }
    var field = PrismaField(name: name, type: "", line: source.line(at: start))
    cursor.skipSpaces()
    if cursor.byte() == Ascii.colon {
      tokens.note(at: cursor.position, "a `:` behind the name of a field; remove it")
      cursor.position += 1
      cursor.skipSpaces()
    }
    try readType(of: &field)
    if field.type.isEmpty {
      tokens.note(at: start, "the field \(name) has no type; write one behind its name")
    }
    field.apply(try attributes())
    return field
  }

  /// The base type and its `[]`, `?`; the two spellings of Prisma 1 are read with an error.
  private mutating func readType(of field: inout PrismaField) throws(Failure) {
    let start = cursor.position
    if cursor.skip(Ascii.openBracket) {
      cursor.skipSpaces()
      guard let base = cursor.identifier() else { throw tokens.unexpected("a type") }
      cursor.skipSpaces()
      guard cursor.skip(Ascii.closeBracket) else { throw tokens.unexpected("`]`") }
      tokens.note(at: start, "a list is written \(base)[]")
      field.type = base
      field.list = true
      cursor.skipSpaces()
      return
    }
    guard let base = cursor.identifier() else { return }
    field.type = base
    cursor.skipSpaces()
    if base == "Unsupported", cursor.skip(Ascii.openParenthesis) {
      cursor.skipSpaces()
      guard cursor.byte() == Ascii.quote else { throw tokens.unexpected("a string") }
      _ = try tokens.string()
      cursor.skipSpaces()
      guard cursor.skip(Ascii.closeParenthesis) else { throw tokens.unexpected("`)`") }
      field.type = cursor.text(start..<cursor.position)
      field.unsupported = true
      cursor.skipSpaces()
    }
    if cursor.byte() == Ascii.openBracket {
      cursor.position += 1
      cursor.skipSpaces()
      guard cursor.skip(Ascii.closeBracket) else { throw tokens.unexpected("`]`") }
      field.list = true
      cursor.skipSpaces()
    }
    if cursor.byte() == Ascii.question {
      if field.list {
        tokens.note(at: cursor.position, "a list cannot be optional; remove the `?`")
      }
      field.optional = true
      cursor.position += 1
      cursor.skipSpaces()
    } else if !field.list, cursor.byte() == Ascii.exclamation {
      tokens.note(at: cursor.position, "a field is required without `!`; remove it")
      cursor.position += 1
      cursor.skipSpaces()
    }
  }

  mutating func attributes() throws(ExpressionParser.Failure) -> [Attribute] {
    var attributes: [Attribute] = []
    cursor.skipSpaces()
    while cursor.byte() == Ascii.at {
      let start = cursor.position
      cursor.position += 1
      attributes.append(try tokens.attribute(at: start))
      cursor.skipSpaces()
    }
    return attributes
  }
}
