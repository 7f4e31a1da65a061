internal import Facts

/// What the two built-in commands must be told of a schema.
enum PrismaSchemaArgument {
  /// `--schema …` relative to the working folder; empty where Prisma looks by itself.
  static func of(_ paths: [String], folder: String) -> [String] {
    guard let first = paths.first else { return [] }
    let path = paths.count == 1 ? first : commonFolder(paths)
    let relative = relativePath(path, from: folder)
    let found = ["prisma/schema.prisma", "schema.prisma"]
    return found.contains(relative) ? [] : ["--schema", relative]
  }

  /// The variables that the datasources read with `env("…")`.
  static func variables(of schema: PrismaSchema) -> [String] {
    schema.datasources.flatMap(\.properties).filter { $0.text.hasPrefix("env") }.flatMap(\.strings)
  }

  private static func commonFolder(_ paths: [String]) -> String {
    var common = paths[0].split(separator: "/").dropLast()
    for path in paths.dropFirst() {
      let parts = path.split(separator: "/").dropLast()
      common = common.prefix(zip(common, parts).prefix { $0 == $1 }.count)
    }
    return common.isEmpty ? "." : common.joined(separator: "/")
  }

  private static func relativePath(_ path: String, from folder: String) -> String {
    guard folder != "." else { return path }
    let target = path.split(separator: "/")
    let base = folder.split(separator: "/")
    let shared = zip(target, base).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: base.count - shared)
    let parts = steps + target.dropFirst(shared).map(String.init)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
