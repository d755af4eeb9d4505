// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Archives and compressed files: each member is read as the file that it is.
enum Archive {
  static func unpack(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    let kind = kind(of: try input.beginning())
    try input.withDescriptor { descriptor throws(Unreadable) in
      let archive = try ArchiveReader(descriptor: descriptor, kind: kind)
      var seen: [String: Int] = [:]
      var count = 0
      while let entry = try archive.next() {
        count += 1
        var name = archive.isSingle ? nameWithoutSuffix(input.name) : entry.name
        if isHousekeeping(name) { continue }
        if let target = entry.target {
          let what = entry.isFile ? "is another name of" : "is a link to"
          unpacking.fail(
            Unreadable(.empty, "\(what) \(target) and holds nothing of its own"), member: name)
          continue
        }
        guard entry.isFile else { continue }
        // Two members of one name are two documents.
        seen[name, default: 0] += 1
        if let count = seen[name], count > 1 { name += " (\(count))" }
        if entry.isEncrypted {
          unpacking.fail(
            Unreadable(.encrypted, "asks for a password: unpack it to have it indexed"),
            member: name)
          continue
        }
        try read(name, typeOf: entry.name, from: archive, unpacking)
      }
      // Names that lie over the bytes of others are not handed out.
      if let declared = archive.declaredCount, declared > count {
        unpacking.fail(
          Unreadable(
            .damaged,
            "names \(declared) members where \(count) could be found: names may lie over the same bytes"
          ))
      }
    }
  }

  private static func kind(of beginning: [UInt8]) -> ArchiveReader.Kind {
    switch Signature.archive(of: beginning) {
    case .zip: .zip
    case .sevenZip: .sevenZip
    case .rar: .rar
    default: .other
    }
  }

  private static func read(
    _ name: String, typeOf path: String, from archive: ArchiveReader, _ unpacking: Unpacking
  ) throws(Unreadable) {
    let isBounded = unpacking.bytesLeft < Unpacking.largestMember
    let maximum = min(unpacking.bytesLeft, Unpacking.largestMember)
    let content: [UInt8]?
    do throws(Unreadable) {
      content = try archive.content(maximum: maximum)
    } catch {
      // The members after a damaged one may be whole.
      return unpacking.fail(error, member: name)
    }
    guard let content else {
      if isBounded { throw unpacking.tooMuch }
      try unpacking.count(maximum)
      return unpacking.fail(
        Unreadable(
          .tooLarge, "is larger than \(maximum >> 20) MiB: unpack and split it to have it indexed"),
        member: name)
    }
    let type = name == path ? nil : DocumentType(fileExtension: RawPath(shown: path).fileExtension)
    try unpacking.read(content, name: name, type: type)
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
