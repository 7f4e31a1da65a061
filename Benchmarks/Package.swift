// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that measuring never changes what is measured.
let package = Package(
  name: "benchmarks",
  targets: [
    .executableTarget(name: "benchmarks")
  ],
  swiftLanguageModes: [.v6]
)
