/// What a label means, learned from what teams write; in lower case, without marks.
enum FieldRole: Sendable {
  case workingOn, progress, next, blockers, evidence, status, agent, date, task, title
}

enum FieldNames {
  /// The meaning of a label; nil for the many that are the author's own.
  static func role(of label: String) -> FieldRole? {
    roles[normalized(label)]
  }

  /// Lower case, without anything but letters, digits and single blanks; brackets and what they hold go.
  static func normalized(_ label: String) -> String {
    var result: [UInt8] = []
    var depth = 0
    var needsBlank = false
    for byte in label.utf8 {
      switch byte {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D: depth = max(0, depth - 1)
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x80...0xFF:
        guard depth == 0 else { continue }
        if needsBlank, !result.isEmpty { result.append(0x20) }
        needsBlank = false
        result.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
      default: needsBlank = true
      }
    }
    let text = String(decoding: result, as: UTF8.self)
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    // Marks beyond ASCII are told from letters by Unicode; only such labels pay for it.
    let letters = text.lowercased().unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || scalar.value == 0x20 || (0x30...0x39).contains(scalar.value)
        ? Character(scalar) : " "
    }
    return String(letters).split(separator: " ").joined(separator: " ")
  }

  private static let roles: [String: FieldRole] = {
    let names: [(FieldRole, [String])] = [
      (
        .workingOn,
        [
          "working on", "currently working on", "current task", "current work", "current focus",
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
          "what s next", "whats next", "remaining", "remaining work", "next start plan",
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
          "blockers", "blocker", "blocked", "blocked on", "blocked by", "blockers risks",
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
      (.status, ["status", "current status", "state", "estado", "stan", "状態", "状态", "ステータス"]),
      (
        .agent,
        [
          "agent", "author", "owner", "by", "from", "assignee", "assigned to", "worker", "role",
          "reported by", "agente", "autor", "担当", "担当者", "作成者", "作者", "负责人", "model",
        ]
      ),
      (
        .date,
        [
          "date", "time", "timestamp", "when", "date time", "datetime", "created", "updated",
          "last updated", "last update", "started", "start", "start time", "session date", "as of",
          "data", "fecha", "hora", "日付", "日時", "更新日", "最終更新", "日期", "时间", "更新时间", "datum",
          "last modified", "started at", "session start", "effective", "generated",
        ]
      ),
      (
        .task,
        [
          "task", "task id", "tasks", "ticket", "issue", "task ids", "zadanie", "tarea", "タスク",
          "任务",
        ]
      ),
      (.title, ["title", "subject", "topic", "tytuł", "título", "タイトル", "件名", "标题"]),
    ]
    var roles: [String: FieldRole] = [:]
    for (role, labels) in names {
      for label in labels { roles[label] = role }
    }
    return roles
  }()
}
