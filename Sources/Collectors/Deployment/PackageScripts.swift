import Facts

/// The scripts of one `package.json`, with the lines on which they stand.
struct PackageScripts: Sendable {
  struct Script: Sendable {
    var name: String
    var text: ScriptText
    /// Line of its value.
    var line: Int
  }

  var path: String
  var scripts: [Script] = []
  var byName: [String: Int] = [:]

  init(path: String, root: JSONValue) throws(JSONProblem) {
    self.path = path
    guard case .object(let members) = root.content else {
      throw JSONProblem(line: root.line, message: "it holds no object")
    }
    for member in members where member.key == "scripts" {
      guard case .object(let entries) = member.value.content else {
        throw JSONProblem(line: member.value.line, message: "`scripts` is no object")
      }
      for entry in entries {
        guard case .string(let text) = entry.value.content else {
          throw JSONProblem(line: entry.value.line, message: "script `\(entry.key)` is no string")
        }
        // The last of two equal names counts; both are looked at.
        byName[entry.key] = scripts.count
        scripts.append(
          Script(
            name: entry.key,
            text: ScriptText(text, line: entry.value.line),
            line: entry.value.line
          )
        )
      }
    }
  }

  subscript(name: String) -> Script? {
    byName[name].map { scripts[$0] }
  }

  /// What `run NAME` starts, hooks included, in order.
  func chain(_ name: String) -> [Script] {
    ["pre\(name)", name, "post\(name)"].compactMap { self[$0] }
  }

  /// The scripts whose names match a pattern of `npm-run-all`, such as `db:*`.
  func matching(_ pattern: String) -> [Script] {
    guard let star = pattern.firstIndex(of: "*") else { return self[pattern].map { [$0] } ?? [] }
    let head = pattern[..<star]
    let tail = pattern[star...].drop { $0 == "*" }
    return scripts.filter { script in
      script.name.hasPrefix(head) && script.name.hasSuffix(tail)
        && script.name.utf8.count >= head.utf8.count + tail.utf8.count
    }
  }

  /// Scripts that an installation runs.
  static let installation = ["preinstall", "install", "postinstall", "prepublish", "prepare"]

  /// Scripts that hosts run by their names, with and without their hooks.
  static let deployment: Set<String> = {
    var names = Set(installation)
    for name in [
      "start", "build", "deploy", "release", "heroku-postbuild", "heroku-prebuild", "vercel-build",
      "gcp-build", "now-build", "render-build", "railway-build", "start:prod", "start:production",
      "build:prod", "build:production", "docker-start", "docker:start", "docker-build", "restart",
    ] {
      names.formUnion(["pre\(name)", name, "post\(name)"])
    }
    names.formUnion(["preprepare", "postprepare", "heroku-cleanup", "release-command"])
    return names
  }()

  /// Scripts that start the application: the program that they run is the application itself.
  static let starting: Set<String> = [
    "start", "start:prod", "start:production", "docker-start", "docker:start", "restart", "serve",
  ]
}
