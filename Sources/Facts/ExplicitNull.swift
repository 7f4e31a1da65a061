/// An optional that is always present in JSON: `null` where it is nil.
///
/// The contracts promise a key even where nothing was determined; a plain optional would be left out.
@propertyWrapper
package struct ExplicitNull<Value: Sendable & Equatable & Encodable>: Sendable, Equatable, Encodable
{
  package var wrappedValue: Value?

  package init(wrappedValue: Value?) {
    self.wrappedValue = wrappedValue
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}
