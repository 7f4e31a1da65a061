/// What people are asked to allow, and what is said once it is done: approval to "deploy", then "deployed".
enum PermittedAct: Int, Sendable, CaseIterable {
  case apply, deploy, merge, publish, release, send, delete, execute

  /// The first of its words says that it was done; the others ask for it.
  private var words: String {
    switch self {
    case .apply: "applied apply applying application"
    case .deploy: "deployed deploy deploying deployment"
    case .merge: "merged merge merging"
    case .publish: "published publish publishing publication"
    case .release: "released release releasing"
    case .send: "sent send sending"
    case .delete: "deleted delete deleting deletion"
    case .execute: "executed execute executing execution"
    }
  }

  /// What a sentence says was done; nil when it denies it, or says it of the future.
  init?(doneIn tokens: [Token]) {
    for index in tokens.indices {
      guard Self.pasts.contains(tokens[index].hash),
        let act = Self.byPast[tokens[index].hash]
      else { continue }
      let around = tokens[max(0, index - 4)..<index]
      guard
        !around.contains(where: { $0.has(Self.undone) || Self.future.contains($0.hash) })
      else { continue }
      self = act
      return
    }
    return nil
  }

  /// Whether words ask for it.
  func isAsked(in words: SignificantWords) -> Bool {
    let mine = Self.asking[rawValue]
    return words.hashes.contains { mine.contains($0) }
  }

  private static let undone: WordClass = [
    .negation, .conditional, .wait, .pending, .must, .need, .approval,
  ]
  private static let future = WordSet(["be", "being", "getting", "will", "ready"])

  private static let pasts = WordSet(allCases.map { String($0.words.prefix { $0 != " " }) })
  private static let byPast: [UInt64: PermittedAct] = Dictionary(
    uniqueKeysWithValues: allCases.map { (hashes(of: $0)[0], $0) }
  )

  /// By their numbers.
  private static let asking: [[UInt64]] = allCases.map { Array(hashes(of: $0).dropFirst()) }

  private static func hashes(of act: PermittedAct) -> [UInt64] {
    act.words.split(separator: " ").map { FoldedHash.of($0) }
  }
}
