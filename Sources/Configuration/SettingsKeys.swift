/// Every key that a configuration may hold, by the place where it stands.
enum SettingsKeys {
  static let root = [
    "cadence", "agents", "people", "paths", "commands", "checklist", "waivers", "rehearsal",
  ]
  static let agent = ["name", "direction", "paths"]
  static let person = ["name", "roles"]
  static let paths = [
    "feedback", "migrations", "schema", "directions", "vault", "deployment", "templates",
    "artifacts", "allowOutside",
  ]
  static let command = [
    "run", "folder", "timeout", "exitCodes", "contains", "lacks", "environment",
  ]
  static let checklistItem = ["item", "rule"]
  static let waiver = ["rule", "object", "reason"]
  static let rehearsal = ["prelude", "supabase"]

  /// Where else a key stands, as a person would say it; nil when it stands nowhere.
  static func home(of key: String) -> String? {
    if root.contains(key) { return "at the top of the file" }
    if paths.contains(key) { return "below `paths`" }
    if command.contains(key) { return "below a command" }
    if rehearsal.contains(key) { return "below `rehearsal`" }
    return nil
  }
}
