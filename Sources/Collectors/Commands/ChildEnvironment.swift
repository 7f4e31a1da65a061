/// What a child process sees of the environment: a short list, and what its configuration names.
enum ChildEnvironment {
  /// Where programs and their caches are, and how text is written: nothing secret.
  private static let allowed = [
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
  ]

  /// `names` are further variables, passed on where they are set.
  static func make(from environment: [String: String], adding names: [String]) -> [String: String] {
    var result: [String: String] = ["NO_COLOR": "1", "TERM": "dumb"]
    for name in allowed + names {
      if let value = environment[name] { result[name] = value }
    }
    return result
  }

  /// Keeps Prisma and npm from asking, installing, and telling of updates.
  static let quietPrisma = [
    "CHECKPOINT_DISABLE": "1",
    "PRISMA_HIDE_UPDATE_MESSAGE": "1",
    "npm_config_yes": "false",
    "npm_config_update_notifier": "false",
  ]
}
