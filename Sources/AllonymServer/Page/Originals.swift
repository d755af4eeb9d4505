// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Documents
import HTTPTypes
import Hummingbird

/// The files that documents came from, to be saved: never shown, and only as they were indexed.
struct Originals: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  /// As much of a file is in memory at a time.
  private static let pieceSize = 1 << 18

  /// The file of a document.
  ///
  /// - Throws: a problem where it is gone or has changed.
  func file(of key: DocumentKey) async throws -> OriginalFile {
    let found = try await server.workers.run { try $0.index().original(of: key) }
    switch found {
    case nil: throw Problem.noDocument
    case .changed(let path)?:
      throw Problem(
        .conflict, "\(path) has changed since it was indexed: bring the index up to date first.")
    case .unreadable(let failure)?: throw Problem(.notFound, "\(failure).")
    case .unchanged(let file)?: return file
    }
  }

  /// The file as an attachment that nothing opens by itself, and in which nothing runs.
  func response(_ key: DocumentKey) async throws -> Response {
    let file = try await file(of: key)
    let size = file.size
    var headers: HTTPFields = [
      .contentType: "application/octet-stream", .contentDisposition: Self.disposition(file.path),
    ]
    if let name = HTTPField.Name("Content-Security-Policy") {
      headers[name] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    }
    let patience = server.settings.limits.patience
    let body = ResponseBody(contentLength: size) { writer in
      try await PatientWriter.run(writer, seconds: patience) { writer in
        var offset = 0
        while offset < size {
          let start = offset
          let piece = try await Blocking.run {
            try file.bytes(at: start, count: min(Self.pieceSize, size - start))
          }
          // Cut short meanwhile: the length does not fit any more, and the connection ends.
          guard !piece.isEmpty else { throw CancellationError() }
          offset += piece.count
          try await writer.write(ByteBuffer(bytes: piece))
        }
      }
    }
    return Response(status: .ok, headers: headers, body: body)
  }

  /// `attachment` with the name of the file (RFC 6266).
  static func disposition(_ path: RawPath) -> String {
    let name = RawPath(bytes: path.name).shown
    let plain = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map {
          $0.isASCII && $0.value >= 0x20 && $0 != "\"" && $0 != "\\" && $0.value != 0x7F ? $0 : "_"
        }))
    let encoded = QueryItems.encoded(name).replacing("+", with: "%20").replacing(":", with: "%3A")
      .replacing(",", with: "%2C")
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
  }
}
