/// What a label means, learned from what teams write; in lower case, without marks.
enum FieldRole: UInt8, Sendable {
  case workingOn, progress, next, blockers, evidence, status, agent, author, date, task, title
  /// What the reports of blockers, credentials and documentation consist of.
  case blockedOn, need, checked, topic, keyLearning, appliedTo
  /// Since when a blocker has stood.
  case since
}

/// A few roles, as the bits of a number.
struct FieldRoles: Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt32 = 0

  init(arrayLiteral roles: FieldRole...) {
    for role in roles { insert(role) }
  }

  mutating func insert(_ role: FieldRole) {
    bits |= 1 << UInt32(role.rawValue)
  }

  func contains(_ role: FieldRole) -> Bool {
    bits & 1 << UInt32(role.rawValue) != 0
  }

  func contains(_ roles: FieldRoles) -> Bool {
    bits & roles.bits == roles.bits
  }

  func intersects(_ roles: FieldRoles) -> Bool {
    bits & roles.bits != 0
  }
}

enum FieldNames {
  /// The meaning of a label; nil for the many that are the author's own.
  static func role(of label: String) -> FieldRole? {
    var label = label
    return label.withUTF8(role)
  }

  /// The same for bytes, without making a string.
  static func role(of bytes: UnsafeBufferPointer<UInt8>) -> FieldRole? {
    // No label is longer, and most lines that are no label are.
    guard bytes.count <= 80 else { return nil }
    let roles = self.roles
    switch plainHash(bytes, roles) {
    case .unknown: return nil
    case .hash(let value): return roles.role(of: value)
    case .notPlain: break
    }
    var hash = LabelHash()
    forEachNormalized(bytes) { hash.add($0) }
    return roles.role(of: hash.value)
  }

  /// Whether a label says who wrote what stands below it: "Author", and the "From" of a memo.
  static func namesAuthor(_ label: String) -> Bool {
    role(of: label) == .author || normalized(label) == "from"
  }

  /// A quick look whether a line may begin with a label that has a meaning, up to its first colon.
  static func mayBeginWithLabel(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let roles = self.roles
    var hash = LabelHash()
    var count = 0
    var needsBlank = false
    for byte in line {
      let letter = byte | 0x20
      if letter &- 0x61 < 26 || byte &- 0x30 < 10 {
        if needsBlank, count > 0 { hash.add(0x20) }
        needsBlank = false
        hash.add(letter)
        count &+= 1
        if Roles.isBeginning(count), !roles.mayBegin(with: hash.value) { return false }
        if count == Roles.beginning { return true }
      } else if byte >= 0x80 || byte == 0x28 || byte == 0x29 || byte == 0x5B || byte == 0x5D
        || byte == 0x3A
      {
        return true
      } else {
        needsBlank = true
      }
    }
    return true
  }

  private enum PlainLabel {
    case hash(UInt64)
    /// No label that has a meaning begins so.
    case unknown
    case notPlain
  }

  /// The hash of a label of ASCII without brackets, as most are.
  private static func plainHash(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ roles: Roles
  ) -> PlainLabel {
    var hash = LabelHash()
    var count = 0
    var needsBlank = false
    var isFirst = true
    for byte in bytes {
      let letter = byte | 0x20
      if letter &- 0x61 < 26 || byte &- 0x30 < 10 {
        if needsBlank {
          if !isFirst { hash.add(0x20) }
          needsBlank = false
        }
        isFirst = false
        // Digits have the bit of small letters.
        hash.add(letter)
        count &+= 1
        if Roles.isBeginning(count), !roles.mayBegin(with: hash.value) { return .unknown }
      } else if byte >= 0x80 || byte == 0x28 || byte == 0x29 || byte == 0x5B || byte == 0x5D {
        return .notPlain
      } else {
        needsBlank = true
      }
    }
    return .hash(hash.value)
  }

  /// Lower case, without anything but letters, digits and single blanks; brackets and what they hold go.
  static func normalized(_ label: String) -> String {
    String(decoding: normalizedBytes(label), as: UTF8.self)
  }

  /// The same without making a string of it.
  static func normalizedBytes(_ label: String) -> [UInt8] {
    var label = label
    return label.withUTF8 { bytes in
      [UInt8](unsafeUninitializedCapacity: bytes.count) { result, count in
        forEachNormalized(bytes) { byte in
          result[count] = byte
          count += 1
        }
      }
    }
  }

