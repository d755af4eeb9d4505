// SPDX-License-Identifier: GPL-2.0-or-later
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

/// What a run did, and where the index is now.
public struct BuildReport: Sendable, Equatable {
  /// What became of everything that was seen.
  public var run: RunReport
  /// The size of the generation in bytes.
  public var indexBytes: Int
  /// The generation that answers searches now.
  public var generation: Generation
}
