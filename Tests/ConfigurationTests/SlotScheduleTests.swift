import Configuration
import Facts
import Testing

@Suite struct SlotScheduleTests {
  private func moment(_ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> Timestamp {
    Timestamp(year: 2026, month: 3, day: day, hour: hour, minute: minute, second: second)
      ?? Timestamp(secondsSinceEpoch: 0)
  }

  @Test func slotsBeginAtMidnightAndDoNotOverlap() {
    let slots = SlotSchedule(cadence: 7_200)
    #expect(slots.slot(of: moment(1, 0)) == Slot(start: moment(1, 0), end: moment(1, 2)))
    #expect(slots.slot(of: moment(1, 1, 59, 59)).start == moment(1, 0))
    #expect(slots.slot(of: moment(1, 2)).start == moment(1, 2))
    #expect(slots.slot(of: moment(1, 23, 59, 59)).end == moment(2, 0))
  }

  @Test func aCadenceThatDoesNotDivideTheDayEndsItWithAShorterSlot() {
    let slots = SlotSchedule(cadence: 5 * 3_600)
    #expect(slots.slot(of: moment(1, 23)) == Slot(start: moment(1, 20), end: moment(2, 0)))
    #expect(slots.slot(of: moment(2, 0, 30)) == Slot(start: moment(2, 0), end: moment(2, 5)))
    #expect(slots.slot(before: slots.slot(of: moment(2, 1))).start == moment(1, 20))
  }

  @Test(arguments: [60, 3_600, 7_200, 18_000, 86_399, 86_400])
  func everyMomentIsInItsSlot(cadence: Int) {
    let slots = SlotSchedule(cadence: cadence)
    for offset in stride(from: -90_000, through: 90_000, by: 997) {
      let now = Timestamp(secondsSinceEpoch: offset)
      let slot = slots.slot(of: now)
      #expect(slot.contains(now))
      #expect(!slot.contains(slot.end))
      #expect(slots.slot(of: slot.end).start == slot.end)
      #expect(slots.slot(before: slot).end == slot.start)
    }
  }

  @Test func overdueMeansThatAWholeSlotPassedWithoutAReport() {
    let slots = SlotSchedule(cadence: 7_200)
    let now = moment(2, 4, 30)
    #expect(slots.isOverdue(last: nil, now: now))
    #expect(slots.isOverdue(last: moment(2, 1, 59), now: now))
    #expect(!slots.isOverdue(last: moment(2, 2), now: now))
    #expect(!slots.isOverdue(last: moment(2, 4, 10), now: now))
  }
}
