using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The outcome of one attempt that decides whether it is repeated.</summary>
/// <param name="IsRepeatable">Whether the same request may succeed later.</param>
/// <param name="AskedWait">How long the Hub asks to wait before that, when it says so.</param>
internal abstract record HubResponse(bool IsRepeatable, TimeSpan? AskedWait)
{
    /// <summary>Gets the reason why there is no answer, or null.</summary>
    public abstract HubError? Error { get; }
}

/// <summary>The outcome of one attempt: an answer, or a redirect.</summary>
/// <param name="Answer">The answer, when there is no <paramref name="Redirect"/>.</param>
/// <param name="Redirect">Where the Hub redirects to.</param>
/// <param name="IsRepeatable">Whether the same request may succeed later.</param>
/// <param name="AskedWait">How long the Hub asks to wait before that, when it says so.</param>
internal sealed record HubResponse<T>(Result<T, HubError> Answer, HubRedirect? Redirect, bool IsRepeatable, TimeSpan? AskedWait)
    : HubResponse(IsRepeatable, AskedWait)
    where T : class
{
    public override HubError? Error => Answer.Error;

    /// <summary>Gets whether nothing, or not all of an answer, came in the time of an attempt.</summary>
    public bool IsTimeOut { get; init; }

    /// <summary>Gets whether the bytes of a download had begun to come: the Hub has answered, and its receiver asks for the rest.</summary>
    public bool IsBegun { get; init; }

    public static HubResponse<T> Done(Result<T, HubError> answer) => new(answer, Redirect: null, IsRepeatable: false, AskedWait: null);

    public static HubResponse<T> Redirected(HubRedirect redirect) => new(default, redirect, IsRepeatable: false, AskedWait: null);

    public static HubResponse<T> Failed(HubError error) => new(error, Redirect: null, IsRepeatable: false, AskedWait: null);

    public static HubResponse<T> Transient(HubError error, TimeSpan? askedWait = null) =>
        new(error, Redirect: null, IsRepeatable: true, askedWait);
}

/// <summary>A redirect.</summary>
/// <param name="Location">The address as the server wrote it.</param>
/// <param name="File">What the Hub said about the file.</param>
internal sealed record HubRedirect(string Location, HubFileFacts File);
