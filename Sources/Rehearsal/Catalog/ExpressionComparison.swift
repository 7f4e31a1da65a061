internal import PostgresSyntax

/// Compares an expression as a file writes it with what the catalog prints of it.
enum ExpressionComparison: Equatable {
  case same, different
  /// Both texts may mean the same; only the server could tell.
  case unknown

  init(stated: String?, actual: String?) {
    switch (stated, actual) {
    case (nil, nil): self = .same
    case (nil, _), (_, nil): self = .different
    case (let stated?, let actual?):
      if stated == actual {
        self = .same
        return
      }
      guard let mine = CanonicalExpression.text(of: stated),
        let theirs = CanonicalExpression.text(of: actual)
      else {
        self = .unknown
        return
      }
      let left = Self.tokens(mine)
      let right = Self.tokens(theirs)
      if left.elementsEqual(right, by: Self.means) {
        self = .same
      } else {
        // A constant never means the same as a condition.
        self = Self.isConstant(left) || Self.isConstant(right) ? .different : .unknown
      }
    }
  }

  private static func isConstant(_ tokens: [String]) -> Bool {
    tokens.count == 1
      && (tokens[0] == "true" || tokens[0] == "false" || tokens[0] == "null"
        || tokens[0].first == "'" || tokens[0].first?.isNumber == true)
  }

  /// The catalog adds the table to a column's name, and leaves a schema on the search path out.
  private static func means(_ left: String, _ right: String) -> Bool {
    left == right || right.hasSuffix(".\(left)") || left.hasSuffix(".\(right)")
  }

  /// Tokens without what the catalog adds: casts, names of result columns, its spelling of IN and LIKE.
  static func tokens(_ text: String) -> [String] {
    var tokens = withoutCasts(scanned(text))
    for (long, short) in rewritings {
      while let place = place(of: long, in: tokens) {
        tokens.replaceSubrange(place, with: short)
      }
    }
    return withoutAliases(closingLists(unqualifiedSequences(tokens)))
  }

  private static let rewritings: [(long: [String], short: [String])] = [
    (["=", "any", "(", "array", "["], ["in", "(", "["]),
    (["<>", "all", "(", "array", "["], ["not", "in", "(", "["]),
    (["not", "ilike"], ["!~~*"]), (["not", "like"], ["!~~"]),
    (["ilike"], ["~~*"]), (["like"], ["~~"]), (["!="], ["<>"]),
    (["current_timestamp"], ["now", "(", ")"]),
  ]

  private static func place(of needle: [String], in tokens: [String]) -> Range<Int>? {
    guard tokens.count >= needle.count else { return nil }
    return (0...(tokens.count - needle.count)).first { start in
      tokens[start..<start + needle.count].elementsEqual(needle)
    }.map { $0..<$0 + needle.count }
  }

  /// `in ( [ a , b ] )` becomes `in ( a , b )`.
  private static func closingLists(_ tokens: [String]) -> [String] {
    var result: [String] = []
    var open: [Bool] = []
    for token in tokens {
      switch token {
      case "[":
        let isList = result.last == "(" && result.dropLast().last == "in"
        open.append(isList)
        if !isList { result.append(token) }
      case "]": if open.popLast() != true { result.append(token) }
      default: result.append(token)
      }
    }
    return result
  }

  private static func withoutAliases(_ tokens: [String]) -> [String] {
    var result: [String] = []
    var index = 0
    while index < tokens.count {
      if tokens[index] == "as", index + 1 < tokens.count {
        index += 2
      } else {
        result.append(tokens[index])
        index += 1
      }
    }
    return result
  }

  /// `nextval('public.orders_id_seq')` names the sequence as `nextval('orders_id_seq')` does.
  private static func unqualifiedSequences(_ tokens: [String]) -> [String] {
    var result = tokens
    for index in tokens.indices.dropFirst(2)
    where tokens[index - 2] == "nextval" && tokens[index].first == "'" {
      let name = tokens[index].dropFirst().dropLast().split(separator: ".").last ?? ""
      result[index] = "'\(name.replacing("\"", with: ""))'"
    }
    return result
  }

  private static let typeWords: Set<String> = [
    "varying", "precision", "with", "without", "time", "zone",
  ]

  /// Takes `::type` away, whatever the type is made of.
  private static func withoutCasts(_ tokens: [String]) -> [String] {
    var result: [String] = []
    var index = 0
    while index < tokens.count {
      guard tokens[index] == "::" else {
        result.append(tokens[index])
        index += 1
        continue
      }
      index += 2
      while index < tokens.count, typeWords.contains(tokens[index]) { index += 1 }
      if index < tokens.count, tokens[index] == "(" {
        while index < tokens.count, tokens[index] != ")" { index += 1 }
        index += 1
      }
      while index < tokens.count, typeWords.contains(tokens[index]) { index += 1 }
      while index + 1 < tokens.count, tokens[index] == "[", tokens[index + 1] == "]" { index += 2 }
    }
    return result
  }

  private static func scanned(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var tokens: [String] = []
    var index = 0
    func take(_ end: Int) {
      tokens.append(String(decoding: bytes[index..<end], as: UTF8.self))
      index = end
    }
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x20, 0x09...0x0D: index += 1
      case UInt8(ascii: "'"): take(quotedEnd(bytes, index))
      case let byte where isWord(byte) || byte == UInt8(ascii: "\""):
        let end = nameEnd(bytes, index)
        let name = String(decoding: bytes[index..<end], as: UTF8.self)
        index = end
        tokens.append(name.contains("\"") ? name.replacing("\"", with: "") : name.lowercased())
      case let byte where isOperator(byte):
        var end = index + 1
        while end < bytes.count, isOperator(bytes[end]) { end += 1 }
        take(end)
      default: take(index + 1)
      }
    }
    return tokens
  }

  /// Behind a quoted text that begins at an index; doubled quotes are part of it.
  private static func quotedEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == bytes[start] {
        guard index + 1 < bytes.count, bytes[index + 1] == bytes[start] else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return index
  }

  /// Behind a name with its qualifiers, or a number.
  private static func nameEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        index = quotedEnd(bytes, index)
      } else if isWord(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
      || byte == UInt8(ascii: "$") || byte >= 0x80
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    "+-*/<>=~!@#%^&|`?:".utf8.contains(byte)
  }
}
