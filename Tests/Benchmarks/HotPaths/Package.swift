// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-2.0-or-later
import PackageDescription

/// A package of its own, so that nobody who builds Allonym needs the benchmark package.
let package = Package(
  name: "HotPaths",
  dependencies: [
    .package(name: "allonym", path: "../../.."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "HotPaths",
      dependencies: [
        .product(name: "Allonym", package: "allonym"),
        .product(name: "Spelling", package: "allonym"),
        .product(name: "Xapian", package: "allonym"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/HotPaths",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
