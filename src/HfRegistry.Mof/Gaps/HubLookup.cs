using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Http;
using HfRegistry.Hub;

namespace HfRegistry.Mof.Gaps;

/// <summary>Asks the Hub for single models, each once, and keeps the answers.</summary>
internal sealed class HubLookup(HubClient hub)
{
    private readonly ConcurrentDictionary<ModelId, Result<HubModel, HubError>> _answers = new();

    /// <summary>Returns what the Hub answered, or null when it was not asked.</summary>
    public Result<HubModel, HubError>? Of(ModelId id) => _answers.TryGetValue(id, out var answer) ? answer : default(Result<HubModel, HubError>?);

    /// <summary>Gets what became of the ids that were asked for and have another name now.</summary>
    public IEnumerable<(ModelId Old, ModelId Now)> Renames => _answers.Where(static pair => pair.Value.Value is { } model && model.Id != pair.Key).Select(static pair => (pair.Key, pair.Value.Value!.Id));

    /// <summary>Gets the first answer that is missing for a reason that may pass, or null.</summary>
    public (int Count, HubError First)? Trouble => _answers.OrderBy(static pair => pair.Key).Select(static pair => pair.Value.Error).OfType<HubError>().Where(IsTrouble).ToList() is { Count: > 0 } missing
        ? (missing.Count, missing[0])
        : null;

    /// <summary>Asks for models, several at once; the client bounds how many.</summary>
    public Task AskAsync(IEnumerable<ModelId> ids, IProgress<GapProgress>? progress, CancellationToken cancellationToken)
    {
        ImmutableArray<ModelId> open = [.. ids.Distinct().Where(id => !_answers.ContainsKey(id))];
        var done = 0;
        return Task.WhenAll(open.Select(async id =>
        {
            _answers[id] = await BatchItem.RunAsync(() => hub.GetModelAsync(id, cancellationToken: cancellationToken));
            progress?.Report(new GapProgress("documents checked", Interlocked.Increment(ref done), open.Length));
        }));
    }

    private static bool IsTrouble(HubError error) => error is not (HubError.NotFound or HubError.Disabled or HubError.Gated);
}
