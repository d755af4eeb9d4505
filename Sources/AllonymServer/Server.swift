// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// Page and API on one index.
struct Server: Sendable {
  let settings: ServerSettings
  let workers: IndexWorkers
  let metrics: Metrics
  let heavy: HeavyWork
  let workspace: OpenWorkspace
  let lists: ServedLists

  /// A server with these settings.
  ///
  /// - Throws: where there is no index that can be read.
  init(_ settings: ServerSettings) throws {
    self.settings = settings
    // Said at once, not with the first request.
    for remark in try SearchIndex(settings.index).aliasRemarks { StandardStream.report(remark) }
    workers = IndexWorkers(
      settings.index, count: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), settings.limits)
    metrics = Metrics()
    heavy = HeavyWork(maximum: settings.limits.heavy)
    workspace = OpenWorkspace(settings.index)
    lists = try ServedLists(settings.lists)
  }

  /// Serves until a signal asks to end, and the requests at work are answered.
  func run() async throws {
    var logger = Logger(label: "allonym serve")
    logger.logLevel = .error
    let address: BindAddress =
      switch settings.listen.kind {
      case .host(let host, let port): .hostname(host, port: port)
      case .socket(let path): .unixDomainSocket(path: path)
      }
    let server = self
    let application = Application(
      router: try routes(),
      server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: .init(
        address: address,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.limits.connections)),
      onServerRunning: { channel in server.announce(channel) },
      logger: logger)
    var configuration = ServiceGroupConfiguration(
      services: [application, DeliveryTimer(workspace: workspace)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(settings.limits.drain)
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      throw AllonymError.invalidArgument(
        "Cannot listen on \(settings.listen): \(String(cString: strerror(error.errnoCode))).")
    }
  }

  /// Prints the address of the page.
  private func announce(_ channel: any Channel) {
    var address = "\(settings.listen)"
    if case .host(let host, let port) = settings.listen.kind {
      let port = channel.localAddress?.port ?? port
      address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
    }
    StandardStream.write(address + "\n", to: STDOUT_FILENO)
  }

  /// All addresses that are answered.
  func routes() throws -> Router<ServerContext> {
    let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
    let pages = try Pages(self)
    router.addMiddleware {
      AccessLog(metrics: metrics, userHeader: settings.userHeader)
      SecurityHeaders()
      CrossOrigin(settings)
      ProblemAnswers(pages: pages)
      Gate(settings)
    }
    pages.addRoutes(to: router)
    AlertsPage(pages).addRoutes(to: router)
    ReviewPage(pages).addRoutes(to: router)
    API(self).addRoutes(to: router.group("api/v1"))
    Reconciliation(self).addRoutes(to: router.group("reconcile/{dataset}"))
    Screening(self).addRoutes(to: router)
    AssistantEndpoint(self).addRoutes(to: router)
    StaticFiles().addRoutes(to: router)
    return router
  }
}
