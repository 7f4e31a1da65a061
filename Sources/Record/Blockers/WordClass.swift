/// What a word can mean in a sentence about waiting; a word may mean several things.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt64

  /// Says that there is none: "none", "brak", 无.
  static let none = WordClass(rawValue: 1 << 0)
  /// Turns the next words into their contrary: "not", "no", "without".
  static let negation = WordClass(rawValue: 1 << 1)
  /// The thing that stands in the way: "blocker", "impediment".
  static let blocker = WordClass(rawValue: 1 << 2)
  /// The state: "blocked", "stuck".
  static let blocked = WordClass(rawValue: 1 << 3)
  /// Standing in the way of others: "blocks", "blocking".
  static let blocks = WordClass(rawValue: 1 << 4)
  static let unblocked = WordClass(rawValue: 1 << 5)
  static let resolved = WordClass(rawValue: 1 << 6)
  static let complete = WordClass(rawValue: 1 << 7)
  /// "awaiting", "waiting", "wartet".
  static let wait = WordClass(rawValue: 1 << 8)
  /// Not yet there, without saying that somebody waits: "pending".
  static let pending = WordClass(rawValue: 1 << 9)
  /// "paused", "on hold", "deferred".
  static let hold = WordClass(rawValue: 1 << 10)
  static let need = WordClass(rawValue: 1 << 11)
  /// What somebody has to do: "must", "needs to".
  static let must = WordClass(rawValue: 1 << 12)
  static let cannot = WordClass(rawValue: 1 << 13)
  static let approval = WordClass(rawValue: 1 << 14)
  /// What one may wait for without being held up: a review, the next assignment.
  static let routine = WordClass(rawValue: 1 << 15)
  static let decision = WordClass(rawValue: 1 << 16)
  static let credential = WordClass(rawValue: 1 << 17)
  static let question = WordClass(rawValue: 1 << 18)
  static let past = WordClass(rawValue: 1 << 19)
  static let conditional = WordClass(rawValue: 1 << 20)
  /// Makes "block" mean something else: "code", "CORS", "firewall".
  static let otherSense = WordClass(rawValue: 1 << 21)
  /// Rules about blockers, not a blocker: "protocol", "policy".
  static let rule = WordClass(rawValue: 1 << 22)
  /// A preposition that leads from a state to its reason: "by", "on", "for", "until".
  static let link = WordClass(rawValue: 1 << 23)
  /// Who takes care: "owner", "assigned".
  static let owner = WordClass(rawValue: 1 << 24)
  /// Says that it goes on: "still", "remaining", "active".
  static let still = WordClass(rawValue: 1 << 25)
  /// Work as the subject that is held up: "task", "testing", "we".
  static let work = WordClass(rawValue: 1 << 26)
  /// A label whose value says how things stand: "status", "progress".
  static let status = WordClass(rawValue: 1 << 27)
  /// A label for what comes next.
  static let next = WordClass(rawValue: 1 << 28)
  /// Answers to what was asked: "answered", "decided", "granted".
  static let answered = WordClass(rawValue: 1 << 29)
  /// Somebody outside the team, by role: "owner", "client", "legal".
  static let role = WordClass(rawValue: 1 << 30)
  static let risk = WordClass(rawValue: 1 << 31)
  static let or = WordClass(rawValue: 1 << 32)
  static let ask = WordClass(rawValue: 1 << 33)
  static let to = WordClass(rawValue: 1 << 34)
  /// "I", "we", "my": the writer.
  static let selfReference = WordClass(rawValue: 1 << 35)
  /// A label for what was done about it: "resolution", "solution".
  static let resolution = WordClass(rawValue: 1 << 36)
  /// A label for what is wrong: "issue", "problem", "root cause".
  static let issue = WordClass(rawValue: 1 << 37)
  static let failed = WordClass(rawValue: 1 << 38)
  /// What one waits for when there is nothing left to do: the next task, new directions.
  static let idle = WordClass(rawValue: 1 << 39)
  /// A label for a detail of a blocker: "impact", "severity".
  static let detail = WordClass(rawValue: 1 << 40)
  /// Going on: "proceed", "continue".
  static let proceed = WordClass(rawValue: 1 << 41)

  /// What somebody is to do: "action items".
  static let action = WordClass(rawValue: 1 << 42)
  /// "until", which leads to the one who acts.
  static let until = WordClass(rawValue: 1 << 43)

  /// Whatever words mean, where nobody looked.
  static let any = WordClass(rawValue: .max)

  /// Words that make a line worth reading; everything else is looked at only beside them.
  static let triggers: WordClass = [
    .blocker, .blocked, .unblocked, .wait, .pending, .hold, .cannot, .decision, .approval,
    .credential, .question, .ask, .need, .answered,
  ]

  /// Words that say something only about a task that is named, or as a status.
  static let accompanied: WordClass = [.resolved, .complete, .action]
}
