extension Vault {
  /// The places that fit what is needed.
  ///
  /// A key's name decides where it is given. Else every word of the need that tells one credential from another
  /// has to stand in the place's name: "found" for something else would stop an agent from asking.
  ///
  /// - Parameters:
  ///   - need: the credential in words, such as `Supabase anon key`.
  ///   - service: the service's name; nil looks at all.
  ///   - key: the key's name, whatever its case and separators; nil goes by the words of the need.
  /// - Returns: in the vault's order, those with a placeholder included.
  package func places(need: String, service: String?, key: String?) -> [Place] {
    let ofService = service.map { wanted in
      places.filter { place in
        place.path.split(separator: "/").contains { Self.folded($0) == Self.folded(wanted) }
          || Self.words(of: place.service).contains(Self.folded(wanted))
      }
    }
    let candidates = ofService ?? places
    if let key {
      let wanted = Self.folded(key)
      return candidates.filter { place in
        guard let name = place.key else { return Self.folded(Self.stem(of: place.path)) == wanted }
        let last = name.split(separator: ".").last ?? ""
        return Self.folded(name) == wanted || Self.folded(last) == wanted
      }
    }
    let distinguishing = Self.words(of: need).subtracting(Self.generalWords)
    // Without a service, nothing but general words would fit everything.
    if distinguishing.isEmpty { return service == nil ? [] : candidates }
    return candidates.filter { place in
      let names = Self.words(of: place.path).union(Self.words(of: place.key ?? ""))
      return distinguishing.isSubset(of: names)
    }
  }

  /// Words that every credential's name may have.
  private static let generalWords: Set<String> = [
    "key", "keys", "token", "tokens", "secret", "secrets", "credential", "credentials", "creds",
    "value", "login", "access", "password", "the", "a", "an", "for", "our", "of", "to", "and", "in",
    "my", "valid", "new", "some",
  ]

  private static func stem(of path: String) -> Substring {
    let name = path.split(separator: "/").last ?? ""
    return name.prefix { $0 != "." }
  }

  private static func folded(_ text: some StringProtocol) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// `SUPABASE_ANON_KEY` and `supabaseAnonKey` → supabase, anon, key.
  private static func words(of text: String) -> Set<String> {
    var result: Set<String> = []
    var word = ""
    var previousIsLower = false
    for character in text {
      if character.isLetter || character.isNumber {
        if character.isUppercase, previousIsLower {
          result.insert(word)
          word = ""
        }
        previousIsLower = character.isLowercase
        word += character.lowercased()
      } else {
        if !word.isEmpty { result.insert(word) }
        word = ""
        previousIsLower = false
      }
    }
    if !word.isEmpty { result.insert(word) }
    return result
  }
}
