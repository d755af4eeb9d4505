// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How the server was started.
struct ServerSettings: Sendable {
  /// The index.
  let index: IndexDirectory
  /// Where to listen.
  let listen: ListenAddress
  /// What every request must have; nil where the computer alone is served.
  let token: String?
  /// The names under which browsers reach the server, besides its own.
  let hosts: [String]
  /// The header in which a trusted server in front names the user.
  let userHeader: HTTPField.Name?
  /// The lists of names that other tools may match against.
  var lists: [ListSetting] = []
  /// The web pages of other computers that may use other tools' protocols, such as `http://refine.lan:3333`.
  var origins: [String] = []
  /// How much is done at a time, and how long it may take.
  var limits = ServerLimits()

  /// Settings that go together.
  ///
  /// - Throws: where the server would be open to others without a token, or the header is none.
  init(
    index: IndexDirectory, listen: ListenAddress, token: String? = nil, hosts: [String] = [],
    userHeader: String? = nil
  ) throws {
    guard listen.isLocal || token != nil else {
      throw AllonymError.invalidArgument(
        "\(listen) can be reached from other computers: give a token with --token-file, or listen on 127.0.0.1."
      )
    }
    self.index = index
    self.listen = listen
    self.token = token
    self.hosts = hosts.map { $0.lowercased() }
    self.userHeader = try userHeader.map { name in
      guard let field = HTTPField.Name(name) else {
        throw AllonymError.invalidArgument("'\(name)' is no name of a header.")
      }
      return field
    }
  }

  /// Takes the lists and the pages that may ask, as `NAME=FILE` and `http://HOST:PORT`.
  ///
  /// - Throws: where one is none, or two lists have one name.
  mutating func take(lists: [String], origins: [String]) throws {
    self.lists = try lists.map { try ListSetting($0) }
    for (place, list) in self.lists.enumerated()
    where self.lists[..<place].contains(where: { $0.name == list.name }) {
      throw AllonymError.invalidArgument("Two lists have the name '\(list.name)'.")
    }
    self.origins = try origins.map { origin in
      let origin = origin.lowercased()
      let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
      let isOne =
        parts.count == 3 && ["http:", "https:"].contains(parts[0]) && parts[1].isEmpty
        && !parts[2].isEmpty
        && parts[2].utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x3B && $0 != 0x2C }
      guard isOne else {
        throw AllonymError.invalidArgument(
          "'\(origin)' is no origin of a page: write one such as http://refine.lan:3333.")
      }
      return origin
    }
  }

  /// The shortest token that nobody guesses.
  private static let shortestToken = 16

  /// The token in the first line of a file.
  static func token(inFile path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AllonymError.invalidArgument("Cannot read the token in \(path).")
    }
    let line = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
    let token = line.filter { !$0.isWhitespace }
    guard token.utf8.count >= shortestToken, token.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw AllonymError.invalidArgument(
        "The first line of \(path) must be a token of \(shortestToken) letters and digits or more, such as "
          + "'head -c 24 /dev/urandom | base64' prints.")
    }
    return token
  }
}

/// How much the server does at a time, and how long it may take.
struct ServerLimits: Sendable {
  /// How long a search may take, waiting included.
  var seconds = 10.0
  /// How many clients may be connected; further ones wait.
  var connections = 1024
  /// How many searches may wait; a further one is refused.
  var waiting = 256
  /// How many exports, lists and pictures are made at a time; a further one is refused.
  var heavy = 8
  /// The largest body of a request, in bytes.
  var body = 64 << 20
  /// The largest batch of queries of one request.
  var batch = 10_000
  /// The largest body of a request in another tool's protocol, in bytes.
  var toolBody = 8 << 20
  /// The most hits of one answer of the API.
  var hits = 1000
  /// How long a piece of an answer may wait for a reader who takes nothing, in seconds.
  var patience = 60.0
  /// How long requests at work have to finish when the server ends, in seconds.
  var drain = 30
}

/// An address to listen on.
struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
  /// What sort of address.
  enum Kind: Sendable, Equatable {
    case host(String, port: Int)
    case socket(path: String)
  }

  let kind: Kind

  /// Reads `HOST:PORT`, `[IPv6]:PORT` or `unix:PATH`.
  init(_ text: String) throws {
    if text.hasPrefix("unix:"), text.utf8.count > 5 {
      kind = .socket(path: String(text.dropFirst(5)))
      return
    }
    guard let colon = text.lastIndex(of: ":"),
      let port = Int(text[text.index(after: colon)...]), (0...65535).contains(port)
    else { throw Self.refusal(of: text) }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard !host.isEmpty, !host.contains(" ") else { throw Self.refusal(of: text) }
    kind = .host(host, port: port)
  }

  private static func refusal(of text: String) -> AllonymError {
    .invalidArgument(
      "'\(text)' is no address to listen on: write one such as 127.0.0.1:7700, [::1]:7700 or unix:/run/allonym."
    )
  }

  /// Whether this computer alone can reach it.
  var isLocal: Bool {
    switch kind {
    case .socket: true
    case .host(let host, _): host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
  }

  /// As it was written.
  var description: String {
    switch kind {
    case .socket(let path): "unix:\(path)"
    case .host(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
  }
}
