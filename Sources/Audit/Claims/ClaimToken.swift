/// A piece of a sentence that may hold a claim.
enum ClaimToken: Equatable {
  case path(PathMention)
  /// A whole number, with or without commas between its groups of three digits.
  case number(Int)
  /// Letters and what is written together with them, in lower case.
  case word(String)
  case mark(Mark)

  enum Mark: Equatable {
    case open, close, comma, semicolon, colon, period, question
    case plus, minus, tilde, approximately, arrow, slash, bar, equals
    /// A dash between words, with blanks around it or longer than a hyphen.
    case dash
    /// A symbol or picture that says nothing about a number.
    case picture
    /// Anything else.
    case other
  }

  var word: String? {
    if case .word(let word) = self { word } else { nil }
  }

  var number: Int? {
    if case .number(let number) = self { number } else { nil }
  }

  var path: PathMention? {
    if case .path(let path) = self { path } else { nil }
  }
}

/// A path as a sentence writes it.
struct PathMention: Equatable, Hashable {
  /// Without marks around it, without `./` and without the place behind it.
  var path: String
  /// A place in the file stands behind it: `file.swift:12`.
  var hasPlace = false

  /// Several files at once, or a folder.
  var isPattern: Bool {
    path.utf8.last == UInt8(ascii: "/")
      || path.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "{") }
  }

  /// The last part of the path.
  var name: Substring {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] }
      ?? path[...]
  }

  /// A path when the text looks like one; nil for a sentence, an address, a number.
  init?(_ text: some StringProtocol) {
    var text = Substring(text)
    while let last = text.utf8.last, Self.trailing.contains(last) { text = text.dropLast() }
    guard !text.isEmpty, text.utf8.count <= 1_024, text.firstRange(of: "://") == nil else {
      return nil
    }
    if let place = Self.place(in: text) {
      text = text[..<place]
      hasPlace = true
    }
    while text.hasPrefix("./") { text = text.dropFirst(2) }
    path = String(text)
    guard Self.isPath(path, name: name) else { return nil }
  }

  private static let trailing = Set(".:!?,;".utf8)

  /// Where `:12`, `:12-40` or `#L12` begins behind a path.
  private static func place(in text: Substring) -> String.Index? {
    guard let mark = text.lastIndex(where: { $0 == ":" || $0 == "#" }) else { return nil }
    let behind = text[text.index(after: mark)...]
    let isPlace =
      !behind.isEmpty
      && behind.utf8.allSatisfy {
        (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "L")
      }
    guard isPlace else { return nil }
    return place(in: text[..<mark]) ?? mark
  }

  private static func isPath(_ path: String, name: Substring) -> Bool {
    if path.utf8.contains(where: { $0 < 0x20 }) { return false }
    if path.utf8.last == UInt8(ascii: "/") {
      // `w/` is a word.
      return path.utf8.count > 2
    }
    if path.utf8.contains(UInt8(ascii: "*")) { return path.utf8.contains(UInt8(ascii: ".")) }
    if wholeNames.contains(String(name)) { return true }
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = name[name.utf8.index(after: dot)...].utf8
    let stem = name[..<dot].utf8
    guard (1...12).contains(ending.count), ending.allSatisfy(isLetterOrDigit),
      ending.contains(where: { !(0x30...0x39).contains($0) })
    else { return false }
    // `v1.2b`, `2.5kb` and `i.e` are no files.
    if !path.utf8.contains(UInt8(ascii: "/")) {
      if stem.count < 2 && !stem.isEmpty { return false }
      if stem.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }), !stem.isEmpty {
        return false
      }
    }
    return true
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// Names of files that have no ending.
  private static let wholeNames: Set<String> = [
    "Dockerfile", "Makefile", "Gemfile", "Rakefile", "Procfile", "Caddyfile", "Jenkinsfile",
    "Justfile", "Podfile", "Vagrantfile", "LICENSE", "CODEOWNERS", "README", "CHANGELOG",
  ]
}
