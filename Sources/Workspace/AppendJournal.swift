#if canImport(Glibc)
internal import Glibc
#endif

/// The note beside a file that an append is under way: the length that the file had before.
struct AppendJournal {
  enum Noted: Equatable {
    case length(Int)
    /// The append was to make the file.
    case absent
  }

  let folder: Int32
  let name: String
  let path: String

  /// Notes the length (nil: there is no file yet), durably, before anything is written.
  func begin(length: Int?) throws {
    let descriptor = openat(
      folder,
      name,
      O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
      0o666
    )
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    let text = Array("\(length.map(String.init) ?? "absent")\n".utf8)
    let count = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count == text.count, fsync(descriptor) == 0 else {
      let error = failure()
      unlinkat(folder, name, 0)
      throw error
    }
  }

  func end() {
    unlinkat(folder, name, 0)
  }

  /// What a writer noted that did not finish; nil when every append is whole.
  func notedLength() -> Noted? {
    let descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return Self.read(descriptor)
  }

  /// The length that readers may trust; nil when no append is under way.
  static func length(atPath path: String) -> Int? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    switch read(descriptor) {
    case .length(let length)?: return length
    case .absent?: return 0
    case nil: return nil
    }
  }

  /// A note that is cut off itself is none: nothing was written to the file yet.
  private static func read(_ descriptor: Int32) -> Noted? {
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0, buffer[count - 1] == UInt8(ascii: "\n") else { return nil }
    let text = String(decoding: buffer[..<(count - 1)], as: UTF8.self)
    return text == "absent" ? .absent : Int(text).map(Noted.length)
  }

  private func failure() -> FeedbackFile.AppendError {
    FeedbackFile.AppendError(
      path: path,
      reason:
        "the length before the write cannot be noted in \(name): \(String(cString: strerror(errno)).lowercased())"
    )
  }
}
