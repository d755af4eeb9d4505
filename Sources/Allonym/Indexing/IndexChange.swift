// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// Changes what an index holds without reading a file: takes files and folders out, or gives them other
/// paths.
///
/// A change is made whole or not at all, or is made whole by the same call again.
public struct IndexChange: Sendable {
  private let index: IndexDirectory
  private let what: What
  /// What the change may take of the machine.
  public var limits = BuildLimits()

  private enum What: Sendable {
    case removal([String])
    case move(from: String, to: String)
  }

  /// More documents than these are changed in a copy of the database, as a commit holds them in memory.
  private static let maxDocumentsInPlace = 5000

  /// Takes files and folders out of an index: sources of it, or parts of them, which then stay out until they are
  /// named again.
  public init(removing paths: [String], from index: IndexDirectory) {
    self.index = IndexDirectory(path: AbsolutePath.of(index.path))
    what = .removal(paths.map(AbsolutePath.of))
  }

  /// Gives a file or folder that was renamed, or is mounted elsewhere, its new path.
  public init(moving path: String, to newPath: String, in index: IndexDirectory) {
    self.index = IndexDirectory(path: AbsolutePath.of(index.path))
    what = .move(from: AbsolutePath.of(path), to: AbsolutePath.of(newPath))
  }

  /// Makes the change.
  ///
  /// - Throws: `AllonymError` when the index holds nothing of a path, the new path is not there, or the
  ///   index cannot be written.
  public func run(
    progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) async throws -> BuildReport {
    try Manifest.checkFormat(of: index.currentGeneration())
    if case .move(let path, let newPath) = what { try Self.check(path, newPath) }
    let run = IndexRun(index: index, program: limits.reader, progress: progress)
    return try await run.locked {
      let generation = try index.currentGeneration()
      try generation.checkTables()
      return try await change(generation, run)
    }
  }

  private static func check(_ path: String, _ newPath: String) throws {
    guard FileSystem.exists(newPath) else {
      throw AllonymError.sourceUnreadable(
        path: newPath,
        detail: "there is no such file or folder: name the place where \(path) is now")
    }
    guard !RawPath(path).contains(RawPath(newPath)) else {
      throw AllonymError.invalidArgument(
        "\(newPath) lies within \(path), so what lay there cannot have moved to it.")
    }
  }

  private func change(_ generation: Generation, _ run: IndexRun) async throws -> BuildReport {
    let manifest = try Manifest(of: generation)
    var renewed = manifest
    var plan = UpdatePlan(reading: WalkResult(), asOf: run.time)
    let database = try Database(path: generation.databasePath)
    switch what {
    case .removal(let paths):
      plan.deletionReason = "removed"
      for path in paths { try remove(path, &plan, &renewed, database) }
    case .move(let path, let newPath):
      plan.moveReason = "moved"
      try move(path, to: newPath, &plan, &renewed, database)
    }
    let documents = try database.documentCount
    var report = RunReport(
      paths: paths, isRebuild: false, started: run.started, after: run.formerReport)
    let changed = (plan.deleted + plan.moves.map(\.former)).reduce(0) { $0 + $1.documents }
    let deleted = plan.deleted.reduce(0) { $0 + $1.documents }
    if changed > Self.maxDocumentsInPlace, deleted < documents {
      let build = GenerationBuild(
        index: index, sources: renewed.sources, reading: renewed.reading, limits: limits,
        progress: run.progress, started: run.started)
      return try run.ended(try await build.run(plan, over: generation, &report), report)
    }
    if !plan.isEmpty {
      renewed.checksums = nil
      var unchecked = manifest
      unchecked.checksums = nil
      try unchecked.write(over: manifest, of: generation)
      _ = try await InPlaceUpdate(
        generation: generation, reading: manifest.reading, limits: limits, progress: run.progress
      ).run(plan, &report)
    }
    try renewed.write(over: manifest, of: generation)
    return try run.ended(generation, report)
  }

  private var paths: [String] {
    switch what {
    case .removal(let paths): paths
    case .move(let path, _): [path]
    }
  }

  private func remove(
    _ path: String, _ plan: inout UpdatePlan, _ manifest: inout Manifest, _ database: Database
  ) throws {
    let rawPath = RawPath(path)
    let records = try FileRecordStore.records(in: database, below: rawPath)
    let isSource = manifest.sources.contains { rawPath.contains(RawPath($0)) }
    guard isSource || !records.isEmpty else {
      throw AllonymError.notInIndex(path: path, sources: manifest.sources)
    }
    let known = Set(plan.deleted.map(\.path))
    plan.deleted += records.values.filter { !known.contains($0.path) }
      .sorted { $0.path < $1.path }
    manifest.sources.removeAll { rawPath.contains(RawPath($0)) }
    var removed = manifest.reading.walk.removed ?? []
    removed.removeAll { rawPath.contains(RawPath($0)) }
    let isPart = manifest.sources.contains { RawPath($0).contains(rawPath) }
    if isPart, !removed.contains(where: { RawPath($0).contains(rawPath) }) { removed.append(path) }
    manifest.reading.walk.removed = removed.isEmpty ? nil : removed
  }

  private func move(
    _ path: String, to newPath: String, _ plan: inout UpdatePlan, _ manifest: inout Manifest,
    _ database: Database
  ) throws {
    let (old, new) = (RawPath(path), RawPath(newPath))
    let records = try FileRecordStore.records(in: database, below: old)
    let isSource = manifest.sources.contains { old.contains(RawPath($0)) }
    guard isSource || !records.isEmpty else {
      throw AllonymError.notInIndex(path: path, sources: manifest.sources)
    }
    let there = try FileRecordStore.records(in: database, below: new)
    for record in records.values.sorted(by: { $0.path < $1.path }) {
      var moved = record
      moved.path = RawPath(bytes: new.bytes + record.path.bytes.dropFirst(old.bytes.count))
      if there[moved.path] != nil {
        plan.deleted.append(record)
      } else {
        // The name may be the title of its documents: the next run reads it.
        if moved.path.name != record.path.name { moved.makeUnknown() }
        plan.moves.append(UpdatePlan.Move(former: record, record: moved))
      }
    }
    func renamed(_ text: String) -> String {
      old.contains(RawPath(text)) ? newPath + text.dropFirst(path.count) : text
    }
    manifest.sources = IndexUpdate.sources([], with: manifest.sources.map(renamed) + [newPath])
    manifest.reading.walk.removed = manifest.reading.walk.removed?.map(renamed)
  }
}
