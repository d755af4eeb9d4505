// SPDX-License-Identifier: GPL-2.0-or-later

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension IndexDirectory {
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
}
