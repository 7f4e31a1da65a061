/// A program that starts the command which stands behind it: `sudo`, `npx`, `bundle exec`.
struct CommandPrefix: Sendable {
  /// One of these words has to follow first; empty when none has to.
  var subcommands: Set<String> = []
  /// Options whose value is the next word.
  var valueOptions: Set<String> = []
  /// Words of its own before the command, such as the time of `timeout`.
  var ownWords = 0

  /// The command behind it; nil when it starts none.
  func command(in arguments: ArraySlice<ShellWord>) -> ArraySlice<ShellWord>? {
    var rest = arguments
    var needsSubcommand = !subcommands.isEmpty
    var own = ownWords
    while let word = rest.first {
      if word.value == "--" {
        rest.removeFirst()
        if needsSubcommand { return nil }
        break
      }
      if word.value.hasPrefix("-"), word.value.utf8.count > 1 {
        rest.removeFirst()
        if valueOptions.contains(word.value) { rest = rest.dropFirst() }
      } else if CommandPrefix.isAssignment(word) {
        rest.removeFirst()
      } else if needsSubcommand {
        guard subcommands.contains(word.value) else { return nil }
        needsSubcommand = false
        rest.removeFirst()
      } else if own > 0 {
        own -= 1
        rest.removeFirst()
      } else {
        break
      }
    }
    return rest.isEmpty || needsSubcommand ? nil : rest
  }

  /// Whether the word is a `NAME=value` before a command.
  static func isAssignment(_ word: ShellWord) -> Bool {
    guard let equals = word.value.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
    let name = word.value.utf8[..<equals]
    return !name.isEmpty
      && name.allSatisfy {
        $0 == 0x5F || $0 == 0x2B || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
          || (0x61...0x7A).contains($0)
      }
  }

  static let byProgram: [String: CommandPrefix] = [
    "sudo": CommandPrefix(valueOptions: ["-u", "-g", "-h", "-p", "-C", "--user", "--group"]),
    "doas": CommandPrefix(valueOptions: ["-u"]),
    "env": CommandPrefix(valueOptions: ["-u", "-C", "--unset", "--chdir"]),
    "time": CommandPrefix(valueOptions: ["-o", "-f"]),
    "nice": CommandPrefix(valueOptions: ["-n"]),
    "ionice": CommandPrefix(valueOptions: ["-c", "-n"]),
    "nohup": CommandPrefix(),
    "exec": CommandPrefix(valueOptions: ["-a"]),
    "command": CommandPrefix(),
    "builtin": CommandPrefix(),
    "unbuffer": CommandPrefix(),
    "setsid": CommandPrefix(),
    "stdbuf": CommandPrefix(valueOptions: ["-o", "-i", "-e"]),
    "timeout": CommandPrefix(valueOptions: ["-s", "-k", "--signal", "--kill-after"], ownWords: 1),
    "flock": CommandPrefix(valueOptions: ["-w", "-E"], ownWords: 1),
    "xargs": CommandPrefix(valueOptions: ["-n", "-P", "-I", "-L", "-d", "-a"]),
    "gosu": CommandPrefix(ownWords: 1),
    "su-exec": CommandPrefix(ownWords: 1),
    "chpst": CommandPrefix(valueOptions: ["-u"]),
    "tini": CommandPrefix(valueOptions: ["-p", "-e"]),
    "dumb-init": CommandPrefix(),
    "cross-env": CommandPrefix(),
    "env-cmd": CommandPrefix(valueOptions: ["-f", "-e", "-r"]),
    "dotenv": CommandPrefix(valueOptions: ["-e", "-f", "-v", "-p"]),
    "dotenvx": CommandPrefix(subcommands: ["run"], valueOptions: ["-f", "-e", "--env-file"]),
    "npx": CommandPrefix(valueOptions: ["-p", "--package", "--prefix", "-w", "--workspace"]),
    "pnpx": CommandPrefix(valueOptions: ["-p", "--package"]),
    "bunx": CommandPrefix(valueOptions: ["-p", "--package"]),
    "bundle": CommandPrefix(subcommands: ["exec"]),
    "bundler": CommandPrefix(subcommands: ["exec"]),
    "poetry": CommandPrefix(subcommands: ["run"], valueOptions: ["-C", "-P"]),
    "pipenv": CommandPrefix(subcommands: ["run"]),
    "uv": CommandPrefix(
      subcommands: ["run"],
      valueOptions: ["--with", "--extra", "--group", "-p"]
    ),
    "rye": CommandPrefix(subcommands: ["run"]),
    "pdm": CommandPrefix(subcommands: ["run"]),
    "rbenv": CommandPrefix(subcommands: ["exec"]),
    "asdf": CommandPrefix(subcommands: ["exec"]),
    "mise": CommandPrefix(subcommands: ["exec", "x"]),
    "direnv": CommandPrefix(subcommands: ["exec"], ownWords: 1),
    "doppler": CommandPrefix(subcommands: ["run"], valueOptions: ["-p", "-c", "--project"]),
    "infisical": CommandPrefix(subcommands: ["run"], valueOptions: ["--env", "--path"]),
    "op": CommandPrefix(subcommands: ["run"], valueOptions: ["--env-file"]),
    "chamber": CommandPrefix(subcommands: ["exec"], ownWords: 1),
    "railway": CommandPrefix(subcommands: ["run"], valueOptions: ["-s", "-e", "--service"]),
    "heroku": CommandPrefix(subcommands: ["run"], valueOptions: ["-a", "--app", "-r", "-s"]),
  ]
}
