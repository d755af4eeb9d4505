// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Documents
import HTTPTypes
import Hummingbird
import Workspaces

/// The originals of chosen documents as one ZIP archive, with a manifest and SHA-256 hashes.
///
/// Chosen are the hits of a search, or without a query what the person who asks has starred or seen. A file that has
/// changed since it was indexed, or is gone, is named in the manifest with the reason, and not handed over.
struct HandOver: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  /// More files than these are to be divided.
  private static let maxFiles = 10_000
  /// As much of a file is in memory at a time.
  private static let pieceSize = 1 << 18
  /// The longest part of a file's own name in the archive, in Unicode scalars.
  private static let longestName = 80

  /// The archive.
  func response(_ request: Request) async throws -> Response {
    let address = try await server.reviewed(SearchAddress(try QueryItems(request)), request)
    if let remark = address.remarks.first { throw Problem(.badRequest, remark) }
    let keys = try await chosen(address)
    guard !keys.isEmpty else {
      throw Problem(.notFound, "No document is chosen: star some, or search for some.")
    }
    guard keys.count <= Self.maxFiles else {
      throw Problem(
        .contentTooLarge,
        "\(keys.count) documents are chosen, and \(Self.maxFiles) are handed over at a time: choose fewer."
      )
    }
    let stream = try LineStream(server)
    let headers: HTTPFields = [
      .contentType: "application/zip",
      .contentDisposition: "attachment; filename=\"documents.zip\"",
    ]
    return stream.bytes(headers) { write in try await self.write(keys, write) }
  }

  private func chosen(_ address: SearchAddress) async throws -> [DocumentKey] {
    if address.query.allSatisfy(\.isWhitespace) {
      return (address.reviewed.only ?? []).sorted { $0.description < $1.description }
    }
    let (query, options) = (address.query, address.options)
    return try await server.workers.run { worker in
      do {
        let index = try worker.index()
        var brief = options
        brief.showsPassages = false
        brief.suggests = false
        brief.offset = 0
        brief.limit = Self.maxFiles + 1
        return try index.search(query, options: brief).hits.compactMap { try index.key(of: $0) }
      } catch { throw Problem(error, query: query) }
    }
  }

  // MARK: Writing

  /// A row of the manifest.
  private struct Row {
    var file = ""
    var hash = ""
    var size = ""
    var path: String
    var document: String
    var title: String
    var date: String
    var problem = ""

    static let columns = [
      "file", "sha256", "bytes", "path", "document", "title", "date", "problem",
    ]

    var cells: [String] { [file, hash, size, path, document, title, date, problem] }
  }

  private func write(_ keys: [DocumentKey], _ write: ([UInt8]) async throws -> Void) async throws {
    let zip = try ZIPWriter()
    let hash = try SHA256()
    var rows: [Row] = []
    // Several documents may lie in one file, which is handed over once.
    var handed: [RawPath: Row] = [:]
    for key in keys {
      guard let stored = try await server.workers.run({ try $0.index().document(key)?.stored })
      else { continue }
      var row = Row(
        path: stored.path, document: "\(key)", title: stored.title,
        date: stored.date.map(Dates.iso) ?? "")
      do {
        let original = try await Originals(server).file(of: key)
        if let former = handed[original.path] {
          (row.file, row.hash, row.size) = (former.file, former.hash, former.size)
        } else {
          row.file = Self.name(of: original.path, number: handed.count + 1)
          row.size = "\(original.size)"
          row.hash = try await copy(original, as: row.file, to: zip, hash, write)
          handed[original.path] = row
        }
      } catch let problem as Problem where problem.status != .internalServerError {
        row.problem = problem.detail
      }
      rows.append(row)
    }
    let manifest =
      CSVLine.head(Row.columns, bom: true)
      + rows.map { CSVLine.encoded($0.cells) }
      .joined()
    let sums = handed.values.map { "\($0.hash)  \($0.file)\n" }.sorted().joined()
    for (name, text) in [("manifest.csv", manifest), ("SHA256SUMS", sums)] {
      let bytes = Array(text.utf8)
      try zip.begin(name, size: bytes.count, modified: 0)
      try zip.write(bytes)
    }
    try zip.close()
    try await write(zip.take())
  }

  /// Copies a file into the archive.
  ///
  /// - Returns: its hash.
  private func copy(
    _ original: OriginalFile, as name: String, to zip: ZIPWriter, _ hash: SHA256,
    _ write: ([UInt8]) async throws -> Void
  ) async throws -> String {
    let size = original.size
    try zip.begin(name, size: size, modified: original.modified / 1_000_000_000)
    var offset = 0
    while offset < size {
      let start = offset
      let piece = try await Blocking.run {
        try original.bytes(at: start, count: min(Self.pieceSize, size - start))
      }
      // Cut short meanwhile: the answer is cut off, too, and is not taken for a whole one.
      guard !piece.isEmpty else {
        throw Problem(.internalServerError, "\(original.path.shown) was cut short meanwhile.")
      }
      offset += piece.count
      hash.add(piece)
      try zip.write(piece)
      try await write(zip.take())
    }
    return hash.finish()
  }

  /// The name of a file in the archive: its own behind a number, without what other systems do not take.
  private static func name(of path: RawPath, number: Int) -> String {
    let own = RawPath(bytes: path.name).shown.unicodeScalars.suffix(longestName).map { scalar in
      scalar.value < 0x20 || scalar.value == 0x7F || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
        ? "_" : scalar
    }
    let digits = String(number)
    return "files/" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + "-"
      + String(String.UnicodeScalarView(own))
  }
}
