using HfRegistry.Cache;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Stores;
using HfRegistry.UseCases;

namespace HfRegistry.Server;

/// <summary>The ground that the server stands on; opened once, before anything listens.</summary>
internal sealed record ServerParts(ServerOptions Options, CatalogDatabase Database, IPackageStore Store, Workspace Workspace, DownloadOptions Cache);
