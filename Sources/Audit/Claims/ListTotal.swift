import Facts
import MarkdownTree

/// A line that gives the lines of all files of the list below it.
struct ListTotal {
  /// 1-based line of the record.
  var line: Int
  var count: Int
  /// One for each item of the list.
  var paths: [PathMention]
  /// Why it may mean something else; nil when it is understood.
  var doubt: String?

  /// Totals above lists of which every item names exactly one file.
  static func find(in context: ClaimContext) -> [ListTotal] {
    let document = context.document
    var result: [ListTotal] = []
    for index in document.nodes.indices where document.nodes[index].kind == .list {
      guard let above = context.lineAbove(list: index), context.isText(above) else { continue }
      let text = context.text(above)
      guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { continue }
      let tokens = ClaimLexer.tokens(of: text)
      guard !tokens.contains(where: { $0.path != nil }),
        let start = tokens.indices.first(where: { Quantity(tokens, at: $0) != nil }),
        let quantity = Quantity(tokens, at: start), !quantity.isAdjective
      else { continue }
      var total = ListTotal(line: above, count: quantity.count, paths: [], doubt: quantity.doubt)
      let items = document.children(of: index)
      for item in items {
        let first = ClaimLexer.tokens(of: context.text(Int(document.nodes[item].firstLine)))
        let paths = first.compactMap(\.path)
        guard paths.count == 1, !paths[0].isPattern, !paths[0].hasPlace else { break }
        total.paths.append(paths[0])
      }
      guard !items.isEmpty, total.paths.count == items.count,
        Set(total.paths).count == items.count
      else { continue }
      total.doubt = total.doubt ?? doubt(tokens, quantity, items: items.count)
      result.append(total)
    }
    return result
  }

  private static func doubt(_ tokens: [ClaimToken], _ quantity: Quantity, items: Int) -> String? {
    // Another number of lines, and it is not clear which one the list adds up to.
    let others = tokens.indices.filter { Quantity(tokens, at: $0) != nil }
    if others.count > 1 { return "the sentence is not fully understood" }
    for index in tokens.indices {
      guard let number = tokens[index].number, index + 1 < tokens.count,
        ["files", "file", "migrations", "documents", "docs", "tests", "services", "components"]
          .contains(tokens[index + 1].word ?? "")
      else { continue }
      if number != items { return "the list has \(items) files, and the sentence \(number)" }
    }
    var next = quantity.range.upperBound
    while next < tokens.count {
      switch tokens[next] {
      case .word("total"), .word("combined"), .word("altogether"), .mark(.close), .mark(.colon),
        .mark(.picture), .mark(.comma), .mark(.period):
        next += 1
      default: return "the sentence is not fully understood"
      }
    }
    return nil
  }
}
