/// Variables that keep Prisma and npm from asking, installing, and telling of updates.
enum QuietPrisma {
  static let environment = [
    "CHECKPOINT_DISABLE": "1",
    "PRISMA_HIDE_UPDATE_MESSAGE": "1",
    "npm_config_yes": "false",
    "npm_config_update_notifier": "false",
  ]
}
