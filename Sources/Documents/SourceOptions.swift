// SPDX-License-Identifier: GPL-2.0-or-later

/// How files are read, beyond what they are.
public struct ReadingOptions: Sendable, Hashable, Codable {
  /// Whether text is recognised on scanned pages.
  public var recognisesText: Bool

  /// Reading without recognising text.
  public init(recognisesText: Bool = false) {
    self.recognisesText = recognisesText
  }
}

/// What is walked and how it is read: what an index remembers, so that an update does as the build did.
public struct SourceOptions: Sendable, Hashable, Codable {
  /// The names by which records are read.
  public var fields: RecordFields
  /// How files are read.
  public var reading: ReadingOptions
  /// What a walk leaves out.
  public var walk: WalkOptions

  /// The usual options, except where others are given.
  public init(
    fields: RecordFields = RecordFields(), reading: ReadingOptions = ReadingOptions(),
    walk: WalkOptions = WalkOptions()
  ) {
    self.fields = fields
    self.reading = reading
    self.walk = walk
  }
}
