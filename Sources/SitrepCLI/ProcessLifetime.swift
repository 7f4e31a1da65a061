import Record
import Synchronization

/// Holds what a command has read until the process ends.
///
/// To take a record of thousands of entries apart costs more than to print it, and the system takes all memory back
/// at once.
enum ProcessLifetime {
  private static let record = Mutex<FeedbackRecord?>(nil)

  /// Of several calls, as in tests, the last record is held.
  static func hold(_ record: FeedbackRecord) {
    Self.record.withLock { $0 = record }
  }
}
