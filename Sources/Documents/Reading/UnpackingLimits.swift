// SPDX-License-Identifier: GPL-2.0-or-later

/// How much a file may hold in its members: what is beyond is a bomb, of which the rest is left out.
public struct UnpackingLimits: Sendable, Hashable {
  /// How many archives deep a member may lie.
  public var depth = 5
  /// How many members a file may have, in all depths.
  public var members = 200_000
  /// How many times as large as the file all of them may be.
  public var growth = 200
  /// What they may be whatever the size of the file, in bytes.
  public var freeBytes = 256 << 20

  /// The usual limits.
  public init() {}
}
