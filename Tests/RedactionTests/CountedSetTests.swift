import Testing

@testable import Redaction

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Recall and false alarms, counted; `SITREP_REDACTION_TABLE=1` prints them, `=all` with every miss.
@Suite("The counted set")
struct CountedSetTests {
  private let redactor = Redactor()

  private static let table = ProcessInfo.processInfo.environment["SITREP_REDACTION_TABLE"]

  @Test("The set is as large as promised")
  func size() {
    #expect(CountedSecrets.tuning.count + CountedSecrets.heldBack.count >= 400)
    #expect(HarmlessTuning.samples.count + HarmlessHeldBack.samples.count >= 2_000)
  }

  @Test("Secrets that the detectors were tuned on are found")
  func recallTuning() {
    #expect(recall(of: CountedSecrets.tuning, title: "tuning", names: Self.table != nil) >= 0.99)
  }

  @Test("Secrets that were held back are found")
  func recallHeldBack() {
    let rate = recall(of: CountedSecrets.heldBack, title: "held back", names: Self.table == "all")
    #expect(rate >= 0.99)
  }

  @Test("Harmless texts that the detectors were tuned on stay")
  func falseAlarmsTuning() {
    let rate = falseAlarms(of: HarmlessTuning.samples, title: "tuning", names: Self.table != nil)
    #expect(rate <= 0.005)
  }

  @Test("Harmless texts that were held back stay")
  func falseAlarmsHeldBack() {
    let rate = falseAlarms(
      of: HarmlessHeldBack.samples,
      title: "held back",
      names: Self.table == "all"
    )
    #expect(rate <= 0.005)
  }

  @Test("Secrets of the third set are found, and its harmless texts stay")
  func third() {
    #expect(ThirdSecrets.samples.count >= 500)
    #expect(recall(of: ThirdSecrets.samples, title: "third", names: Self.table != nil) >= 0.99)
    let rate = falseAlarms(of: ThirdHarmless.samples, title: "third", names: Self.table != nil)
    #expect(rate <= 0.005)
  }

  private func recall(of samples: [SecretSample], title: String, names: Bool) -> Double {
    var counts: [String: (found: Int, all: Int)] = [:]
    var lost = 0
    for sample in samples {
      let output = redactor.redact(sample.text).text
      let found = !sample.leaks(in: output)
      counts[sample.kind, default: (0, 0)].all += 1
      if found { counts[sample.kind, default: (0, 0)].found += 1 }
      if !found, names { print("missed [\(sample.kind), \(sample.context)]: \(output)") }
      for part in sample.kept where !output.contains(part) {
        lost += 1
        if names { print("lost \(part) [\(sample.kind), \(sample.context)]: \(output)") }
      }
    }
    let found = counts.values.reduce(0) { $0 + $1.found }
    if Self.table != nil {
      for (kind, count) in counts.sorted(by: { $0.key < $1.key }) where count.found < count.all {
        print("recall \(title) \(kind): \(count.found)/\(count.all)")
      }
      print("recall \(title): \(found)/\(samples.count), \(lost) parts lost")
    }
    return Double(found) / Double(samples.count)
  }

  private func falseAlarms(of samples: [HarmlessSample], title: String, names: Bool) -> Double {
    var counts: [String: (alarms: Int, all: Int)] = [:]
    for sample in samples {
      let output = redactor.redact(sample.text).text
      counts[sample.kind, default: (0, 0)].all += 1
      guard output != sample.text else { continue }
      counts[sample.kind, default: (0, 0)].alarms += 1
      if names { print("false alarm [\(sample.kind)]: \(sample.text) -> \(output)") }
    }
    let alarms = counts.values.reduce(0) { $0 + $1.alarms }
    if Self.table != nil {
      for (kind, count) in counts.sorted(by: { $0.key < $1.key }) where count.alarms > 0 {
        print("false alarms \(title) \(kind): \(count.alarms)/\(count.all)")
      }
      print("false alarms \(title): \(alarms)/\(samples.count)")
    }
    return Double(alarms) / Double(samples.count)
  }
}
