package import Facts

/// The part of a day in which one report of an agent is due: from `start` up to, not including, `end`.
package struct Slot: Sendable, Hashable {
  package let start: Timestamp
  package let end: Timestamp

  package init(start: Timestamp, end: Timestamp) {
    self.start = start
    self.end = end
  }

  package func contains(_ moment: Timestamp) -> Bool {
    start <= moment && moment < end
  }
}

/// The slots of every day, counted from 00:00 UTC.
///
/// A cadence that does not divide the day leaves a shorter last slot, so that every day begins with a new one.
package struct SlotSchedule: Sendable, Equatable {
  /// Seconds, 1...86,400.
  package let cadence: Int

  /// Takes the nearest possible cadence; loading refuses others before they come here.
  package init(cadence: Int) {
    self.cadence = min(max(cadence, 1), 86_400)
  }

  /// The slot that holds a moment.
  package func slot(of moment: Timestamp) -> Slot {
    let midnight = moment + -moment.secondOfDay
    let start = moment.secondOfDay / cadence * cadence
    return Slot(start: midnight + start, end: midnight + min(start + cadence, 86_400))
  }

  /// The slot before another one.
  package func slot(before slot: Slot) -> Slot {
    self.slot(of: slot.start + -1)
  }

  /// Whether an agent missed a slot: nothing was reported in the slot of `now` nor in the one before.
  ///
  /// The current slot may still bring the report, so it does not count; without a last report it is missed.
  package func isOverdue(last: Timestamp?, now: Timestamp) -> Bool {
    guard let last else { return true }
    return last < slot(before: slot(of: now)).start
  }
}
