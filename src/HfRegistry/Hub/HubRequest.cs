using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The subject of a request, printable, for its errors.</summary>
/// <param name="Repository">The id of the model or dataset, or null when no single one is asked for.</param>
/// <param name="Revision">The revision that was asked for.</param>
/// <param name="Entry">The file or folder of the repository that was asked for.</param>
internal sealed record ResourceName(string? Repository, string? Revision = null, string? Entry = null)
{
    public static ResourceName Listing { get; } = new(Repository: null);
}

/// <summary>A request to the Hub, whichever URL answers it.</summary>
/// <param name="Address">Where it is asked first.</param>
/// <param name="Resource">What it is about.</param>
internal sealed record HubRequest(Uri Address, ResourceName Resource)
{
    /// <summary>
    /// Gets whether a file's content is asked for: the only thing that may come from another origin (the Hub's store of large files).
    /// </summary>
    public bool IsFile { get; init; }

    /// <summary>
    /// Gets the place of the first byte that is wanted of a file that is downloaded; null for anything else. A download may take as long as bytes keep coming, and is not repeated once
    /// some came: who receives them asks for the rest.
    /// </summary>
    public long? From { get; init; }

    /// <summary>Gets the place of the last byte that is wanted of such a file; null for all that follow.</summary>
    public long? To { get; init; }

    /// <summary>Gets whether only a part of a file is wanted.</summary>
    public bool IsPart => From is > 0 || To is not null;

    /// <summary>Gets the size beyond which a body is given up, in bytes. A page of 1,000 models with their files takes some 20 MB.</summary>
    public long MaxBodyBytes { get; init; } = 64_000_000;
}

/// <summary>One request as it is sent.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="Address">Where to: the question's address, or one that the Hub redirected to.</param>
/// <param name="IsOutside">Whether the way has left the endpoint's origin: nothing of the caller's goes there.</param>
/// <param name="File">What the Hub said about the file when it redirected here.</param>
/// <param name="Waits">What is left of the time that rate limits may cost the question.</param>
internal sealed record HubRequestAttempt(HubRequest Request, Uri Address, bool IsOutside, HubFileFacts File, WaitBudget Waits);

/// <summary>Reads the body of a good answer.</summary>
internal delegate Task<Result<T, HubError>> HubReader<T>(HubBody body, CancellationToken cancellationToken)
    where T : class;
