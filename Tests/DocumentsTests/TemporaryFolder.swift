// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Testing

/// A folder that is there as long as the test.
final class TemporaryFolder {
  let path: RawPath

  init() throws {
    var template = Array("/tmp/allonym-documents-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = RawPath(bytes: template.dropLast().map { UInt8(bitPattern: $0) })
  }

  deinit {
    _ = system("chmod -R u+rwx '\(path.shown)'; rm -rf '\(path.shown)'")
  }

  func path(_ name: String) -> RawPath { path(Array(name.utf8)) }

  func path(_ name: [UInt8]) -> RawPath { RawPath(bytes: path.bytes + Array("/".utf8) + name) }

  @discardableResult
  func write(_ content: some Sequence<UInt8>, to name: String) throws -> RawPath {
    try write(content, to: Array(name.utf8))
  }

  @discardableResult
  func write(_ content: some Sequence<UInt8>, to name: [UInt8]) throws -> RawPath {
    let path = path(name)
    let file = try #require(fopen(cString(path), "w"))
    defer { fclose(file) }
    let bytes = Array(content)
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    return path
  }

  func makeFolder(_ name: String) throws {
    try #require(mkdir(cString(path(name)), 0o755) == 0)
  }

  func cString(_ path: RawPath) -> [CChar] { path.bytes.map { CChar(bitPattern: $0) } + [0] }

  /// The names below this folder.
  func names(_ walkResult: WalkResult) -> [String] {
    walkResult.files.map { String($0.path.shown.dropFirst(path.shown.count + 1)) }
  }
}

/// What a reader makes of one file with this content.
func read(
  _ content: some Sequence<UInt8>, as name: String, fields: RecordFields = RecordFields(),
  batchSize: Int = FileLimits.batchSize
) throws -> [Result<SourceDocument, ReadFailure>] {
  let folder = try TemporaryFolder()
  try folder.write(content, to: name)
  let reader = DocumentReader(fields: fields, batchSize: batchSize)
  return reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files).flatMap(reader.read)
}

/// The one document in a file with this content.
func document(_ content: some Sequence<UInt8>, as name: String) throws -> SourceDocument {
  try #require(try read(content, as: name).first).get()
}

extension Result<SourceDocument, ReadFailure> {
  var failure: ReadFailure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
