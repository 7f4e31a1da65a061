internal import Facts

extension FileParser {
  /// An enum, behind its `{`.
  mutating func parseEnum(_ opening: BlockOpening, closed: Int?) {
    let line = source.line(at: opening.start)
    var result = PrismaEnum(name: opening.name, path: source.path, line: line, endLine: line)
    body: while true {
      switch nextLine(of: opening, closed: closed) {
      case .closed, .unclosed:
        break body
      case .blockAttribute:
        let ends = readBlockAttribute(closed: closed) { attribute, _ in
          switch attribute.path {
          case "map" where result.map == nil: result.map = attribute.first(or: "name")?.string
          case "schema" where result.schema == nil:
            result.schema = attribute.first(or: "map")?.string
          default: break
          }
        }
        if ends { break body }
      case .content:
        let start = cursor.position
        let (value, ends) = readLine(closed: closed, as: "enum value") {
          (parser) throws(ExpressionParser.Failure) in
          try parser.enumValue()
        }
        if let value {
          applyNotes(of: "\(result.name).\(value.name)", at: start)
          result.values.append(value)
        }
        if ends { break body }
      }
    }
    result.endLine = max(line, endLine())
    enums.append(result)
  }

  private mutating func enumValue() throws(ExpressionParser.Failure) -> PrismaEnum.Value {
    let line = source.line(at: cursor.position)
    guard let name = cursor.identifier() else { throw tokens.unexpected("a value or `@@`") }
    let attributes = try attributes()
    let map = attributes.first { $0.path == "map" }?.first(or: "name")?.string
    return PrismaEnum.Value(name: name, map: map, line: line)
  }

  /// A `datasource` or a `generator`, behind its `{`.
  mutating func parseConfiguration(_ opening: BlockOpening, closed: Int?) {
    let line = source.line(at: opening.start)
    var block = PrismaConfigurationBlock(
      name: opening.name,
      path: source.path,
      line: line,
      endLine: line
    )
    body: while true {
      let next = nextLine(of: opening, closed: closed)
      if case .closed = next { break }
      if case .unclosed = next { break }
      if case .blockAttribute = next { cursor.position -= 2 }
      let start = cursor.position
      let (property, ends) = readLine(closed: closed, as: "property") {
        (parser) throws(ExpressionParser.Failure) in
        try parser.property()
      }
      if let property {
        applyNotes(of: "\(block.name).\(property.name)", at: start)
        block.properties.append(property)
      }
      if ends { break }
    }
    block.endLine = max(line, endLine())
    if opening.keyword == .datasource {
      datasources.append(block)
    } else {
      generators.append(block)
    }
  }

  private mutating func property() throws(ExpressionParser.Failure)
    -> PrismaConfigurationBlock.Property
  {
    let start = cursor.position
    let line = source.line(at: start)
    guard let name = cursor.identifier() else { throw tokens.unexpected("`name = value`") }
    cursor.skipSpaces()
    guard cursor.skip(Ascii.equals) else { throw tokens.unexpected("`=`") }
    cursor.skipSpaces()
    if cursor.atEnd || cursor.atNewline || cursor.atLineComment {
      tokens.note(at: start, "\(name) has no value; write one behind the `=`")
      return .init(name: name, text: "", strings: [], line: line)
    }
    let value = try tokens.expression()
    return .init(name: name, text: value.text, strings: value.strings, line: line)
  }
}
