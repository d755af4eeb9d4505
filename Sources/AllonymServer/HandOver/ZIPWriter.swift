// SPDX-License-Identifier: GPL-2.0-or-later
import CArchive
import Glibc

/// Writes a ZIP archive piece by piece, by libarchive; what is ready is taken out with ``take()``. Files are stored as
/// they are: most are compressed already. Belongs to one task at a time.
final class ZIPWriter {
  private let archive: OpaquePointer
  private let output = Output()
  private var isClosed = false

  /// What libarchive has written and nobody has taken yet.
  private final class Output {
    var bytes: [UInt8] = []
  }

  init() throws {
    guard let archive = archive_write_new() else { throw Self.noMemory }
    self.archive = archive
    archive_write_set_format_zip(archive)
    archive_write_set_options(archive, "zip:compression=store,zip:hdrcharset=UTF-8")
    archive_write_set_bytes_per_block(archive, 0)
    let result = archive_write_open(
      archive, Unmanaged.passUnretained(output).toOpaque(), nil,
      { _, context, data, count in
        guard let context, let data else { return 0 }
        Unmanaged<Output>.fromOpaque(context).takeUnretainedValue().bytes
          .append(contentsOf: UnsafeRawBufferPointer(start: data, count: count))
        return count
      }, nil)
    try check(result)
  }

  deinit { archive_write_free(archive) }

  private static let noMemory = Problem(
    .serviceUnavailable, "There is no memory left: try again in a moment.")

  private func check(_ result: Int32) throws {
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN else {
      let reason = archive_error_string(archive).map { String(cString: $0) } ?? "\(result)"
      throw Problem(.internalServerError, "The archive cannot be written: \(reason).")
    }
  }

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - size: how many bytes will follow.
  ///   - modified: in seconds since 1970.
  func begin(_ name: String, size: Int, modified: Int) throws {
    guard let entry = archive_entry_new() else { throw Self.noMemory }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname_utf8(entry, name)
    archive_entry_set_size(entry, la_int64_t(size))
    archive_entry_set_mtime(entry, time_t(modified), 0)
    archive_entry_set_filetype(entry, UInt32(Glibc.S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    try check(archive_write_header(archive, entry))
  }

  /// Writes the next bytes of the file.
  func write(_ bytes: [UInt8]) throws {
    let count = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    guard count == bytes.count else { return try check(Int32(clamping: min(count, -1))) }
  }

  /// Ends the archive.
  func close() throws { try check(archive_write_close(archive)) }

  /// What was written since the last time.
  func take() -> [UInt8] {
    defer { output.bytes = [] }
    return output.bytes
  }
}
