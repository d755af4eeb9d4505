// SPDX-License-Identifier: GPL-2.0-or-later
internal import CArchive
import Documents
import Glibc

/// All traffic with libarchive: the members of an archive, or of a compressed file, one after another.
final class ArchiveReader {
  /// What stands in the archive before a member's content.
  struct Entry {
    /// Its path in the archive, as it is shown.
    var name: String
    var isFile: Bool
    var isEncrypted: Bool
    /// What it is another name of, or leads to, where it has no content of its own.
    var target: String?
  }

  /// Which formats are tried.
  enum Kind { case zip, sevenZip, rar, other }

  private let archive: OpaquePointer
  private let descriptor: Int32
  private let kind: Kind
  private var current: OpaquePointer?
  /// The set of names that are not UTF-8, when there was one.
  private var charset: String??

  /// Reads from a descriptor, which stays open.
  init(descriptor: Int32, kind: Kind) throws(Unreadable) {
    self.descriptor = descriptor
    self.kind = kind
    guard let archive = archive_read_new() else { throw Unreadable.noMemory }
    self.archive = archive
    switch kind {
    case .zip:
      _ = archive_read_support_format_zip(archive)
    case .sevenZip:
      _ = archive_read_support_format_7zip(archive)
    case .rar:
      _ = archive_read_support_format_rar(archive)
      _ = archive_read_support_format_rar5(archive)
    case .other:
      _ = archive_read_support_filter_gzip(archive)
      _ = archive_read_support_filter_bzip2(archive)
      _ = archive_read_support_filter_xz(archive)
      _ = archive_read_support_filter_zstd(archive)
      _ = archive_read_support_format_tar(archive)
      _ = archive_read_support_format_raw(archive)
    }
    guard archive_read_open_fd(archive, descriptor, 1 << 16) == ARCHIVE_OK else {
      // What was set is freed at the end of its life.
      throw damage
    }
  }

  deinit {
    _ = archive_read_free(archive)
  }

  /// Whether the file is one compressed file, without names.
  var isSingle: Bool { archive_format(archive) == ARCHIVE_FORMAT_RAW }

  /// Names of members are in UTF-8 only to a thread whose locale is.
  private static let names = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil).map { UInt(bitPattern: $0) }

  /// The next member, nil after the last.
  func next() throws(Unreadable) -> Entry? {
    guard let name = try nextName(), let current else { return nil }
    let isFile = archive_entry_filetype(current) == S_IFREG || isSingle
    let link = archive_entry_hardlink(current) ?? archive_entry_symlink(current)
    return Entry(
      name: shown(name), isFile: isFile,
      isEncrypted: archive_entry_is_data_encrypted(current) != 0,
      target: link.map { shown(Self.bytes($0)) })
  }

  /// The bytes of the next member's name.
  private func nextName() throws(Unreadable) -> [UInt8]? {
    let former = uselocale(Self.names.flatMap { locale_t(bitPattern: $0) })
    defer { uselocale(former) }
    let result = archive_read_next_header(archive, &current)
    if result == ARCHIVE_EOF { return nil }
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let current else { throw damage }
    let name =
      archive_entry_pathname(current) ?? archive_entry_pathname_utf8(current)
    return name.map(Self.bytes) ?? Array("?".utf8)
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }

  /// A name as it is shown, decoded if it is not UTF-8 and its character set can be detected.
  private func shown(_ name: [UInt8]) -> String {
    let path = RawPath(bytes: name)
    if (try? UTF8Span(validating: name.span)) != nil { return path.shown }
    if charset == nil { charset = .some(charsetOfNames) }
    guard let charset = charset ?? nil, let text = CharsetDecoder.text(of: name, in: charset) else {
      return path.shown
    }
    return RawPath(text).shown
  }

  /// The set that the names of all members are in: one alone is too short to tell by.
  private var charsetOfNames: String? {
    let offset = lseek(descriptor, 0, SEEK_CUR)
    guard offset >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else { return nil }
    defer { lseek(descriptor, offset, SEEK_SET) }
    guard let other = try? ArchiveReader(descriptor: descriptor, kind: kind) else { return nil }
    var names: [[UInt8]] = []
    while names.count < 1000, let name = try? other.nextName() {
      if (try? UTF8Span(validating: name.span)) == nil { names.append(name) }
    }
    return MemberNames.charset(of: names)
  }

  /// How many members a ZIP archive says that it has; nil where that is not given, or not so simply.
  ///
  /// Source: APPNOTE.TXT, "End of central directory record".
  var declaredCount: Int? {
    guard kind == .zip else { return nil }
    let size = lseek(descriptor, 0, SEEK_END)
    let offset = max(size - 65_557, 0)
    var end = [UInt8](repeating: 0, count: Int(size - offset))
    let length = pread(descriptor, &end, end.count, offset)
    guard length >= 22 else { return nil }
    let mark: [UInt8] = [0x50, 0x4b, 5, 6]
    let start = stride(from: length - 22, through: 0, by: -1).first {
      end[$0...].starts(with: mark)
    }
    guard let start else { return nil }
    let count = Int(end[start + 10]) | Int(end[start + 11]) << 8
    return count < 0xffff ? count : nil
  }

  /// The content of the member, at most `most` bytes; nil where it has more.
  func content(maximum: Int) throws(Unreadable) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      let size = min(1 << 18, maximum - bytes.count + 1)
      var count = 0
      bytes += [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
        count = archive_read_data(archive, buffer.baseAddress, size)
        initialized = max(count, 0)
      }
      if count == 0 { return bytes }
      guard count > 0 else { throw damage }
      if bytes.count > maximum { return nil }
    }
  }

  private var damage: Unreadable {
    let description = archive_error_string(archive).flatMap { Title.oneLine(String(cString: $0)) }
    let message = description ?? "libarchive does not say where"
    if message.contains("assphrase") || message.contains("ncrypt") {
      return Unreadable.encrypted
    }
    return Unreadable(.damaged, "is damaged or cut off: \(message)")
  }
}