  /// Symbols, emoji and punctuation beyond ASCII separate words, by the block of their first bytes.
  private static func forEachNormalized(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (UInt8) -> Void
  ) {
    var depth = 0
    var needsBlank = false
    var isFirst = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      // Letters and digits of ASCII, as most are.
      if byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 {
        if depth == 0 {
          if needsBlank, !isFirst { body(0x20) }
          needsBlank = false
          isFirst = false
          // Digits have the bit of small letters.
          body(byte | 0x20)
        }
        index += 1
        continue
      }
      let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      var isWord = false
      switch byte {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D: depth = max(0, depth - 1)
      case 0xC3...0xDF, 0xE0...0xE1, 0xE4...0xED: isWord = true
      case 0xE3: isWord = next != 0x80
      default: break
      }
      let end = min(bytes.count, index + length)
      if !isWord {
        needsBlank = true
      } else if depth == 0 {
        if needsBlank, !isFirst { body(0x20) }
        needsBlank = false
        isFirst = false
        body(byte)
        for position in index + 1..<end {
          // Capitals of Latin-1: `PRÓXIMO`.
          let isCapital = byte == 0xC3 && (0x80...0x9E).contains(bytes[position])
          body(isCapital ? bytes[position] + 0x20 : bytes[position])
        }
      }
      index = end
    }
  }

  /// Source: Fowler, Noll, Vo: FNV-1a, 64 bits.
  private struct LabelHash {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    mutating func add(_ byte: UInt8) {
      value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
  }

  /// Open addressing by the low bits of the hash: most labels are asked for and not known.
  private struct Roles {
    /// Letters and digits by which most labels without a meaning are told; half of them tell many already.
    static let beginning = 5

    static func isBeginning(_ count: Int) -> Bool {
      count == 3 || count == beginning
    }

    private static let slots = 2_048
    private var beginnings = [Bool](repeating: false, count: 4_096)
    private var hashes = [UInt64](repeating: 0, count: slots)
    private var roles = [FieldRole?](repeating: nil, count: slots)

    private static func slot(_ hash: UInt64) -> Int {
      Int(truncatingIfNeeded: hash) & (slots - 1)
    }

    mutating func set(_ role: FieldRole, of hash: UInt64) {
      var slot = Self.slot(hash)
      while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (Self.slots - 1) }
      hashes[slot] = hash
      roles[slot] = role
    }

    mutating func setBeginning(_ hash: UInt64) {
      beginnings[Int(truncatingIfNeeded: hash) & (beginnings.count - 1)] = true
    }

    func mayBegin(with hash: UInt64) -> Bool {
      beginnings[Int(truncatingIfNeeded: hash) & (beginnings.count - 1)]
    }

    func role(of hash: UInt64) -> FieldRole? {
      var slot = Self.slot(hash)
      while hashes[slot] != 0 {
        if hashes[slot] == hash { return roles[slot] }
        slot = (slot + 1) & (Self.slots - 1)
      }
      return nil
    }
  }

  private static let roles: Roles = {
    let names: [(FieldRole, [String])] = [
      (
        .workingOn,
        [
          "working on", "currently working on", "current task", "current work", "current focus",
          "current work focus", "active work",
          "focus", "now", "in progress", "active task", "doing", "today", "wip", "current",
          "w toku", "nad czym pracuję", "dziś", "dzisiaj", "trabajando en", "en curso",
          "en progreso",
          "hoy", "tarea actual", "作業中", "進行中", "本日", "今日", "正在进行", "进行中", "当前任务",
          "aktuell", "heute", "en cours",
        ]
      ),
      (
        .progress,
        [
          "progress", "done", "completed", "accomplished", "accomplishments", "achievements",
          "what was done", "what i did", "work done", "work completed", "completed work",
          "progress summary", "changes", "changes made", "summary", "yesterday", "delivered",
          "tasks completed", "completed tasks", "what got done", "shipped", "result", "results",
          "what shipped", "what works", "what we did", "what s done", "what is done",
          "recent changes", "recently completed",
          "zrobione", "postęp", "postępy", "wykonane", "wczoraj", "co zrobiono", "progreso",
          "completado", "hecho", "avance", "avances", "ayer", "進捗", "完了", "実施内容", "作業内容", "昨日",
          "进展", "已完成", "完成", "昨天", "erledigt", "fortschritt", "gestern", "fait", "terminé",
        ]
      ),
      (
        .next,
        [
          "next", "next step", "next steps", "next action", "next actions", "next up", "moving to",
          "up next", "next task", "next tasks", "next session", "todo", "to do", "tomorrow", "plan",
          "what s next", "whats next", "what s left", "what is left", "what s left to build",
          "remaining", "remaining work", "remaining tasks", "next start plan",
          "follow up",
          "follow ups", "następne", "następny krok", "następne kroki", "dalej", "jutro",
          "plan na jutro",
          "siguiente", "siguientes pasos", "próximo", "próximos pasos", "mañana", "pendiente", "次",
          "次の作業", "次のステップ", "明日", "今後", "今後の予定", "次回", "下一步", "明天", "待办", "后续",
          "nächste schritte", "als nächstes", "morgen", "prochaines étapes", "ensuite", "demain",
        ]
      ),
      (
        .blockers,
        [
          "blockers", "blocker", "blocked", "blocked by", "blockers risks",
          "blockers and risks", "risks blockers", "blocking", "blocking issues", "active blockers",
          "current blockers", "open blockers", "impediments", "impediment", "obstacles", "stuck",
          "stuck on", "waiting on", "waiting for", "awaiting", "issues blockers", "blockers issues",
          "known blockers", "blokery", "blokada", "blokady", "przeszkody", "zablokowane",
          "bloqueos",
          "bloqueo", "bloqueado", "bloqueantes", "impedimentos", "ブロッカー", "障害", "課題", "ブロック",
          "阻塞", "阻碍", "阻塞项", "卡点", "blockaden", "hindernisse", "blocages", "bloqué",
        ]
      ),
      (.evidence, ["evidence", "proof", "evidence log", "dowody", "evidencia", "証跡", "证据"]),
      (
        .status,
        [
          "статус", "Статус", "상태", "status", "current status", "state", "estado", "stan", "状態",
          "状态", "ステータス",
        ]
      ),
      (
        .agent,
        [
          "owner", "by", "from", "assignee", "assigned to", "worker", "role", "负责人", "model",
          "responsable",
          "responsible", "odpowiedzialny", "verantwortlich",
        ]
      ),
      (
        .date,
        [
          "date", "time", "timestamp", "when", "date time", "datetime", "created", "updated",
          "written",
          "last updated", "last reviewed", "last edited", "status as of", "last update", "started",
          "start", "start time", "session date", "as of",
          "data", "fecha", "hora", "日付", "日時", "更新日", "最終更新", "日期", "时间", "更新时间", "datum",
          "last modified", "started at", "開始日時", "実行日時", "作成日", "开始时间", "创建日期", "更新日期",
          "utworzono", "zaktualizowano", "ostatnia aktualizacja", "fecha de inicio",
          "última actualización", "session started", "session start", "effective", "generated",
          "дата", "Дата", "날짜",
        ]
      ),
      (
        .task,
        [
          "task", "task id", "tasks", "ticket", "issue", "task ids", "zadanie", "tarea", "タスク",
          "任务",
        ]
      ),
      (
        .author,
        [
          "agent", "author", "reported by", "raised by", "agente", "autor", "担当", "担当者", "作成者",
          "作者",
        ]
      ),
      (
        .since,
        [
          "since", "blocked since", "reported", "date reported", "reported on", "discovered",
          "opened", "raised", "first seen", "identified", "date identified", "od", "desde", "seit",
        ]
      ),
      (.blockedOn, ["blocked on"]),
      (.need, ["need"]),
      (.checked, ["checked"]),
      (.topic, ["topic", "topics"]),
      (.keyLearning, ["key learning", "key learnings", "learning", "learnings"]),
      (.appliedTo, ["applied to", "applied", "applies to"]),
      (.title, ["title", "subject", "tytuł", "título", "タイトル", "件名", "标题"]),
    ]
    var roles = Roles()
    for (role, labels) in names {
      for label in labels {
        var hash = LabelHash()
        var letters = 0
        for byte in label.utf8 {
          hash.add(byte)
          if byte != 0x20 { letters += 1 }
          if Roles.isBeginning(letters), byte != 0x20 { roles.setBeginning(hash.value) }
        }
        roles.set(role, of: hash.value)
      }
    }
    return roles
  }()
}
