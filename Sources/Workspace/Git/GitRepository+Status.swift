package import Facts

#if canImport(Glibc)
internal import Glibc
#endif

extension GitRepository {
  /// What `git status` tells in one go.
  package struct Status: Sendable, Equatable {
    /// nil when HEAD is detached.
    package var branch: String?
    /// The full commit id; nil before the first commit.
    package var commit: String?
    /// True when anything in the work tree differs, also outside of the root.
    package var isDirty: Bool
    /// What is not committed below the root, in byte order of the paths.
    package var files: [GitChanges.File]
  }

  /// The branch, the commit, and what is not committed; untracked files count unless they are ignored.
  package func status() throws(GitError) -> Status {
    let output = try run([
      "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--no-ahead-behind",
      "--ignore-submodules=none",
    ])
    var status = Status(branch: nil, commit: nil, isDirty: false, files: [])
    var records = output.split(separator: 0).makeIterator()
    while let record = records.next() {
      if let head = value(of: record, after: "# branch.head ") {
        status.branch = head == "(detached)" ? nil : head
      } else if let id = value(of: record, after: "# branch.oid ") {
        status.commit = id == "(initial)" ? nil : id
      } else if record.first != UInt8(ascii: "#") {
        // The old name of a renamed file is a record of its own.
        if record.first == UInt8(ascii: "2") { _ = records.next() }
        status.isDirty = true
        if let file = uncommitted(record) { status.files.append(file) }
      }
    }
    status.files.sort { $0.path.precedesInBytes($1.path) }
    return status
  }

  private func value(of record: ArraySlice<UInt8>, after key: String) -> String? {
    guard record.starts(with: key.utf8) else { return nil }
    return String(decoding: record.dropFirst(key.utf8.count), as: UTF8.self)
  }

  /// A changed file; nil for one outside of the root, and for what is no record.
  ///
  /// Source: git-status(1), "Porcelain Format Version 2": the fields before the path are 8 of an ordinary
  /// entry, 9 of a renamed one, 10 of an unmerged one, 1 of an untracked one.
  private func uncommitted(_ record: ArraySlice<UInt8>) -> GitChanges.File? {
    let fields: Int
    switch record.first {
    case UInt8(ascii: "1"): fields = 8
    case UInt8(ascii: "2"): fields = 9
    case UInt8(ascii: "u"): fields = 10
    case UInt8(ascii: "?"): fields = 1
    default: return nil
    }
    let parts = record.split(
      separator: UInt8(ascii: " "),
      maxSplits: fields,
      omittingEmptySubsequences: false
    )
    guard parts.count == fields + 1,
      let path = relative(String(decoding: parts[fields], as: UTF8.self))
    else { return nil }
    let kind: GitChanges.File.Kind
    if fields == 1 {
      kind = .added
    } else if parts[1].contains(UInt8(ascii: "D")) {
      kind = .deleted
    } else if parts[1].contains(UInt8(ascii: "A")) {
      kind = .added
    } else {
      kind = fields == 9 ? .renamed : .modified
    }
    return GitChanges.File(path: path, kind: kind, committed: false)
  }

  /// Those of the files that were touched at or after a moment; deleted ones are kept, since nothing tells
  /// when they went.
  ///
  /// The time of the last change of a file's state is taken, which moving and copying set as well.
  func touched(_ files: [GitChanges.File], since moment: Timestamp) -> [GitChanges.File] {
    files.filter { file in
      var status = stat()
      guard lstat("\(root)/\(file.path)", &status) == 0 else { return true }
      return status.st_ctim.tv_sec >= moment.secondsSinceEpoch
    }
  }
}
