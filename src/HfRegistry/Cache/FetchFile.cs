using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>Asks for a file's bytes.</summary>
/// <param name="file">The file.</param>
/// <param name="from">The place of the first byte that is wanted.</param>
/// <param name="to">The place of the last byte that is wanted; null for all that follow.</param>
/// <param name="read">Takes the bytes; called at most once.</param>
/// <param name="cancellationToken">Cancels at once.</param>
/// <returns>Null when <paramref name="read"/> has taken all that was sent; else what went wrong.</returns>
internal delegate Task<HubError?> FetchFile(RemoteFile file, long from, long? to, Func<HubFileBody, CancellationToken, Task> read, CancellationToken cancellationToken);
