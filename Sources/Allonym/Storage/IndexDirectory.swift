// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder that holds an index: its generations, the pointer to the current one and the
/// writer's lock.
///
///     index/
///       current -> generation-000002     swapped by one rename
///       generation-000001/               the former one, for readers that still have it open
///       generation-000002/
///       building-000003/                 a build at work, or the debris of one that was killed
///       lock                             held by the process that writes
///       workspace.sqlite                 saved searches and marks, where there are any
public struct IndexDirectory: Sendable, Equatable {
  /// Where the folder is.
  public let path: String

  /// The index in a folder, which need not exist yet.
  public init(path: String) {
    self.path = path
  }

  /// The index that the user means: `path` if given, else the environment's `ALLONYM_INDEX`, else
  /// `./index`.
  public static func chosen(_ path: String?) -> IndexDirectory {
    let environment = getenv("ALLONYM_INDEX").map { String(cString: $0) } ?? ""
    return IndexDirectory(path: path ?? (environment.isEmpty ? "index" : environment))
  }

  var pointer: String { "\(path)/current" }

  /// The file of saved searches, what they found, and marks on documents; it stays when the index is made anew.
  public var workspacePath: String { "\(path)/workspace.sqlite" }

  /// The generation that answers searches now.
  ///
  /// - Throws: `AllonymError.indexMissing` when there is none, `.indexDamaged` when the pointer
  ///   leads nowhere.
  public func currentGeneration() throws -> Generation {
    guard let name = FileSystem.target(ofLink: pointer) else {
      throw AllonymError.indexMissing(path: path)
    }
    guard let number = Generation.number(ofFolder: name, prefix: Generation.folderPrefix) else {
      throw AllonymError.indexDamaged(path: path, detail: "'current' points to '\(name)'")
    }
    let generation = Generation(index: self, number: number)
    guard FileSystem.exists(generation.path) else {
      throw AllonymError.indexDamaged(path: path, detail: "\(name) is missing")
    }
    return generation
  }

  /// What an index holds besides its generations, and what may lie in any folder.
  private static let otherNames: Set<String> = [
    "current", "current.new", "lock", "aliases.tsv", "workspace.sqlite", "workspace.sqlite-wal",
    "workspace.sqlite-shm", "README.md", "lost+found",
  ]

  /// Checks that a folder is an index or may become one: nothing is written among the things of others.
  func checkIsNotForeign() throws {
    guard (try? currentGeneration()) == nil,
      let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return }
    let foreign = names.filter { name in
      !name.hasPrefix(".") && !Self.otherNames.contains(name)
        && Generation.number(ofFolder: name, prefix: Generation.folderPrefix) == nil
        && Generation.number(ofFolder: name, prefix: Generation.buildPrefix) == nil
    }
    if let example = foreign.min() {
      throw AllonymError.foreignFolder(path: path, example: example)
    }
  }

  /// Makes the generation before the current one the current one. That one stays, so that a second call
  /// takes the first back.
  ///
  /// - Throws: `AllonymError.noFormerGeneration` when there is none, and what ``currentGeneration()`` and
  ///   a run that writes throw.
  public func restoreFormerGeneration() throws -> Generation {
    let current = try currentGeneration()
    let lock = try WriterLock(self)
    defer { withExtendedLifetime(lock) {} }
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    let numbers = names.compactMap {
      Generation.number(ofFolder: $0, prefix: Generation.folderPrefix)
    }
    guard let number = numbers.filter({ $0 != current.number }).max() else {
      throw AllonymError.noFormerGeneration(path: path)
    }
    let former = Generation(index: self, number: number)
    try Manifest.checkFormat(of: former)
    try former.checkTables()
    try makeCurrent(former)
    return former
  }

  /// Makes `generation` the one that answers searches, and removes all but it and the one before.
  ///
  /// Readers that opened the former generation keep it; new ones see the new one: the pointer is
  /// replaced by a rename, so there is no moment without an index.
  func makeCurrent(_ generation: Generation) throws {
    let former = try? currentGeneration()
    let fresh = "\(path)/current.new"
    try? FileManager.default.removeItem(atPath: fresh)
    try FileSystem.link(fresh, to: generation.name)
    try FileSystem.move(fresh, to: pointer)
    try FileSystem.synchronize(folder: path)
    removeDebris()
    removeGenerations(except: [generation.number, former?.number].compactMap(\.self))
  }

  /// Removes what killed builds left. The caller holds the lock.
  func removeDebris() {
    remove { name in
      Generation.number(ofFolder: name, prefix: Generation.buildPrefix) != nil
        || name == "current.new"
    }
  }

  private func removeGenerations(except kept: [Int]) {
    remove { name in
      Generation.number(ofFolder: name, prefix: Generation.folderPrefix)
        .map { !kept.contains($0) } ?? false
    }
  }

  private func remove(_ isUnwanted: (String) -> Bool) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names where isUnwanted(name) {
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  /// The number for the next generation: above every one that the folder has seen.
  func nextGenerationNumber() -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let numbers = names.compactMap { name in
      Generation.number(ofFolder: name, prefix: Generation.folderPrefix)
        ?? Generation.number(ofFolder: name, prefix: Generation.buildPrefix)
    }
    return (numbers.max() ?? 0) + 1
  }
}
