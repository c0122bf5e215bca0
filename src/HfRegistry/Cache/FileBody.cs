using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>The bytes of a file as they come from the Hub or its store.</summary>
/// <param name="Content">The bytes, as they are: never compressed.</param>
/// <param name="Start">The place in the file of the first of them: 0 also when a later one was asked for and the server sends the whole file.</param>
/// <param name="Total">The size of the whole file in bytes, where the server says it.</param>
internal sealed record FileBody(Stream Content, long Start, long? Total);

/// <summary>Asks for a file's bytes.</summary>
/// <param name="file">The file.</param>
/// <param name="from">The place of the first byte that is wanted.</param>
/// <param name="read">Takes the bytes; called at most once.</param>
/// <param name="cancellationToken">Cancels at once.</param>
/// <returns>Null when <paramref name="read"/> has taken all that was sent; else what went wrong.</returns>
internal delegate Task<HubError?> FetchFile(RemoteFile file, long from, Func<FileBody, CancellationToken, Task> read, CancellationToken cancellationToken);
