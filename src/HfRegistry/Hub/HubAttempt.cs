namespace HfRegistry.Hub;

/// <summary>What came of one attempt, as far as repeating it is concerned.</summary>
/// <param name="IsRepeatable">Whether the same request may succeed later.</param>
/// <param name="AskedWait">How long the Hub asks to wait before that, when it says so.</param>
internal abstract record HubAttempt(bool IsRepeatable, TimeSpan? AskedWait);

/// <summary>What came of one attempt: an answer, or another address to ask.</summary>
/// <param name="Answer">The answer, when there is no <paramref name="Location"/>.</param>
/// <param name="Location">The address that the Hub redirects to, as it wrote it.</param>
/// <param name="IsRepeatable">Whether the same request may succeed later.</param>
/// <param name="AskedWait">How long the Hub asks to wait before that, when it says so.</param>
internal sealed record HubAttempt<T>(HubAnswer<T> Answer, string? Location, bool IsRepeatable, TimeSpan? AskedWait)
    : HubAttempt(IsRepeatable, AskedWait)
    where T : class
{
    public static HubAttempt<T> Done(HubAnswer<T> answer) => new(answer, Location: null, IsRepeatable: false, AskedWait: null);

    public static HubAttempt<T> Redirected(string location) => new(default, location, IsRepeatable: false, AskedWait: null);

    public static HubAttempt<T> Failed(HubError error) => new(error, Location: null, IsRepeatable: false, AskedWait: null);

    public static HubAttempt<T> Transient(HubError error, TimeSpan? askedWait = null) =>
        new(error, Location: null, IsRepeatable: true, askedWait);
}
