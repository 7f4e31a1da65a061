#if canImport(Glibc)
internal import Glibc
#endif

/// One file of the record, to which entries are appended whole or not at all.
///
/// An append locks the file's folder, notes the length before the write, writes once, flushes, and
/// removes the note. A writer that dies in between leaves the note: the next one cuts the tail back to it.
package struct FeedbackFile: Sendable {
  /// What to do with a file, decided under its lock.
  package enum Decision: Sendable {
    /// Append this entry; line ends are made those of the file.
    case append(String)
    /// Write nothing, for this reason.
    case leave(reason: String)
  }

  package enum Result: Sendable, Equatable {
    /// 1-based lines of what was appended, the blank line before it left out.
    case appended(firstLine: Int, lastLine: Int)
    case left(reason: String)
  }

  /// Nothing was written, and what stood there stands as it was.
  package struct AppendError: Error, Sendable, CustomStringConvertible {
    package var path: String
    package var reason: String

    package var description: String { "\(path): \(reason)" }
  }

  /// Absolute path of the repository's root.
  package let root: String
  /// Path of the file relative to the root.
  package let path: String
  /// The first line of a file that is made anew, without `# `.
  package let title: String

  package init(root: String, path: String, title: String) {
    self.root = root
    self.path = path
    self.title = title
  }

  /// Appends what `decide` says of the file's bytes as they are under the lock.
  ///
  /// - Parameters:
  ///   - lockTimeout: how long another writer is waited for.
  ///   - report: told what was repaired, such as an unfinished tail that was cut back.
  ///   - decide: looks at the bytes (empty for a file that is not there yet).
  /// - Returns: what was done.
  /// - Throws: `AppendError`; the file is then what it was before.
  package func append(
    lockTimeout: Duration = .seconds(10),
    report: (String) -> Void = { _ in },
    decide: ([UInt8]) throws -> Decision
  ) throws -> Result {
    let folder = try openFolder()
    defer { close(folder.descriptor) }
    let lock = try FileLock(folder: folder.descriptor, path: path, timeout: lockTimeout)
    defer { lock.release() }
    let journal = AppendJournal(folder: folder.descriptor, name: journalName, path: path)

    let existed = try repair(folder.descriptor, journal, report)
    let descriptor = try openFile(folder.descriptor)
    defer { close(descriptor) }
    let bytes = try contents(descriptor)
    let decision: Decision
    do {
      decision = try decide(bytes)
    } catch {
      if !existed { unlinkat(folder.descriptor, fileName, 0) }
      throw error
    }
    let entry: String
    switch decision {
    case .append(let text): entry = text
    case .leave(let reason):
      if !existed { unlinkat(folder.descriptor, fileName, 0) }
      return .left(reason: reason)
    }
    let addition = EntryText(existing: bytes, entry: entry, title: title)
    try journal.begin(length: existed ? bytes.count : nil)
    do {
      try write(addition.bytes, to: descriptor)
      guard fsync(descriptor) == 0 else { throw failure("cannot be flushed") }
    } catch {
      // Back to what it was: a part of an entry is worse than none.
      if existed {
        ftruncate(descriptor, off_t(bytes.count))
      } else {
        unlinkat(folder.descriptor, fileName, 0)
      }
      fsync(descriptor)
      journal.end()
      throw error
    }
    if !existed { fsync(folder.descriptor) }
    journal.end()
    return .appended(firstLine: addition.firstLine, lastLine: addition.lastLine)
  }

  /// The bytes of a feedback file that are whole: a tail that a writer has not finished is left out.
  ///
  /// - Returns: `length` itself, or less while an append to the file is under way or was cut off.
  package static func committedLength(root: String, path: String, length: Int) -> Int {
    let file = FeedbackFile(root: root, path: path, title: "")
    guard let noted = AppendJournal.length(atPath: "\(root)/\(file.folderPath)/\(file.journalName)")
    else {
      return length
    }
    return min(noted, length)
  }

  // MARK: Names

  private var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
  private var folderPath: String { path.split(separator: "/").dropLast().joined(separator: "/") }
  private var journalName: String { ".\(fileName).unfinished" }

  // MARK: Opening

  /// Opens the file's folder, making it when it is missing, and makes sure that it lies in the repository.
  private func openFolder() throws -> (descriptor: Int32, path: String) {
    var current = root
    for part in folderPath.split(separator: "/") {
      guard part != "..", part != "." else {
        throw failure("no path of a record has '\(part)' in it")
      }
      current += "/\(part)"
      if mkdir(current, 0o777) != 0, errno != EEXIST {
        throw failure("its folder cannot be made: \(Self.message())")
      }
    }
    guard let resolvedRoot = realpath(root, nil), let resolved = realpath(current, nil) else {
      throw failure("its folder cannot be found: \(Self.message())")
    }
    defer {
      free(resolvedRoot)
      free(resolved)
    }
    let inside = String(cString: resolvedRoot)
    let folder = String(cString: resolved)
    guard folder == inside || folder.hasPrefix(inside == "/" ? "/" : "\(inside)/") else {
      throw failure("a link leads out of the repository, to \(folder)")
    }
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("its folder cannot be opened: \(Self.message())") }
    return (descriptor, folder)
  }

  private func openFile(_ folder: Int32) throws -> Int32 {
    try refuseLinkOut(folder)
    let descriptor = openat(folder, fileName, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure("cannot be opened for writing: \(Self.message())") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw failure("it is no regular file")
    }
    return descriptor
  }

  /// A link that stays inside of the repository is followed, and stays a link.
  private func refuseLinkOut(_ folder: Int32) throws {
    var status = stat()
    guard fstatat(folder, fileName, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFLNK
    else { return }
    guard let resolvedRoot = realpath(root, nil) else { return }
    defer { free(resolvedRoot) }
    guard let target = realpath("\(root)/\(path)", nil) else {
      throw failure("it is a link that leads nowhere")
    }
    defer { free(target) }
    let inside = String(cString: resolvedRoot)
    guard String(cString: target).hasPrefix("\(inside)/") else {
      throw failure("it is a link out of the repository, to \(String(cString: target))")
    }
  }

  // MARK: Reading, writing, mending

  /// Cuts back what a writer left unfinished; true when the file exists.
  private func repair(_ folder: Int32, _ journal: AppendJournal, _ report: (String) -> Void) throws
    -> Bool
  {
    var status = stat()
    let exists = fstatat(folder, fileName, &status, 0) == 0
    guard let noted = journal.notedLength() else { return exists }
    switch noted {
    case .absent:
      if exists { unlinkat(folder, fileName, 0) }
      report(
        "\(path): an append that was cut off had made this file: it was removed, \(status.st_size) bytes"
      )
      journal.end()
      return false
    case .length(let length):
      if exists, Int(status.st_size) > length {
        let descriptor = openat(folder, fileName, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0, ftruncate(descriptor, off_t(length)) == 0 else {
          throw failure(
            "an unfinished entry behind byte \(length) cannot be cut back: \(Self.message())"
          )
        }
        fsync(descriptor)
        close(descriptor)
        report(
          "\(path): an unfinished entry was cut back, \(Int(status.st_size) - length) bytes behind byte \(length)"
        )
      }
      journal.end()
      return exists
    }
  }

  private func contents(_ descriptor: Int32) throws -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw failure("cannot be read: \(Self.message())")
    }
    var result = [UInt8](repeating: 0, count: Int(status.st_size))
    var offset = 0
    while offset < result.count {
      let count = result.withUnsafeMutableBytes { buffer in
        pread(
          descriptor,
          buffer.baseAddress.map { $0 + offset },
          buffer.count - offset,
          off_t(offset)
        )
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot be read: \(Self.message())") }
      offset += count
    }
    return result
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw failure("cannot be written: \(Self.message()); nothing was changed")
      }
      rest = rest.dropFirst(count)
    }
  }

  private func failure(_ reason: String) -> AppendError {
    AppendError(path: path, reason: reason)
  }

  private static func message() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}
