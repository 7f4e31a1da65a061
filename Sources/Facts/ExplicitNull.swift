/// An optional that is always present in JSON: `null` where it is nil.
///
/// The contracts promise a key even where nothing was determined; a plain optional would be left out.
///
/// Conforms where its value does: a demand on every value would be looked up at run time.
@propertyWrapper
package struct ExplicitNull<Value> {
  package var wrappedValue: Value?

  package init(wrappedValue: Value?) {
    self.wrappedValue = wrappedValue
  }
}

extension ExplicitNull: Sendable where Value: Sendable {}
extension ExplicitNull: Equatable where Value: Equatable {}

extension ExplicitNull: Encodable where Value: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}
