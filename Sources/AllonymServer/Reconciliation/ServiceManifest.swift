// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// What a data set says of itself in version 0.2 of the protocol.
struct ServiceManifest02: Encodable {
  struct Path: Encodable {
    var root: String
    var path: String
    var flyoutPath: String?

    enum CodingKeys: String, CodingKey {
      case root = "service_url"
      case path = "service_path"
      case flyoutPath = "flyout_service_path"
    }
  }
  struct Link: Encodable { var url: String }
  struct Preview: Encodable {
    var url: String
    var width: Int
    var height: Int
  }
  struct Suggest: Encodable {
    var entity: Path
    var property: Path
    var type: Path
  }
  struct Extend: Encodable {
    var proposal: Path
    var settings: [String] = []

    enum CodingKeys: String, CodingKey {
      case proposal = "propose_properties"
      case settings = "property_settings"
    }
  }
  var versions = ["0.2"]
  var name: String
  var identifierSpace: String
  var schemaSpace: String
  var documentation = "https://reconciliation-api.github.io/specs/0.2/"
  var serviceVersion = Release.version
  var defaultTypes: [Candidate.Kind]
  var view: Link
  var preview: Preview
  var suggest: Suggest
  var extend: Extend
  var batchSize: Int
  var standardizedScore = true

  /// - Parameter root: the address of this server.
  init(_ source: some ReconciliationSource, root: String, dataset: String) {
    let path = "/reconcile/\(dataset)"
    func suggest(_ what: String) -> Path {
      Path(
        root: root, path: "\(path)/suggest/\(what)",
        flyoutPath: "\(path)/flyout/\(what)?id=${id}")
    }
    name = "Allonym: \(source.title)"
    identifierSpace = "\(root)\(path)/"
    schemaSpace = "\(root)\(path)/types/"
    defaultTypes = Array(source.kinds.prefix(ServiceManifest.maxTypes))
    view = Link(url: root + source.view)
    preview = Preview(
      url: "\(root)\(path)/preview?id={{id}}", width: ServiceManifest.previewWidth,
      height: ServiceManifest.previewHeight)
    self.suggest = Suggest(
      entity: suggest("entity"), property: suggest("property"), type: suggest("type"))
    extend = Extend(
      proposal: Path(root: root, path: "\(path)/extend/propose"))
    batchSize = ServiceManifest.batchSize
  }
}

/// What a data set says of itself in the draft of version 1.0.
struct ServiceManifest: Encodable {
  struct Link: Encodable { var url: String }
  struct Preview: Encodable {
    var width = ServiceManifest.previewWidth
    var height = ServiceManifest.previewHeight
  }
  struct Suggest: Encodable {
    var entity = true
    var property = true
    var type = true
  }
  struct Extend: Encodable {
    var proposeProperties = true
    var propertySettings: [String] = []
  }
  var versions = ["1.0-draft"]
  var name: String
  var documentation = "https://reconciliation-api.github.io/specs/draft/"
  var serviceVersion = Release.version
  var defaultTypes: [Candidate.Kind]
  var view: Link
  var preview = Preview()
  var suggest = Suggest()
  var extend = Extend()
  var batchSize = Self.batchSize
  var standardizedScore = true

  /// So many queries make a good batch: an answer comes in a second or two.
  static let batchSize = 200
  /// So many types are offered first; the others by typing.
  static let maxTypes = 12
  static let previewWidth = 480
  static let previewHeight = 280

  /// - Parameter root: the address of this server.
  init(_ source: some ReconciliationSource, root: String) {
    name = "Allonym: \(source.title)"
    defaultTypes = Array(source.kinds.prefix(Self.maxTypes))
    // A template of RFC 6570 has single braces.
    view = Link(url: root + source.view.replacing("{{id}}", with: "{id}"))
  }
}
