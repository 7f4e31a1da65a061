#if canImport(Glibc)
internal import Glibc
#endif

/// The open folder of one feedback file, which lies in the repository, links or not.
struct FeedbackFolder {
  let descriptor: Int32
  private let tree: FileTree
  private let path: String
  private let fileName: String

  /// Opens the folder of a file.
  ///
  /// - Throws: `FeedbackFile.AppendError` when it cannot be made or opened, or lies outside.
  init(root: String, filePath: String, creating: Bool) throws {
    tree = FileTree(root: root)
    path = filePath
    let names = filePath.split(separator: "/", omittingEmptySubsequences: false)
    if let bad = names.first(where: { $0.isEmpty || $0 == ".." || $0 == "." || $0.contains("\0") })
    {
      throw Self.failure(filePath, "no path of a record has '\(bad)' in it")
    }
    fileName = names.last.map(String.init) ?? filePath
    var current = open(tree.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard current >= 0 else {
      throw Self.failure(filePath, "the repository cannot be opened: \(SystemError.last)")
    }
    var reached = ""
    for name in names.dropLast() {
      reached += reached.isEmpty ? name : "/\(name)"
      let parent = current
      defer { Glibc.close(parent) }
      var isNew = false
      if creating {
        isNew = mkdirat(parent, String(name), 0o777) == 0
        if !isNew, errno != EEXIST {
          let error = SystemError.last
          throw Self.failure(filePath, "its folder cannot be made: \(error)\(error.wayOut)")
        }
      }
      // Without the flush a power cut could take the folder, and all that was written in it.
      if isNew { fsync(parent) }
      current = openat(parent, String(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard current >= 0 else {
        let error = SystemError.last
        throw Self.failure(filePath, "its folder cannot be opened: \(error)\(error.wayOut)")
      }
      // Before anything is made further down.
      guard tree.isInside(current, at: reached) else {
        Glibc.close(current)
        throw Self.failure(
          filePath,
          "the link '\(name)' leads out of the repository: put a folder in its place, then run again"
        )
      }
    }
    descriptor = current
  }

  func close() {
    Glibc.close(descriptor)
  }

  var journal: AppendJournal {
    AppendJournal(folder: descriptor, name: ".\(fileName).unfinished", path: path)
  }

  /// The file, opened for appending; negative when there is none.
  ///
  /// A link that stays in the repository is followed, and stays a link.
  func openFile() throws -> Int32 {
    let file = openat(descriptor, fileName, O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    if file < 0 {
      let error = SystemError.last
      var status = stat()
      guard error.code == ENOENT else {
        throw failure(
          error.code == EISDIR
            ? "a folder stands in its place: move it away, then run again"
            : "cannot be opened for writing: \(error)\(error.wayOut)"
        )
      }
      if fstatat(descriptor, fileName, &status, AT_SYMLINK_NOFOLLOW) == 0 {
        throw failure("it is a link that leads nowhere: remove the link, then run again")
      }
      return -1
    }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(file)
      throw failure("it is no regular file: move it away, then run again")
    }
    guard tree.isInside(file, at: path) else {
      Glibc.close(file)
      throw failure("it is a link out of the repository: put a file in its place, then run again")
    }
    // One of the names may lie outside of the repository, and no lock holds under two names.
    guard status.st_nlink == 1 else {
      Glibc.close(file)
      throw failure(
        "it is one file under \(status.st_nlink) names (hard links), and an entry would appear under "
          + "all of them: give this one a file of its own (`cp -p F F.new && mv F.new F`)"
      )
    }
    return file
  }

  func createFile() throws -> Int32 {
    let file = openat(
      descriptor,
      fileName,
      O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC,
      0o666
    )
    guard file >= 0 else {
      let error = SystemError.last
      throw failure("cannot be made: \(error)\(error.wayOut)")
    }
    return file
  }

  func removeFile() {
    unlinkat(descriptor, fileName, 0)
    fsync(descriptor)
  }

  /// In bytes; nil when there is no such file.
  var fileSize: Int? {
    var status = stat()
    return fstatat(descriptor, fileName, &status, 0) == 0 ? Int(status.st_size) : nil
  }

  /// Whether no append is under way, or was cut off, and the file has this many bytes.
  static func isSteady(_ path: String, bytes: Int, in tree: FileTree) -> Bool {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { path[...$0] } ?? ""
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    var status = stat()
    return lstat("\(tree.root)/\(folder).\(name).unfinished", &status) != 0 && errno == ENOENT
      && stat("\(tree.root)/\(path)", &status) == 0 && Int(status.st_size) == bytes
  }

  /// Whether the name still leads to this open file.
  func leads(to file: Int32) -> Bool {
    var named = stat()
    var opened = stat()
    return fstatat(descriptor, fileName, &named, 0) == 0 && fstat(file, &opened) == 0
      && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
  }

  private func failure(_ reason: String) -> FeedbackFile.AppendError {
    Self.failure(path, reason)
  }

  private static func failure(_ path: String, _ reason: String) -> FeedbackFile.AppendError {
    FeedbackFile.AppendError(path: path, reason: reason)
  }
}
