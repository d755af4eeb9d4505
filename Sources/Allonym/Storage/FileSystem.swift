// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Calls of the operating system whose failures become an `AllonymError` with the path and the
/// system's own words.
enum FileSystem {
  /// Runs a call that returns -1 on failure.
  static func check(_ path: String, _ call: () -> Int32) throws {
    if call() == -1 {
      throw AllonymError.cannotWrite(path: path, detail: systemMessage(errno))
    }
  }

  /// The system's words for an error number, such as "No space left on device".
  static func systemMessage(_ number: Int32) -> String {
    String(cString: strerror(number))
  }

  /// Puts a file, link or folder in the place of another in one step.
  static func move(_ path: String, to destination: String) throws {
    try check(destination) { rename(path, destination) }
  }

  /// Makes a symbolic link.
  static func link(_ path: String, to destination: String) throws {
    try check(path) { symlink(destination, path) }
  }

  /// What a symbolic link holds; nil where there is none.
  static func target(ofLink path: String) -> String? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &target, target.count)
    guard count > 0 else { return nil }
    return String(decoding: target[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The content of a small file; nil where it cannot be read.
  static func content(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var content: [UInt8] = []
    while true {
      var count = 0
      content += [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, initialized in
        count = read(descriptor, buffer.baseAddress, buffer.count)
        initialized = max(0, count)
      }
      if count == 0 { return content }
      if count < 0 && errno != EINTR { return nil }
    }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o777) == 0 { return }
    var number = errno
    if number == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
      if mkdir(path, 0o777) == 0 { return }
      number = errno
    }
    var status = stat()
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    guard number == EEXIST else {
      throw AllonymError.cannotWrite(path: path, detail: systemMessage(number))
    }
    guard isFolder else {
      throw AllonymError.cannotWrite(path: path, detail: "it is a file, not a folder")
    }
  }

  /// Writes what the system still holds of a folder's entries to the disk.
  static func synchronize(folder path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = fsync(descriptor)
  }

  /// Writes every file below a folder to the disk, then the folders.
  static func synchronize(tree path: String) throws {
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
      let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      if fsync(descriptor) == -1, errno != EINVAL {
        throw AllonymError.cannotWrite(path: "\(path)/\(name)", detail: systemMessage(errno))
      }
    }
    try synchronize(folder: path)
  }

  /// Copies a folder of files.
  static func copy(folder path: String, to destination: String) throws {
    do {
      try FileManager.default.copyItem(atPath: path, toPath: destination)
    } catch {
      throw AllonymError.cannotWrite(path: destination, detail: systemMessage(errno))
    }
  }

  /// Puts bytes in the place of a file in one step.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    let fresh = "\(path).new"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    try check(path) { descriptor }
    defer { close(descriptor) }
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if count < 0, errno == EINTR { continue }
      try check(path) { count < 0 ? -1 : 0 }
      start += count
    }
    try check(path) { fsync(descriptor) }
    try move(fresh, to: path)
  }

  /// Whether there is a file or folder, or a link to one.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The size in bytes of a file, or of all files below a folder.
  static func size(of path: String) -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_size) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.reduce(0) { $0 + size(of: "\(path)/\($1)") }
  }
}
