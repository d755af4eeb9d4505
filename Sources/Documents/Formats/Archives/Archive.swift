// SPDX-License-Identifier: GPL-2.0-or-later

/// ZIP and tar archives and compressed files: each member is read as the file that it is.
enum Archive {
  static func unpack(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    let isZIP = try input.beginning().starts(with: [0x50, 0x4b])
    try input.withDescriptor { descriptor throws(Unreadable) in
      let archive = try ArchiveReader(descriptor: descriptor, isZIP: isZIP)
      while !unpacking.isStopped, let entry = try archive.next() {
        let name = archive.isSingle ? nameWithoutSuffix(input.name) : entry.name
        guard entry.isFile, !isHousekeeping(name) else { continue }
        if entry.isEncrypted {
          unpacking.fail(
            Unreadable(.encrypted, "asks for a password: unpack it to have it indexed"),
            member: name)
          continue
        }
        try read(name, from: archive, unpacking)
      }
    }
  }

  private static func read(_ name: String, from archive: ArchiveReader, _ unpacking: Unpacking)
    throws(Unreadable)
  {
    let isBounded = unpacking.bytesLeft < Unpacking.largestMember
    let most = min(unpacking.bytesLeft, Unpacking.largestMember)
    guard let content = try archive.content(most: most) else {
      if isBounded { throw Unpacking.tooMuch }
      try unpacking.count(most)
      return unpacking.fail(
        Unreadable(
          .tooLarge, "is larger than \(most >> 20) MiB: unpack and split it to have it indexed"),
        member: name)
    }
    try unpacking.read(content, name: name)
  }

  /// What systems put into archives for themselves.
  private static func isHousekeeping(_ name: String) -> Bool {
    name.hasPrefix("__MACOSX/") || name.hasSuffix("/.DS_Store") || name == ".DS_Store"
      || name.hasSuffix("/Thumbs.db")
  }

  /// The name of what is in `report.txt.gz`.
  private static func nameWithoutSuffix(_ path: RawPath) -> String {
    let suffix = path.fileExtension
    let name = RawPath(bytes: path.name).shown
    return suffix.isEmpty ? name : String(name.dropLast(suffix.utf8.count + 1))
  }
}
