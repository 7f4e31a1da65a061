// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// Listed from the inside out: a target depends only on targets above it.
let package = Package(
  name: "sitrep",
  products: [
    .executable(name: "sitrep", targets: ["sitrep"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCMarkGFM",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]
    ),
    .systemLibrary(name: "CPgQuery", providers: [.apt(["libpg-query-dev", "libprotobuf-c-dev"])]),
    .systemLibrary(name: "CPostgres", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CMalloc"),

    .target(name: "Facts", swiftSettings: settings),

    .target(name: "MarkdownTree", dependencies: ["CCMarkGFM", "Facts"], swiftSettings: settings),
    .target(name: "PostgresSyntax", dependencies: ["CPgQuery", "Facts"], swiftSettings: settings),
    .target(
      name: "SchemaFold",
      dependencies: ["PostgresSyntax", "Facts"],
      swiftSettings: settings
    ),
    .target(name: "PrismaSyntax", dependencies: ["Facts"], swiftSettings: settings),
    .target(name: "Redaction", dependencies: ["Facts"], swiftSettings: settings),

    .target(name: "Workspace", dependencies: ["Facts", "Redaction"], swiftSettings: settings),
    .target(
      name: "Configuration",
      dependencies: ["Facts", "Workspace", "Yams"],
      swiftSettings: settings
    ),

    .target(
      name: "Record",
      dependencies: ["Facts", "MarkdownTree", "Workspace", "Configuration"],
      swiftSettings: settings
    ),
    .target(
      name: "Tasks",
      dependencies: [
        "Facts", "MarkdownTree", "PostgresSyntax", "SchemaFold", "PrismaSyntax", "Workspace",
        "Configuration",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Collectors",
      dependencies: [
        "Facts", "PostgresSyntax", "SchemaFold", "PrismaSyntax", "Redaction", "Workspace",
        "Configuration", "Yams",
      ],
      swiftSettings: settings
    ),

    .target(
      name: "Rehearsal",
      dependencies: [
        "CPostgres", "Facts", "PostgresSyntax", "Redaction", "Workspace", "Configuration",
        "Collectors",
      ],
      swiftSettings: settings
    ),
    .target(name: "Rules", dependencies: ["Facts"], swiftSettings: settings),
    .target(
      name: "Templates",
      path: "templates",
      resources: [
        .embedInCode("report.md.mustache"),
        .embedInCode("blocker.md.mustache"),
        .embedInCode("credential.md.mustache"),
        .embedInCode("note.md.mustache"),
        .embedInCode("ready.md.mustache"),
        .embedInCode("rehearsal.md.mustache"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Audit",
      dependencies: [
        "Facts", "MarkdownTree", "PostgresSyntax", "SchemaFold", "PrismaSyntax", "Workspace",
        "Configuration", "Record", "Collectors",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Status",
      dependencies: ["Facts", "Record", "Tasks", "Configuration", "Rules"],
      swiftSettings: settings
    ),
    .target(
      name: "Reports",
      dependencies: [
        "Facts", "Record", "Tasks", "Collectors", "Configuration", "Redaction", "Templates",
        "Workspace", .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "SitrepCLI",
      dependencies: [
        "CMalloc", "MarkdownTree", "PrismaSyntax", "Rehearsal", "Rules",
        "Facts", "Record", "Tasks", "Collectors", "Redaction", "Configuration", "Workspace",
        "Audit", "Status", "Reports", "Templates",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "sitrep",
      dependencies: ["SitrepCLI", "Workspace"],
      swiftSettings: settings
    ),

    // What must hold of every reader, for the fuzzer and for the tests.
    .target(
      name: "FuzzChecks",
      dependencies: [
        "Facts", "MarkdownTree", "PostgresSyntax", "SchemaFold", "PrismaSyntax", "Redaction",
        "Configuration", "Record", "Tasks", "Collectors", "Reports", "Templates", "SitrepCLI",
      ],
      path: "Fuzzing/Checks",
      swiftSettings: settings
    ),

    .target(
      name: "TestSupport",
      dependencies: ["Facts", "Workspace"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .testTarget(name: "FactsTests", dependencies: ["Facts"], swiftSettings: settings),
    .testTarget(
      name: "MarkdownTreeTests",
      dependencies: ["MarkdownTree", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "PostgresSyntaxTests",
      dependencies: ["PostgresSyntax", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "PrismaSyntaxTests",
      dependencies: ["PrismaSyntax", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RedactionTests",
      dependencies: ["Redaction", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "AppendProbe",
      dependencies: ["Workspace"],
      path: "Tests/AppendProbe",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "Stress",
      dependencies: ["Facts", "Workspace"],
      path: "Tests/Stress",
      swiftSettings: settings
    ),
    .testTarget(
      name: "FuzzChecksTests",
      dependencies: ["FuzzChecks", "PostgresSyntax", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "WorkspaceTests",
      dependencies: ["AppendProbe", "Workspace", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["Configuration", "Workspace", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RecordTests",
      dependencies: [
        "Record", "MarkdownTree", "Reports", "Workspace", "Configuration", "Facts", "TestSupport",
      ],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TasksTests",
      dependencies: ["Tasks", "Configuration", "Workspace", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CollectorsTests",
      dependencies: ["Collectors", "Configuration", "Workspace", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RulesTests",
      dependencies: [
        "Rules", "Collectors", "Tasks", "Configuration", "Workspace", "Facts", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RehearsalTests",
      dependencies: [
        "Rehearsal", "Collectors", "sitrep", "Configuration", "Workspace", "Facts", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "AuditTests",
      dependencies: ["Audit", "Record", "Configuration", "Workspace", "Facts", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "StatusTests",
      dependencies: ["Status", "Record", "Configuration", "Facts", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "Templates", "Record", "Configuration", "Workspace", "Facts", "TestSupport",
      ],
      exclude: ["Golden"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "sitrep", "AppendProbe", "Stress", "Rules", "Facts", "Workspace", "TestSupport",
      ],
      exclude: ["Golden"],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings the main function, so this one links only under its sanitizer: `make fuzz` asks for it.
if Context.environment["SITREP_FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: ["FuzzChecks"],
      path: "Fuzzing/Driver",
      swiftSettings: settings
    )
  )
}
