@testable import Redaction
import Testing

@Suite struct VendorKeyTests {
  private let redactor = Redactor()

  /// Characters of an alphabet from a seeded generator: no key of anybody.
  private func characters(_ alphabet: VendorKey.Alphabet, _ count: Int, seed: inout UInt64)
    -> String
  {
    let set: [Character] =
      switch alphabet {
      case .hex: Array("0123456789abcdef")
      case .upper, .keyGroups: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
      case .alphanumeric, .urlSafe, .wide, .address:
        Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
      }
    var text = ""
    for _ in 0..<count {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text.append(set[Int(seed >> 33) % set.count])
    }
    return text
  }

  @Test func `Every vendor's key is found by its kind, wherever it stands`() {
    var seed: UInt64 = 7
    for key in VendorKey.all {
      let value =
        String(describing: key.prefix)
        + characters(key.alphabet, key.length.lowerBound, seed: &seed)
      for (before, after) in [("", ""), ("see ", ", then"), ("[\"", "\"]"), ("a\\n", "\\n")] {
        let result = redactor.redact(before + value + after)
        #expect(result.text == "\(before)[redacted: \(key.kind)]\(after)")
      }
    }
  }

  @Test func `Tokens that are known by their form are found`() {
    var seed: UInt64 = 11
    let part = { (count: Int, seed: inout UInt64) in
      self.characters(.urlSafe, count, seed: &seed)
    }
    let jwt = "eyJ" + part(20, &seed) + ".eyJ" + part(40, &seed) + "." + part(43, &seed)
    #expect(redactor.redact("got \(jwt).").text == "got [redacted: jwt].")
    let telegram = "123456789:" + "AA" + part(33, &seed)
    #expect(redactor.redact("t \(telegram)").text == "t [redacted: telegram-token]")
  }

  @Test(arguments: [
    "commit 3f786850e387550fdab836ed7e6dc881de23001b",
    "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
    "id 550e8400-e29b-41d4-a716-446655440000",
    "sk-loading-indicator npm_config_registry key-value-store re_export_all",
    "src/components/dashboard/tiles/SalesPulseModal.test.tsx",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
  ])
  func `What only looks like a key stays`(text: String) {
    #expect(redactor.redact(text).text == text)
  }
}
