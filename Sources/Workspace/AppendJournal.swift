#if canImport(Glibc)
internal import Glibc
#endif

/// The note beside a file that an append is under way: the length before, and all that is being added.
///
/// With the length alone, whatever somebody wrote by hand behind an interrupted append would be taken for
/// the rest of it. With the text, only what is a beginning of it is.
struct AppendJournal {
  struct Note: Equatable {
    /// nil when the append was to make the file.
    var length: Int?
    var addition: [UInt8]

    /// What stands behind the noted length.
    enum Tail: Equatable {
      /// Nothing, or the addition as a whole, with or without more behind it.
      case whole
      case unfinished
      /// Somebody else wrote or cut there since.
      case changed
    }

    func tail(of bytes: some RandomAccessCollection<UInt8>) -> Tail {
      let start = length ?? 0
      if bytes.count < start { return .changed }
      let rest = bytes.dropFirst(start)
      if rest.isEmpty || rest.starts(with: addition) { return .whole }
      return addition.starts(with: rest) ? .unfinished : .changed
    }
  }

  let folder: Int32
  let name: String
  let path: String

  /// Larger than any note that `begin` writes: an entry is no larger than the file that it is in.
  private static let maximumBytes = FeedbackFile.maximumBytes + 64

  /// Notes what is going to be added, durably, before anything is written.
  ///
  /// Always a file of its own: what stands at the name may be a pipe, or another file's second name.
  func begin(_ note: Note) throws {
    let length = note.length.map(String.init) ?? "absent"
    let body = Array("\(length) \(note.addition.count)\n".utf8) + note.addition
    let text = Array("\(Self.checksum(body)) ".utf8) + body
    unlinkat(folder, name, 0)
    let descriptor = openat(
      folder,
      name,
      O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
      0o666
    )
    guard descriptor >= 0 else { throw failure(.last) }
    defer { close(descriptor) }
    var error = SystemError.writeAll(text, to: descriptor)?.error
    if error == nil, fsync(descriptor) != 0 { error = .last }
    if let error {
      end()
      throw failure(error)
    }
    fsync(folder)
  }

  func end() {
    unlinkat(folder, name, 0)
  }

  /// What a writer noted that did not finish; nil when every append is whole.
  ///
  /// A note that is cut off itself is none: nothing was written to the file yet.
  func note() -> Note? {
    let descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= Self.maximumBytes
    else { return nil }
    guard let bytes = try? readWhole(descriptor), let space = bytes.firstIndex(of: 0x20),
      let end = bytes.firstIndex(of: 0x0A), space < end
    else { return nil }
    let body = bytes[(space + 1)...]
    guard bytes[..<space].elementsEqual("\(Self.checksum(body))".utf8) else { return nil }
    let fields = bytes[(space + 1)..<end].split(separator: 0x20)
      .map { String(decoding: $0, as: UTF8.self) }
    let addition = Array(bytes[(end + 1)...])
    guard fields.count == 2, Int(fields[1]) == addition.count else { return nil }
    if fields[0] == "absent" { return Note(length: nil, addition: addition) }
    return Int(fields[0]).map { Note(length: $0, addition: addition) }
  }

  /// FNV-1a with 64 bits: it tells a torn note from a whole one, nothing more.
  private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private func failure(_ error: SystemError) -> FeedbackFile.AppendError {
    FeedbackFile.AppendError(
      path: path,
      reason:
        "what is going to be written cannot be noted in \(name) beside it: \(error); nothing was "
        + "changed\(error.wayOut)"
    )
  }
}

/// Reads an open regular file from its beginning to its end.
func readWhole(_ descriptor: Int32) throws(SystemError) -> [UInt8] {
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .last }
  var failure: SystemError?
  let capacity = Int(status.st_size)
  let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
    while count < capacity {
      let got = pread(
        descriptor,
        buffer.baseAddress.map { $0 + count },
        capacity - count,
        off_t(count)
      )
      if got < 0, errno == EINTR { continue }
      if got < 0 { failure = .last }
      if got <= 0 { break }
      count += got
    }
  }
  if let failure { throw failure }
  return bytes
}
