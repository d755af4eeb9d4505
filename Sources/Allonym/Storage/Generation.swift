// SPDX-License-Identifier: GPL-2.0-or-later

/// One complete index: a Xapian database, its vocabulary and a manifest. Small updates commit to the
/// database in its place; a large one makes a new generation.
public struct Generation: Sendable, Equatable {
  static let folderPrefix = "generation-"
  static let buildPrefix = "building-"

  /// The index that it belongs to.
  public let index: IndexDirectory
  /// Counts up with each build.
  public let number: Int

  /// A generation of an index, which need not exist.
  public init(index: IndexDirectory, number: Int) {
    self.index = index
    self.number = number
  }

  /// The name of its folder.
  public var name: String { Self.folderPrefix + Self.padded(number) }
  /// Where it is.
  public var path: String { "\(index.path)/\(name)" }
  /// The Xapian database.
  public var databasePath: String { "\(path)/database" }
  /// The memory-mapped vocabulary.
  public var vocabularyPath: String { "\(path)/vocabulary" }
  /// That of the revision which an update is about to commit.
  var nextVocabularyPath: String { "\(path)/vocabulary-next" }
  /// What the last run did, and what became of each file.
  public var reportPath: String { "\(path)/report.json" }
  /// What the last run did with each file, a line each.
  public var reportListPath: String { "\(path)/report.tsv" }
  /// What the index is made of.
  public var manifestPath: String { "\(path)/manifest.json" }
  /// Where it is while it is built.
  var buildPath: String { "\(index.path)/\(Self.buildPrefix)\(Self.padded(number))" }

  /// Checks that no table of the database is missing: Xapian takes a missing one for an empty one,
  /// and finds nothing without an error. Every database has all three, as every path holds a word.
  func checkTables() throws {
    for table in ["postlist", "docdata", "termlist"] {
      guard FileSystem.exists("\(databasePath)/\(table).glass") else {
        throw AllonymError.indexDamaged(path: index.path, detail: "\(table).glass is missing")
      }
    }
  }

  static func number(ofFolder name: String, prefix: String) -> Int? {
    guard name.hasPrefix(prefix) else { return nil }
    return Int(name.dropFirst(prefix.count))
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
