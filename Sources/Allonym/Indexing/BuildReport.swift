// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents

/// How far a build is.
public struct BuildProgress: Sendable, Equatable {
  /// What a build does, in order.
  public enum Stage: Sendable, Equatable {
    /// Looking for files.
    case walking
    /// Reading, analysing and filling segments.
    case reading
    /// Merging the segments into one compact database.
    case merging
    /// Writing the vocabulary.
    case vocabulary
  }

  /// What it does now.
  public var stage: Stage
  /// Documents so far; while walking, files.
  public var documents = 0
  /// Bytes of files that were read.
  public var bytesDone = 0
  /// Bytes of all files.
  public var bytesTotal = 0
}

/// What a build did.
public struct BuildReport: Sendable, Equatable {
  /// What became of everything that was seen.
  public var counts: Manifest.Counts
  /// What could not be read, and why.
  public var failures: [ReadFailure]
  /// How long it took, in seconds.
  public var seconds: Double
  /// The size of the new generation in bytes.
  public var indexBytes: Int
  /// The new generation.
  public var generation: Generation
}
