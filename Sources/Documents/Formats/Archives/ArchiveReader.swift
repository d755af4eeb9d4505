// SPDX-License-Identifier: GPL-2.0-or-later
internal import CArchive
import Glibc

/// All traffic with libarchive: the members of a ZIP or tar archive, or of a compressed file, one after
/// another.
final class ArchiveReader {
  /// What stands in the archive before a member's content.
  struct Entry {
    /// Its path in the archive, as it is shown.
    var name: String
    var isFile: Bool
    var isEncrypted: Bool
  }

  private let library: archive_functions
  private let archive: OpaquePointer
  private var current: OpaquePointer?

  /// Reads from a descriptor, which stays open.
  init(descriptor: Int32, isZIP: Bool) throws(Unreadable) {
    guard let library = archive_library()?.pointee else {
      throw Unreadable.missing(library: "libarchive", package: "libarchive13")
    }
    self.library = library
    guard let archive = library.archive_read_new() else { throw Unreadable.noMemory }
    self.archive = archive
    if isZIP {
      _ = library.archive_read_support_format_zip(archive)
    } else {
      _ = library.archive_read_support_filter_gzip(archive)
      _ = library.archive_read_support_filter_bzip2(archive)
      _ = library.archive_read_support_filter_xz(archive)
      _ = library.archive_read_support_filter_zstd(archive)
      _ = library.archive_read_support_format_tar(archive)
      _ = library.archive_read_support_format_raw(archive)
    }
    guard library.archive_read_open_fd(archive, descriptor, 1 << 16) == ARCHIVE_OK else {
      // What was set is freed at the end of its life.
      throw damage
    }
  }

  deinit {
    _ = library.archive_read_free(archive)
  }

  /// Whether the file is one compressed file, without names.
  var isSingle: Bool { library.archive_format(archive) == ARCHIVE_FORMAT_RAW }

  /// Names of members are in UTF-8 only to a thread whose locale is.
  private static let names = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil).map { UInt(bitPattern: $0) }

  /// The next member, nil after the last.
  func next() throws(Unreadable) -> Entry? {
    let former = uselocale(Self.names.flatMap { locale_t(bitPattern: $0) })
    defer { uselocale(former) }
    let result = library.archive_read_next_header(archive, &current)
    if result == ARCHIVE_EOF { return nil }
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let current else { throw damage }
    return Entry(
      name: name(of: current),
      isFile: library.archive_entry_filetype(current) == S_IFREG || isSingle,
      isEncrypted: library.archive_entry_is_data_encrypted(current) != 0)
  }

  /// The content of the member, at most `most` bytes; nil where it has more.
  func content(most: Int) throws(Unreadable) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      let size = min(1 << 18, most - bytes.count + 1)
      var count = 0
      bytes += [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
        count = library.archive_read_data(archive, buffer.baseAddress, size)
        initialized = max(count, 0)
      }
      if count == 0 { return bytes }
      guard count > 0 else { throw damage }
      if bytes.count > most { return nil }
    }
  }

  private var damage: Unreadable {
    let told = library.archive_error_string(archive).flatMap { Title.oneLine(String(cString: $0)) }
    let message = told ?? "libarchive does not say where"
    if message.contains("assphrase") || message.contains("ncrypt") {
      return Unreadable(.encrypted, "asks for a password: save it without one to have it indexed")
    }
    return Unreadable(.damaged, "is damaged or cut off: \(message)")
  }

  private func name(of entry: OpaquePointer) -> String {
    let name = library.archive_entry_pathname_utf8(entry) ?? library.archive_entry_pathname(entry)
    guard let name else { return "?" }
    return RawPath(bytes: Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))).shown
  }
}
