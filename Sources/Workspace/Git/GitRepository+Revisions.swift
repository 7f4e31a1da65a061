package import Facts

extension GitRepository {
  /// Reads files as they were at a revision, all with one process.
  ///
  /// - Parameters:
  ///   - revision: a commit id, or a name such as `HEAD`.
  ///   - paths: relative to the root.
  /// - Returns: one for each path in order; what was not there, or no file, is `unreadable`.
  /// - Throws: `GitError` when git does not answer, or the revision is no plain name.
  package func files(at revision: String, paths: [String]) throws(GitError) -> [SourceFile] {
    guard Self.isPlain(revision) else {
      throw .failed(message: "'\(revision)' is no revision")
    }
    let askable = paths.filter { !$0.isEmpty && !$0.utf8.contains(0) }
    let names = askable.map { Array("\(revision):\(prefix)\($0)".utf8) }
    let output = try run(
      ["cat-file", "--batch", "-z"],
      input: Array(names.joined(separator: [0])) + [0]
    )
    var reader = BatchReader(bytes: output)
    var found: [String: SourceFile.Content] = [:]
    for (path, name) in zip(askable, names) {
      found[path] = try reader.next(name: name, path: path, revision: revision)
    }
    return paths.map { path in
      SourceFile(
        path: path,
        content: found[path] ?? .unreadable(reason: "no file can have this path")
      )
    }
  }

  /// The last commit of HEAD's history that was made at or before a moment; nil when there is none.
  package func commit(atOrBefore moment: Timestamp) throws(GitError) -> String? {
    let output = try run([
      "rev-list", "-1", "--before=@\(moment.secondsSinceEpoch) +0000", "HEAD", "--",
    ])
    let id = String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return id.isEmpty ? nil : id
  }

  /// The files of a commit that have the kind of these, in the folders of these: the same folder and extension.
  ///
  /// - Parameters:
  ///   - commit: its id, or a name.
  ///   - paths: relative to the root.
  /// - Returns: relative to the root as well.
  /// - Throws: `GitError`.
  package func paths(at commit: String, inFoldersOf paths: [String]) throws(GitError) -> [String] {
    guard Self.isPlain(commit) else { throw .failed(message: "'\(commit)' is no revision") }
    func kind(_ path: String) -> String {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      let dot = parts.last?.lastIndex(of: ".")
      let tail = dot.flatMap { dot in parts.last.map { String($0[dot...]) } } ?? ""
      return parts.dropLast().joined(separator: "/") + "/*" + tail
    }
    let wanted = Set(paths.map(kind))
    let tops = Set(paths.map { $0.split(separator: "/").first.map(String.init) ?? $0 })
    let output = try run(
      ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--"]
        + tops.sorted().map { prefix + $0 }
    )
    let known = Set(paths)
    return output.split(separator: 0).compactMap { relative(String(decoding: $0, as: UTF8.self)) }
      .filter { known.contains($0) || wanted.contains(kind($0)) }
  }

  /// When each file came into HEAD's history, by the committers' clocks; one walk for all of them.
  ///
  /// - Parameter paths: relative to the root.
  /// - Returns: the oldest commit that added each; a file that no commit added is missing.
  /// - Throws: `GitError`; a history that is cut off cannot tell.
  package func firstCommits(of paths: [String]) throws(GitError) -> [String: Timestamp] {
    guard !paths.isEmpty else { return [:] }
    guard !isShallow else {
      throw .failed(message: "the clone is shallow: its history does not tell when files came")
    }
    let output = try run(
      [
        "log", "-z", "--diff-filter=A", "--name-only", "--no-renames", "--no-ext-diff",
        "--no-textconv", "--no-notes", "--no-color", "--no-decorate", "--format=tformat:%x01%ct",
        "HEAD", "--",
      ] + paths.sorted()
    )
    var result: [String: Timestamp] = [:]
    var time: Timestamp?
    for record in output.split(separator: 0) {
      let text = record.drop { $0 == UInt8(ascii: "\n") }
      if text.first == 1 {
        time = Int(String(decoding: text.dropFirst(), as: UTF8.self)).map {
          Timestamp(secondsSinceEpoch: $0)
        }
      } else if let time, let path = relative(String(decoding: text, as: UTF8.self)) {
        result[path] = min(result[path] ?? time, time)
      }
    }
    return result
  }

  /// The full id of the commit that a name stands for.
  ///
  /// - Throws: `GitError` when there is no such commit, or the name is no plain one.
  package func commit(named revision: String) throws(GitError) -> String {
    guard Self.isPlain(revision) else {
      throw .failed(message: "'\(revision)' is no revision")
    }
    let output = try run(["rev-parse", "--verify", "\(revision)^{commit}"])
    let id = String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    guard !id.isEmpty else { throw .failed(message: "there is no commit '\(revision)'") }
    return id
  }

  /// The full id of the commit that is checked out.
  ///
  /// - Throws: `GitError` when there is none yet.
  package func head() throws(GitError) -> String {
    let loose = LooseHead(top: top)
    if let commit = loose.commit { return commit }
    if loose.isUnborn { throw .failed(message: "there is no commit yet") }
    return try commit(named: "HEAD")
  }

  private static func isPlain(_ revision: String) -> Bool {
    !revision.isEmpty && revision.utf8.first != UInt8(ascii: "-")
      && revision.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: ":") && $0 != 0x7F }
  }
}

/// Walks the answers of `git cat-file --batch`.
private struct BatchReader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next(
    name: [UInt8],
    path: String,
    revision: String
  ) throws(GitError) -> SourceFile.Content {
    // What is not there is answered with its own name, in which anything may stand.
    for answer in [" missing\n", " ambiguous\n"] {
      let whole = name + Array(answer.utf8)
      if bytes[offset...].starts(with: whole) {
        offset += whole.count
        return .unreadable(reason: "not there at \(revision)")
      }
    }
    guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
      throw .failed(message: "cat-file ended early")
    }
    let header = bytes[offset..<end].split(separator: UInt8(ascii: " "))
    guard header.count == 3, let size = Int(String(decoding: header[2], as: UTF8.self)),
      size >= 0, size < bytes.count - end - 1
    else { throw .failed(message: "cat-file gave no object") }
    let start = end + 1
    offset = start + size + 1
    guard header[1].elementsEqual("blob".utf8) else {
      return .unreadable(reason: "no file at \(revision)")
    }
    guard size <= FileTree.maximumBytes else {
      let body = bytes[start..<(start + size)]
      let lines = body.count { $0 == UInt8(ascii: "\n") }
      return .tooLarge(bytes: size, lines: lines + (body.last == UInt8(ascii: "\n") ? 0 : 1))
    }
    return .text(SourceText(path: path, bytes: Array(bytes[start..<(start + size)])))
  }
}
