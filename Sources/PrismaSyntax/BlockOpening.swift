/// The first line of a block, up to its `{`.
struct BlockOpening {
  enum Keyword: CaseIterable {
    case model, type, view, `enum`, datasource, generator

    var word: StaticString {
      switch self {
      case .model: "model"
      case .type: "type"
      case .view: "view"
      case .enum: "enum"
      case .datasource: "datasource"
      case .generator: "generator"
      }
    }
  }

  var keyword: Keyword
  var name: String
  /// The offset of the keyword.
  var start: Int
}

extension Cursor {
  /// Where a block is opened here: after its keyword, its name and `{`; else nil, and nothing
  /// skipped.
  ///
  /// No space is needed behind the keyword: `modelA {` opens `A`.
  mutating func openBlock() -> BlockOpening? {
    let start = position
    for keyword in BlockOpening.Keyword.allCases where skip(word: keyword.word) {
      skipSpaces()
      if let name = identifier() {
        skipSpaces()
        if skip(Ascii.openBrace) {
          return BlockOpening(keyword: keyword, name: name, start: start)
        }
      }
      break
    }
    position = start
    return nil
  }

  /// A block is opened here.
  var atBlockOpening: Bool {
    var scout = self
    return scout.openBlock() != nil
  }

  /// `type Name =` stands here.
  var atTypeAlias: Bool {
    var scout = self
    guard scout.skip(word: "type") else { return false }
    scout.skipSpaces()
    guard scout.identifier() != nil else { return false }
    scout.skipSpaces()
    return scout.byte() == Ascii.equals
  }
}
