package import Facts

#if canImport(Glibc)
internal import Glibc
#endif

/// One file of the record, to which entries are appended whole or not at all.
///
/// An append locks the file's folder, notes the length and what is to be added, writes once, flushes, and
/// removes the note. A writer that dies in between leaves the note: the next one cuts the tail back to it.
package struct FeedbackFile: Sendable {
  /// What to do with a file, decided under its lock.
  package enum Decision: Sendable {
    /// Append this entry, behind a line that closes what stands open; line ends are made those of the file.
    case append(String, closing: String? = nil)
    /// Write nothing, for this reason.
    case leave(reason: String)
  }

  package enum Result: Sendable, Equatable {
    /// 1-based lines of what was appended, the blank line before it left out.
    case appended(firstLine: Int, lastLine: Int)
    case left(reason: String)
  }

  /// The entry is not in the file, and what stood there stands as it was.
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

  /// A file that an append would make larger is left alone: nobody would read it any more.
  package static let maximumBytes = FileTree.maximumBytes

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
  /// - Throws: `AppendError`; the file is then what it was before. What `decide` throws.
  package func append(
    lockTimeout: Duration = .seconds(10),
    report: (String) -> Void = { _ in },
    decide: ([UInt8]) throws -> Decision
  ) throws -> Result {
    let folder = try FeedbackFolder(root: root, filePath: path, creating: true)
    defer { folder.close() }
    let lock = try FileLock(folder: folder.descriptor, path: path, timeout: lockTimeout)
    defer { lock.release() }
    // A file-size limit would end the process with a signal instead of an error.
    let handler = signal(SIGXFSZ, SIG_IGN)
    defer { signal(SIGXFSZ, handler) }
    let journal = folder.journal
    if let note = journal.note() { try repair(note, journal, folder, report) }

    var descriptor = try folder.openFile()
    defer { if descriptor >= 0 { close(descriptor) } }
    let existed = descriptor >= 0
    let bytes = existed ? try contents(descriptor) : []
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw failure("it is UTF-16, and entries are UTF-8: convert it first")
    }
    let addition: EntryText
    switch try decide(bytes) {
    case .append(let entry, let closing):
      addition = EntryText(existing: bytes, closing: closing, entry: entry, title: title)
    case .leave(let reason): return .left(reason: reason)
    }
    let size = bytes.count + addition.bytes.count
    guard size <= Self.maximumBytes else {
      throw failure(
        "it would have \(size) bytes, and no more than \(Self.maximumBytes) are read back: "
          + "move the file away, then run again"
      )
    }
    try journal.begin(.init(length: existed ? bytes.count : nil, addition: addition.bytes))
    defer { journal.end() }
    if !existed { descriptor = try folder.createFile() }
    if let error = flushed(addition.bytes, to: descriptor) {
      throw failure(undone(folder, descriptor, existed, bytes.count, addition.bytes, error))
    }
    if !existed { fsync(folder.descriptor) }
    guard folder.leads(to: descriptor) else {
      throw failure(
        "it was replaced or moved while the entry was written, which is in the old file: "
          + "look whether that is kept, else run again"
      )
    }
    return .appended(firstLine: addition.firstLine, lastLine: addition.lastLine)
  }

  /// Reads a file of the record, without a tail that a writer has not finished.
  ///
  /// Takes no lock, so that a writer that hangs holds nobody up.
  package static func read(_ path: String, in tree: FileTree) -> SourceFile {
    // Nearly always: looked at after the reading, since a note stands until the entry is whole.
    let file = tree.read(path)
    guard case .text(let text) = file.content else { return file }
    if FeedbackFolder.isSteady(path, bytes: text.bytes.count, in: tree) { return file }
    guard let folder = try? FeedbackFolder(root: tree.root, filePath: path, creating: false) else {
      return tree.read(path)
    }
    defer { folder.close() }
    for attempt in 1... {
      // An append may begin, end or be taken back while the file is read: then the notes differ, or the
      // size does.
      let before = folder.journal.note()
      let file = tree.read(path)
      let after = folder.journal.note()
      guard case .text(let text) = file.content else { return file }
      let isSteady = before == after && (after != nil || folder.fileSize == text.bytes.count)
      guard isSteady || attempt == 50 else {
        usleep(1_000)
        continue
      }
      guard let note = after ?? before, note.tail(of: text.bytes) == .unfinished else {
        return file
      }
      let whole = Array(text.bytes.prefix(note.length ?? 0))
      return SourceFile(path: path, content: .text(SourceText(path: path, bytes: whole)))
    }
    return tree.read(path)
  }

  /// The bytes of a feedback file that are whole: a tail that a writer has not finished is left out.
  ///
  /// - Returns: `length` itself, or less while an append to the file is under way or was cut off.
  package static func committedLength(root: String, path: String, length: Int) -> Int {
    guard let folder = try? FeedbackFolder(root: root, filePath: path, creating: false) else {
      return length
    }
    defer { folder.close() }
    guard let note = folder.journal.note(), let descriptor = try? folder.openFile(),
      descriptor >= 0
    else { return length }
    defer { close(descriptor) }
    guard let bytes = try? readWhole(descriptor),
      note.tail(of: bytes.prefix(length)) == .unfinished
    else { return length }
    return note.length ?? 0
  }

  // MARK: Writing and mending

  /// Writes and flushes; the error, if any.
  private func flushed(_ bytes: [UInt8], to descriptor: Int32) -> SystemError? {
    if let (error, _) = SystemError.writeAll(bytes, to: descriptor) { return error }
    return fsync(descriptor) == 0 ? nil : .last
  }

  /// Takes back the part of an entry that was written, and says how that went.
  private func undone(
    _ folder: FeedbackFolder,
    _ descriptor: Int32,
    _ existed: Bool,
    _ length: Int,
    _ addition: [UInt8],
    _ error: SystemError
  ) -> String {
    guard let bytes = try? readWhole(descriptor), bytes.count >= length,
      addition.starts(with: bytes.dropFirst(length))
    else {
      return "cannot be written: \(error); somebody else wrote behind byte \(length) meanwhile, "
        + "so a part of the entry was left there"
    }
    if existed {
      guard ftruncate(descriptor, off_t(length)) == 0 else {
        return "cannot be written: \(error); a part of the entry stands behind byte \(length)"
      }
      fsync(descriptor)
    } else {
      folder.removeFile()
    }
    return "cannot be written: \(error); nothing was changed\(error.wayOut)"
  }

  /// Cuts back what a writer left unfinished, unless something else stands there by now.
  private func repair(
    _ note: AppendJournal.Note,
    _ journal: AppendJournal,
    _ folder: FeedbackFolder,
    _ report: (String) -> Void
  ) throws {
    let descriptor = try folder.openFile()
    defer { if descriptor >= 0 { close(descriptor) } }
    let bytes = descriptor >= 0 ? try contents(descriptor) : []
    let length = note.length ?? 0
    switch note.tail(of: bytes) {
    case .whole:
      // Made, and nothing written: an empty file that nobody asked for.
      if note.length == nil, bytes.isEmpty, descriptor >= 0 { folder.removeFile() }
    case .unfinished:
      if note.length == nil {
        folder.removeFile()
      } else {
        guard ftruncate(descriptor, off_t(length)) == 0 else {
          throw failure("an unfinished entry behind byte \(length) stays: \(SystemError.last)")
        }
        fsync(descriptor)
      }
      report(
        "\(path): an unfinished entry was cut back, \(bytes.count - length) bytes behind byte \(length)"
      )
    case .changed:
      report(
        "\(path): an append behind byte \(length) was not finished, and the file was changed since: "
          + "nothing was cut, look at its end"
      )
    }
    journal.end()
  }

  private func contents(_ descriptor: Int32) throws -> [UInt8] {
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > Self.maximumBytes {
      throw failure(
        "it has \(status.st_size) bytes, and no more than \(Self.maximumBytes) are read: "
          + "move it away, then run again"
      )
    }
    do throws(SystemError) {
      return try readWhole(descriptor)
    } catch {
      throw failure("cannot be read: \(error)")
    }
  }

  private func failure(_ reason: String) -> AppendError {
    AppendError(path: path, reason: reason)
  }
}
