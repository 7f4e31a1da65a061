import Facts

/// What a program is called, whatever path leads to it.
enum ProgramName {
  /// The name without folders and version; nil when a variable decides it.
  static func of(_ word: ShellWord) -> String? {
    var name = Substring(word.value)
    if let range = lastPackage(in: word.value) {
      name = range
    } else if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")), !name.hasPrefix("@") {
      name = name[name.index(after: slash)...]
    }
    if let at = name.dropFirst().utf8.lastIndex(of: UInt8(ascii: "@")) { name = name[..<at] }
    if word.isOpen, name.utf8.contains(UInt8(ascii: "$")) { return nil }
    if let scope = name.firstIndex(of: "/"), name.hasPrefix("@") {
      // `@mikro-orm/cli` is started by its package's name.
      let package = name[name.index(after: scope)...]
      return package == "cli" ? String(name[..<scope].dropFirst()) : String(package)
    }
    return String(name)
  }

  /// `prisma` of `node_modules/.bin/prisma` and of `node_modules/prisma/build/index.js`.
  private static func lastPackage(in path: String) -> Substring? {
    let parts = path.split(separator: "/")
    guard let place = parts.lastIndex(of: "node_modules"), place + 1 < parts.count else {
      return nil
    }
    let isBinary = parts[place + 1] == ".bin" || parts[place + 1].hasPrefix("@")
    let index = place + (isBinary ? 2 : 1)
    return index < parts.count ? parts[index] : nil
  }

  private static let deploymentWords: Set<String> = [
    "migrate", "migrates", "migration", "migrations", "migrator", "deploy", "deployment", "release",
    "predeploy", "postdeploy", "prerelease", "schema", "db", "database",
  ]

  /// Whether a file's name tells that it does more at a deployment than run the application.
  static func isDeployment(_ path: String) -> Bool {
    guard let name = path.split(separator: "/").last else { return false }
    let words = name.lowercased().utf8.split {
      !(0x61...0x7A).contains($0)
    }
    return words.contains { deploymentWords.contains(String(decoding: $0, as: UTF8.self)) }
  }
}

/// Programs that run the text of a file.
enum Interpreter {
  static let shells: Set<String> = ["sh", "bash", "dash", "ash", "zsh", "ksh", "busybox"]

  /// Interpreters of languages that are not read, with their options that take a value.
  static let programs: [String: Set<String>] = [
    "node": ["-r", "--require", "--import", "--loader", "--experimental-loader", "-C"],
    "nodejs": ["-r", "--require", "--import", "--loader"],
    "tsx": ["-r", "--tsconfig", "--import"],
    "ts-node": ["-r", "-P", "-O"],
    "ts-node-esm": ["-r", "-P", "-O"],
    "ts-node-dev": ["-r"],
    "babel-node": [],
    "vite-node": [],
    "esno": [],
    "jiti": [],
    "python": ["-W", "-X"],
    "python2": ["-W", "-X"],
    "python3": ["-W", "-X"],
    "ruby": ["-r", "-I"],
    "php": ["-d", "-c"],
    "perl": ["-I"],
    "deno": ["--config", "-c"],
  ]

  /// Whether a file is a shell script: by its first line, or by its name when it has none such.
  static func isShell(_ source: SourceText) -> Bool {
    let first = source.text(ofLine: 1)
    guard first.hasPrefix("#!") else {
      return [".sh", ".bash", ".zsh"].contains { source.path.hasSuffix($0) }
    }
    let words = first.dropFirst(2).split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "/" })
    return words.contains { shells.contains(String($0)) }
  }
}
