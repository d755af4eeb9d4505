// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a generation is made of: written beside it as `manifest.json`.
public struct Manifest: Codable, Sendable, Equatable {
  /// The layout of the generation that this program writes and reads.
  public static let currentFormat = Release.indexFormat

  /// The layout of this generation.
  public var format: Int = Manifest.currentFormat
  /// The program that wrote it.
  public var program: String = "allonym \(Release.version)"
  /// When the build began, in ISO 8601, UTC.
  public var created: String
  /// The files and folders that were indexed, as absolute paths.
  public var sources: [String]
  /// What was walked, and how it was read.
  public var reading: SourceOptions
  /// What the generation held when it was made.
  public var counts: Counts
  /// The bytes of the database when it was made: later updates make it larger.
  public var databaseBytes: Int?
  /// What the files of the database held when it was made.
  public var checksums: DatabaseChecksums?
  /// The checksum of the spelling model whose keys the vocabulary holds.
  public var modelChecksum: String

  /// How many documents, and how much text.
  public struct Counts: Codable, Sendable, Equatable {
    /// Documents in the index.
    public var indexed = 0
    /// The bytes of their text.
    public var textBytes = 0

    /// Nothing indexed yet.
    public init() {}
  }

  /// Reads the manifest of a generation.
  ///
  /// - Throws: `AllonymError.indexDamaged` when it is missing or is not a manifest,
  ///   `.indexOfOtherFormat` when a later version wrote it.
  public init(of generation: Generation) throws {
    let data = try Self.data(of: generation, withFormatIn: 1...Self.currentFormat)
    self = try Self.decoded(Manifest.self, from: data, generation)
  }

  /// Checks that a generation has the format that this program reads.
  static func checkFormat(of generation: Generation) throws {
    _ = try data(of: generation, withFormatIn: currentFormat...currentFormat)
  }

  /// The manifest of a generation as written.
  private static func data(
    of generation: Generation, withFormatIn formats: ClosedRange<Int>
  ) throws -> [UInt8] {
    guard let data = FileSystem.content(of: generation.manifestPath) else {
      throw damage(of: generation)
    }
    let format = try writtenFormat(of: data) ?? decoded(Format.self, from: data, generation).format
    guard formats.contains(format) else {
      throw AllonymError.indexOfOtherFormat(path: generation.index.path, format: format)
    }
    return data
  }

  private struct Format: Decodable { var format: Int }

  /// The format as ``write(to:)`` writes it: every search looks at it, and decoding all of the manifest
  /// for it would take longer than opening the database.
  private static func writtenFormat(of data: [UInt8]) -> Int? {
    let line = Array("\n  \"format\" : ".utf8)
    let starts = data.indices.dropLast(line.count).first { data[$0...].starts(with: line) }
    return starts.flatMap { start in
      let digits = data[(start + line.count)...].prefix { 0x30...0x39 ~= $0 }
      return Int(String(decoding: digits, as: UTF8.self))
    }
  }

  private static func decoded<Value: Decodable>(
    _ type: Value.Type, from data: [UInt8], _ generation: Generation
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(data))
    } catch {
      throw damage(of: generation)
    }
  }

  private static func damage(of generation: Generation) -> AllonymError {
    .indexDamaged(path: generation.index.path, detail: "no manifest in \(generation.name)")
  }

  init(
    sources: [String], reading: SourceOptions, counts: Counts, created: Date,
    modelChecksum: String, database: Database, in folder: String
  ) throws {
    self.sources = sources
    self.reading = reading
    self.counts = counts
    self.created = created.formatted(.iso8601)
    self.modelChecksum = modelChecksum
    databaseBytes = FileSystem.size(of: folder)
    checksums = try DatabaseChecksums(of: database, in: folder)
  }

  /// Puts it in the place of a generation's manifest, where it differs from it.
  func write(over former: Manifest, of generation: Generation) throws {
    if self != former { try write(to: generation.manifestPath) }
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try FileSystem.replace(path, with: Array(try encoder.encode(self)))
  }
}
