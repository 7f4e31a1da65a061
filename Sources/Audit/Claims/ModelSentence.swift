/// A sentence about a model of the Prisma schema: on which lines it stands, or in which database schema.
struct ModelSentence: Equatable {
  var name: String
  /// Stands for every model.
  static let all = "*"
  /// `(lines 10-42)`; nil for a sentence about `@@schema`.
  var lines: ClosedRange<Int>?
  /// Of `@@schema("…")`; nil for a sentence about lines.
  var schema: String?

  /// Finds `Name model (lines 10-42)`, `Model Name (lines 10-42)` and `Name … with @@schema("public")`.
  ///
  /// - Returns: the sentences, in the order of the line.
  static func find(in line: String) -> [ModelSentence] {
    let words = SchemaWords(line).words
    var found: [ModelSentence] = []
    for index in words.indices {
      if let (name, lines) = lines(in: words, at: index) {
        found.append(ModelSentence(name: name, lines: lines))
      } else if case .schema(let schema) = words[index], let name = owner(in: words, of: index) {
        found.append(ModelSentence(name: name, schema: schema))
      }
    }
    return found
  }

  /// `(lines 10-42` with the name of a model before it; what follows is a bracket or another fact.
  private static func lines(in words: [SchemaWords.Word], at index: Int)
    -> (name: String, lines: ClosedRange<Int>)?
  {
    guard index + 5 < words.count, words[index] == .mark("("), words[index + 1].isWord("lines"),
      case .number(let first) = words[index + 2], words[index + 3] == .mark("-"),
      case .number(let last) = words[index + 4], 1 <= first, first <= last,
      words[index + 5] == .mark(")") || words[index + 5] == .mark(","),
      let name = model(endingBefore: index, in: words, named: true)
    else { return nil }
    return (name, first...last)
  }

  private static let verbs: Set<String> = [
    "with", "has", "have", "includes", "including", "uses", "carries", "carry",
  ]

  /// The model that `with`, `has` or a colon ties to `@@schema`.
  private static func owner(in words: [SchemaWords.Word], of index: Int) -> String? {
    guard index >= 2 else { return nil }
    switch words[index - 1] {
    case .mark(":"): break
    case .word(let word) where verbs.contains(word): break
    default: return nil
    }
    if index >= 3, words[index - 2].isWord("models") || words[index - 2].isWord("model"),
      ["all", "every", "both"].contains(where: words[index - 3].isWord)
    {
      return all
    }
    if words[index - 1].isWord("have") || words[index - 1].isWord("carry") { return nil }
    var end = index - 1
    if words[end - 1] == .mark(")") {
      guard let open = words[..<end].lastIndex(of: .mark("(")) else { return nil }
      end = open
    }
    return model(endingBefore: end, in: words, named: false)
  }

  /// `Name model`, `model Name`; with `named` false also a name alone.
  private static func model(endingBefore index: Int, in words: [SchemaWords.Word], named: Bool)
    -> String?
  {
    guard index >= 1 else { return nil }
    let last = words[index - 1]
    if last.isWord("model") {
      guard index >= 2 else { return nil }
      return words[index - 2].name
    }
    guard let name = last.name else { return nil }
    return !named || index >= 2 && words[index - 2].isWord("model") ? name : nil
  }
}
