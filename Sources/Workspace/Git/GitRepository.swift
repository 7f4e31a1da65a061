internal import Facts

#if canImport(Glibc)
internal import Glibc
#endif

/// The git work tree that a folder lies in, asked through the `git` program.
///
/// What git itself prints is taken, rather than its files: packed references, other reference formats and
/// worktrees are its own affair, and whether the tree is dirty only git can tell. Only the way up to `.git`,
/// the mark of a shallow clone and a plain HEAD are looked at directly, which saves a process.
package struct GitRepository: Sendable {
  /// Absolute path of the folder that paths are relative to.
  package let root: String
  /// Absolute path of the work tree's top; the root or a folder above it.
  package let top: String
  /// True when the history is cut off: counts over it are lower bounds.
  package let isShallow: Bool
  /// From the top to the root, with `/` at its end; empty when they are one.
  package let prefix: String
  private let executable: String
  private let environment: [String: String]

  /// - Throws: `GitError.noProgram` or `.noRepository`.
  package init(root: String, environment: [String: String]) throws(GitError) {
    guard let executable = ExecutableSearch(environment: environment).path(of: "git") else {
      throw .noProgram
    }
    self.executable = executable
    self.environment = Self.childEnvironment(environment)
    self.root = FileTree(root: root).root
    guard let found = Self.workTree(above: self.root) else { throw .noRepository(folder: root) }
    top = found.top
    isShallow = found.isShallow
    let below = self.root.utf8.dropFirst(top == "/" ? 1 : top.utf8.count + 1)
    prefix = below.isEmpty ? "" : String(decoding: below, as: UTF8.self) + "/"
  }

  /// A path of the work tree, relative to the root; nil when it lies outside of it.
  package func relative(_ path: String) -> String? {
    if prefix.isEmpty { return path }
    guard path.utf8.starts(with: prefix.utf8) else { return nil }
    return String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// Runs git in the root.
  ///
  /// - Returns: its standard output, whole.
  func run(
    _ arguments: [String],
    input: [UInt8]? = nil,
    timeout: Duration = .seconds(30)
  ) throws(GitError) -> [UInt8] {
    let process = Subprocess(
      executable: executable,
      arguments: Self.settings + arguments,
      folder: root,
      environment: environment,
      input: input,
      timeout: timeout,
      maximumBytes: 256 << 20
    )
    let outcome: Subprocess.Outcome
    do {
      outcome = try process.run()
    } catch {
      throw .failed(message: error.description)
    }
    if outcome.timedOut { throw .timedOut }
    if outcome.exitCode == 0 {
      if outcome.output.isTruncated { throw .tooMuch }
      return outcome.output.bytes
    }
    let message = outcome.diagnostics.text
    if message.contains("dubious ownership") { throw .dubiousOwnership(top: top) }
    if message.contains("not a git repository") { throw .noRepository(folder: root) }
    let line = message.split(separator: "\n").first {
      $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ")
    }
    throw .failed(
      message: line.map(String.init) ?? outcome.signal.map { "ended by signal \($0)" }
        ?? "exit code \(outcome.exitCode ?? -1)"
    )
  }

  /// What a user's settings could change of the output, or run by itself.
  private static let settings = [
    "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
    "-c", "color.ui=false", "-c", "log.showSignature=false", "-c", "diff.renames=true",
    "-c", "status.renames=true", "-c", "diff.orderFile=/dev/null", "-c", "diff.external=",
  ]

  /// The allowed names, and those that decide which work trees git trusts; where a hook points git
  /// (GIT_DIR and its like) is not followed.
  private static func childEnvironment(_ environment: [String: String]) -> [String: String] {
    let trust = environment.keys.filter {
      $0.hasPrefix("GIT_CONFIG_") || $0 == "GIT_CEILING_DIRECTORIES" || $0 == "XDG_CONFIG_HOME"
        || $0 == "SUDO_UID" || $0 == "GIT_DISCOVERY_ACROSS_FILESYSTEM"
    }
    var result = ChildEnvironment.allowed(from: environment, adding: trust)
    // Its messages are compared; nothing is locked, asked or fetched for a look.
    result["LC_ALL"] = "C"
    result["GIT_OPTIONAL_LOCKS"] = "0"
    result["GIT_TERMINAL_PROMPT"] = "0"
    result["GIT_NO_LAZY_FETCH"] = "1"
    return result
  }

  /// The nearest folder upwards that holds `.git`, a folder or (in linked work trees) a file.
  private static func workTree(above folder: String) -> (top: String, isShallow: Bool)? {
    var top = folder
    while true {
      let marker = top == "/" ? "/.git" : "\(top)/.git"
      if FileTree.exists(marker) {
        return (top, FileTree.exists("\(commonFolder(of: marker, top: top))/shallow"))
      }
      guard top != "/", let slash = top.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      top = slash == top.startIndex ? "/" : String(top[..<slash])
    }
  }

  /// Where the work trees of one repository keep what they share.
  private static func commonFolder(of marker: String, top: String) -> String {
    var folder = marker
    if let link = firstLine(of: marker), link.hasPrefix("gitdir: ") {
      folder = absolute(String(link.dropFirst("gitdir: ".count)), from: top)
    }
    return firstLine(of: "\(folder)/commondir").map { absolute($0, from: folder) } ?? folder
  }

  private static func absolute(_ path: String, from folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  private static func firstLine(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX) + 16)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
