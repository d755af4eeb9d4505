// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a generation is made of: written beside it as `manifest.json`.
public struct Manifest: Codable, Sendable, Equatable {
  /// The layout of the generation that this program writes and reads.
  public static let currentFormat = 1

  /// The layout of this generation.
  public var format: Int = Manifest.currentFormat
  /// The program that wrote it.
  public var program: String = "allonym \(Release.version)"
  /// When the build began, in ISO 8601, UTC.
  public var created: String
  /// The files and folders that were indexed, as absolute paths.
  public var sources: [String]
  /// How JSON Lines were read.
  public var fields: RecordFields
  /// What the build saw.
  public var counts: Counts
  /// The checksum of the spelling model whose keys the vocabulary holds.
  public var modelChecksum: String

  /// How many documents of which fate, and how much text.
  public struct Counts: Codable, Sendable, Equatable {
    /// Files and lines that were looked at.
    public var seen = 0
    /// Documents in the index.
    public var indexed = 0
    /// Documents that another one with the same id replaced.
    public var replaced = 0
    /// Files that were passed over, by extension or reason.
    public var skipped: [String: Int] = [:]
    /// Hidden files and folders that were left alone.
    public var hidden = 0
    /// Files and lines that could not be read.
    public var failed = 0
    /// The bytes of text that were indexed.
    public var textBytes = 0

    /// Nothing seen yet.
    public init() {}

    /// What a walk saw, before a file is read.
    init(_ survey: Survey) {
      seen = survey.skipped.count + survey.failures.count
      hidden = survey.hidden
      for file in survey.skipped {
        let kind =
          switch file.reason {
          case .unknownType(""): "without extension"
          case .unknownType(let name): ".\(name)"
          case .notAFile(let kind): kind
          case .linkToFolder: "links to folders"
          case .ignored: "ignored"
          case .excluded: "excluded"
          case .notIncluded: "not included"
          case .tooLarge: "too large"
          case .sameFile: "links to files already seen"
          }
        skipped[kind, default: 0] += 1
      }
    }
  }

  /// Reads the manifest of a generation.
  ///
  /// - Throws: `AllonymError.indexDamaged` when it is missing or is not a manifest,
  ///   `.indexTooNew` when a later version wrote it.
  public init(of generation: Generation) throws {
    self = try Self.decoded(Manifest.self, from: try Self.checkFormat(of: generation), generation)
  }

  /// Checks that a generation has a format that this program reads, and returns its manifest as
  /// written.
  @discardableResult
  static func checkFormat(of generation: Generation) throws -> Data {
    struct Format: Decodable { var format: Int }
    guard let data = FileManager.default.contents(atPath: generation.manifestPath) else {
      throw damage(of: generation)
    }
    let format = try decoded(Format.self, from: data, generation).format
    guard format <= currentFormat else {
      throw AllonymError.indexTooNew(path: generation.index.path, version: format)
    }
    return data
  }

  private static func decoded<Value: Decodable>(
    _ type: Value.Type, from data: Data, _ generation: Generation
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw damage(of: generation)
    }
  }

  private static func damage(of generation: Generation) -> AllonymError {
    .indexDamaged(path: generation.index.path, detail: "no manifest in \(generation.name)")
  }

  init(
    sources: [String], fields: RecordFields, counts: Counts, created: Date, modelChecksum: String
  ) {
    self.sources = sources
    self.fields = fields
    self.counts = counts
    self.created = created.formatted(.iso8601)
    self.modelChecksum = modelChecksum
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try encoder.encode(self).write(to: URL(filePath: path))
    } catch {
      throw AllonymError.cannotWrite(path: path, detail: FileSystem.lastMessage)
    }
  }
}
