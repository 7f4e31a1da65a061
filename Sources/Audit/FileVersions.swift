import Facts
import Workspace

/// Which file a path of the record means, and how long its versions are.
///
/// What git answered is kept: every kind of claim asks the same one.
final class FileVersions {
  /// The lines of one version.
  enum Length: Equatable, Sendable {
    /// `newlines` differs from `lines` when the last line has no end.
    case lines(Int, newlines: Int)
    case unreadable(reason: String)

    /// Whether a count is true of it.
    func holds(_ count: Int) -> Bool {
      if case .lines(let lines, let newlines) = self { return count == lines || count == newlines }
      return false
    }

    /// Whether a count is one more or one less.
    func isNear(_ count: Int) -> Bool {
      if case .lines(let lines, let newlines) = self {
        return abs(count - lines) == 1 || abs(count - newlines) == 1
      }
      return false
    }

    var count: Int? {
      if case .lines(let lines, _) = self { return lines }
      return nil
    }
  }

  private let repository: GitRepository
  private let history: GitHistory
  /// Every path that ever was, by its last part.
  private let byName: [Substring: [String]]
  private let workTree: FileTree
  /// Blobs by commit and path; nil where there was no file.
  private var blobs: [String: [String: String?]] = [:]
  private var lengths: [String: Length] = [:]

  /// A path with more meanings than this is none.
  static let mostMeanings = 16

  init(_ source: AuditSource) {
    repository = source.repository
    history = source.history
    workTree = FileTree(root: source.repository.top)
    var byName: [Substring: [String]] = [:]
    for path in source.history.changes.keys {
      let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
      let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
      byName[name, default: []].append(path)
    }
    self.byName = byName.mapValues { $0.sorted() }
  }

  // MARK: Which file

  /// Paths, relative to the top, that a mention may mean at some time; empty when none ever was.
  ///
  /// A path from the root or the top comes first. `isExact` is false when only its end, or only its beginning
  /// away from it, leads to a file.
  func meanings(of mention: PathMention) -> (paths: [String], isExact: Bool) {
    var path = mention.path[...]
    if path.hasPrefix("/") {
      let top = repository.top == "/" ? "/" : repository.top + "/"
      path = path.hasPrefix(top) ? path.dropFirst(top.count) : path.dropFirst()
    }
    let named = byName[PathMention(path)?.name ?? path] ?? []
    let fromRoot = repository.prefix + path
    let fromTop = String(path)
    let exact = (fromRoot == fromTop ? [fromTop] : [fromRoot, fromTop]).filter {
      history.changes[$0] != nil
    }
    let ends = named.filter { $0.hasSuffix("/" + path) && !exact.contains($0) }
    if !exact.isEmpty || !ends.isEmpty { return (exact + ends, !exact.isEmpty) }
    // `project/src/a.c`, from above the repository.
    return (named.filter { $0.contains("/") && path.hasSuffix("/" + $0) }, false)
  }

  // MARK: Versions

  /// Asks git, with one process, which of these files are there at these commits, and how long they are.
  func load(_ wanted: [(revision: String, path: String)]) throws(GitError) {
    try find(wanted)
    try measure(wanted.compactMap { blobs[$0.revision]?[$0.path] ?? nil })
  }

  /// Asks git, with one process, which of these files are there at these commits.
  func find(_ wanted: [(revision: String, path: String)]) throws(GitError) {
    var asked: Set<String> = []
    let unknown = wanted.filter { revision, path in
      blobs[revision]?[path] == nil && asked.insert("\(revision):\(path)").inserted
    }
    for (file, blob) in zip(unknown, try repository.blobs(unknown)) {
      blobs[file.revision, default: [:]][file.path] = .some(blob)
    }
  }

  /// Reads the length of these blobs.
  func measure(_ ids: [String]) throws(GitError) {
    let unknown = Array(Set(ids.filter { lengths[$0] == nil }))
    for (id, object) in zip(unknown, try repository.objects(unknown)) {
      lengths[id] = Self.length(of: object)
    }
  }

  /// The blob of a file at a commit that was loaded; nil where there was none.
  func blob(_ path: String, at revision: String) -> String? {
    blobs[revision]?[path] ?? nil
  }

  /// The length of a blob that was measured.
  func length(of blob: String) -> Length {
    lengths[blob] ?? .unreadable(reason: "its version \(blob.prefix(7)) was not read")
  }

  /// The file as it stands in the work tree; nil when it is not there.
  func lengthInWorkTree(_ path: String) -> Length? {
    switch workTree.read(path).content {
    case .text(let text): Self.length(of: .blob(text.bytes))
    case .tooLarge(_, let lines): .lines(lines, newlines: lines)
    case .unreadable(let reason):
      FileTree.exists("\(workTree.root)/\(path)") ? .unreadable(reason: reason) : nil
    }
  }

  private static func length(of object: GitRepository.Object) -> Length {
    switch object {
    case .missing: return .unreadable(reason: "this clone does not hold its content")
    case .other: return .unreadable(reason: "it is no file")
    case .tooLarge(let bytes): return .unreadable(reason: "\(bytes) bytes are too large")
    case .blob(let bytes):
      if bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8) {
        return .unreadable(reason: "git holds a pointer to it only")
      }
      var newlines = 0
      for byte in bytes {
        if byte == 0 { return .unreadable(reason: "it is no text") }
        if byte == 0x0A { newlines += 1 }
      }
      return .lines(newlines + (bytes.last.map { $0 == 0x0A } ?? true ? 0 : 1), newlines: newlines)
    }
  }
}
