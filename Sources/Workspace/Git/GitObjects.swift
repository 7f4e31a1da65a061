extension GitRepository {
  /// What `git cat-file` answers about one name.
  package enum Object: Sendable, Equatable {
    /// The whole content of a file's version.
    case blob([UInt8])
    /// A blob above the size that is read.
    case tooLarge(bytes: Int)
    /// A commit, a folder, a tag.
    case other
    /// Not there, or not known to this clone.
    case missing
  }

  /// The blobs that files had at revisions, without their content, all with one process.
  ///
  /// - Parameter files: full ids of commits, and paths relative to the work tree's top.
  /// - Returns: one full id for each; nil where there was no file.
  /// - Throws: `GitError` when git does not answer.
  package func blobs(_ files: [(revision: String, path: String)]) throws(GitError) -> [String?] {
    guard !files.isEmpty else { return [] }
    let names = files.map { "\($0.revision):\($0.path)" }
    let output = try run(
      ["cat-file", "--batch-check", "-z"],
      input: Array(names.joined(separator: "\0").utf8) + [0],
      timeout: .seconds(300)
    )
    // What is missing is answered with its own name, in which line ends may stand.
    var answers = output[...]
    return try names.map { (name) throws(GitError) -> String? in
      for ending in [" missing\n", " ambiguous\n"] {
        let whole = Array("\(name)\(ending)".utf8)
        if answers.starts(with: whole) {
          answers = answers.dropFirst(whole.count)
          return nil
        }
      }
      guard let end = answers.firstIndex(of: UInt8(ascii: "\n")) else {
        throw .failed(message: "cat-file ended early")
      }
      let words = answers[..<end].split(separator: UInt8(ascii: " "))
      answers = answers[(end + 1)...]
      guard words.count == 3, words[1].elementsEqual("blob".utf8) else { return nil }
      return String(decoding: words[0], as: UTF8.self)
    }
  }

  /// The commits that ids, also shortened ones, stand for, all with one process.
  ///
  /// - Parameter ids: hexadecimal digits only.
  /// - Returns: one full id for each; nil for what is no commit of this clone, or several objects.
  /// - Throws: `GitError` when git does not answer.
  package func commits(named ids: [String]) throws(GitError) -> [String?] {
    guard !ids.isEmpty else { return [] }
    let output = try run(
      ["cat-file", "--batch-check"],
      input: Array(ids.map { "\($0)^{commit}\n" }.joined().utf8),
      timeout: .seconds(300)
    ).split(separator: UInt8(ascii: "\n"))
    guard output.count == ids.count else { throw .failed(message: "cat-file ended early") }
    return output.map { line in
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count == 3, words[1].elementsEqual("commit".utf8) else { return nil }
      return String(decoding: words[0], as: UTF8.self)
    }
  }

  /// Reads objects by full id with one process for each 64 MB.
  ///
  /// - Parameter ids: full ids of objects.
  /// - Returns: one for each id in order; a blob above 4 MB is too large.
  /// - Throws: `GitError` when git does not answer.
  package func objects(_ ids: [String]) throws(GitError) -> [Object] {
    guard !ids.isEmpty else { return [] }
    let listing = try run(
      ["cat-file", "--batch-check"],
      input: Array((ids.joined(separator: "\n") + "\n").utf8),
      timeout: .seconds(300)
    ).split(separator: UInt8(ascii: "\n"))
    guard listing.count == ids.count else { throw .failed(message: "cat-file ended early") }
    var objects: [Object] = []
    var wanted: [(index: Int, size: Int)] = []
    for (index, line) in listing.enumerated() {
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)) else {
        objects.append(.missing)
        continue
      }
      guard words[1].elementsEqual("blob".utf8) else {
        objects.append(.other)
        continue
      }
      objects.append(.tooLarge(bytes: size))
      if size <= Self.largestBlob { wanted.append((index, size)) }
    }
    var rest = wanted[...]
    while !rest.isEmpty {
      var bytes = 0
      let chunk = rest.prefix { (_, size) in
        bytes += size
        return bytes <= 64 << 20
      }
      rest = rest.dropFirst(chunk.count)
      let output = try run(
        ["cat-file", "--batch"],
        input: Array((chunk.map { ids[$0.index] }.joined(separator: "\n") + "\n").utf8),
        timeout: .seconds(300)
      )
      var offset = 0
      for (index, size) in chunk {
        guard let end = output[offset...].firstIndex(of: UInt8(ascii: "\n")),
          end + 1 + size < output.count
        else { throw .failed(message: "cat-file ended early") }
        objects[index] = .blob(Array(output[(end + 1)..<(end + 1 + size)]))
        offset = end + 1 + size + 1
      }
    }
    return objects
  }

  private static let largestBlob = 4 << 20
}
