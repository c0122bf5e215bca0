namespace HfRegistry.Hub;

/// <summary>The bytes of a file as they come from the Hub or its store: never compressed.</summary>
/// <param name="Content">The bytes. Reading them fails when none comes for the time that one attempt may take.</param>
/// <param name="Start">The place in the file of the first of them: 0 also when a later one was asked for and the server sends the whole file.</param>
/// <param name="Total">The size of the whole file in bytes, where the server says it.</param>
internal sealed record HubFileBody(Stream Content, long Start, long? Total);
