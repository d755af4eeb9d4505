// SPDX-License-Identifier: GPL-2.0-or-later

/// How large files and their parts may be.
public enum FileLimits {
  /// Larger files are not read, and reported: a text file takes about twice its size in memory.
  public static let largestFile = 512 << 20
  /// Larger pages are not read, and reported.
  public static let largestPage = 64 << 20
  /// Longer lines of a JSON Lines file are not read, and reported.
  public static let longestLine = 64 << 20
  /// How many bytes of a JSON Lines file make one work item.
  public static let batchSize = 2 << 20
}
