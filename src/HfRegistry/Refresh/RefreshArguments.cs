using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Refresh;

/// <summary>The names of a door's switches, for messages.</summary>
/// <param name="All">Every type.</param>
/// <param name="Types">The types.</param>
/// <param name="StaleOnly">What is stale.</param>
/// <param name="Since">What has changed.</param>
/// <param name="Shard">A part of them, or null where the door has no such switch.</param>
internal sealed record RefreshOptionNames(string All, string Types, string StaleOnly, string Since, string? Shard = null);

/// <summary>The arguments of a refresh as they are written.</summary>
internal sealed record RefreshArguments
{
    /// <summary>Gets whether every type is meant.</summary>
    public bool IsAll { get; init; }

    /// <summary>Gets the types.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Gets the ids.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Gets whether only what is stale is meant.</summary>
    public bool IsStaleOnly { get; init; }

    /// <summary>Gets a date (<c>2026-11-01</c>, or a time in ISO 8601) or a duration (<c>12h</c>, <c>7d</c>, <c>2w</c>), or null.</summary>
    public string? Since { get; init; }

    /// <summary>Gets a part of these types (<c>2/4</c>), or null for all of them.</summary>
    public string? Shard { get; init; }

    /// <summary>Reads the words; what cannot be read or contradicts itself is an error each.</summary>
    /// <param name="names">How the door calls its switches.</param>
    /// <param name="maxAge">The age beyond which facts are stale.</param>
    /// <param name="now">The time that durations count back from.</param>
    public Outcome<RefreshOptions> Read(RefreshOptionNames names, TimeSpan maxAge, DateTimeOffset now)
    {
        var mistakes = ImmutableArray.CreateBuilder<Diagnostic>();
        var types = Parsed<ModelType>(Types, ModelType.TryParse, static text => DiagnosticCatalog.InvalidValue.Create("Model type", text, "the Hub's config.model_type"), mistakes);
        var ids = Parsed<ModelId>(Ids, ModelId.TryParse, static text => DiagnosticCatalog.InvalidModelId.Create(text), mistakes);
        var isSince = Since is not null;
        var narrower = Types.Count > 0 ? names.Types : IsStaleOnly ? names.StaleOnly : isSince ? names.Since : null;
        if (IsAll && narrower is not null)
            mistakes.Add(DiagnosticCatalog.ConflictingOptions.Create(names.All, narrower));
        DateTimeOffset since = default;
        if (isSince && !TryReadSince(Since!.Trim(), now, out since))
            mistakes.Add(DiagnosticCatalog.InvalidValue.Create(names.Since, Since, "a past date such as 2026-01-31, or a duration such as 12h, 7d or 2w"));
        Shard? shard = null;
        if (Shard is not null && !Refresh.Shard.TryParse(Shard, out shard))
            mistakes.Add(DiagnosticCatalog.InvalidValue.Create(names.Shard, Shard, $"a shard and the number of shards, 1/4 to 4/4; the limit is {Refresh.Shard.MaxCount} shards"));
        return mistakes.Count > 0
            ? new Outcome<RefreshOptions>(null, mistakes.ToImmutable())
            : new Outcome<RefreshOptions>(new RefreshOptions
            {
                Types = types,
                Ids = ids,
                IsAll = IsAll,
                IsStaleOnly = IsStaleOnly,
                ChangedSince = isSince ? since : null,
                Shard = shard,
                MaxAge = maxAge,
            });
    }

    private delegate bool Parser<T>(string? text, out T? value)
        where T : class;

    private static ImmutableArray<T> Parsed<T>(IReadOnlyList<string> texts, Parser<T> parse, Func<string, Diagnostic> invalid, ImmutableArray<Diagnostic>.Builder mistakes)
        where T : class
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var text in texts)
        {
            if (parse(text, out var value))
                values.Add(value!);
            else
                mistakes.Add(invalid(text));
        }

        return values.ToImmutable();
    }

    private static bool TryReadSince(string text, DateTimeOffset now, out DateTimeOffset since)
    {
        if (DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out since))
            return since <= now;
        since = now;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        TimeSpan? unit = text[^1] switch
        {
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => null,
        };
        // A century reaches behind every model, and no further than the calendar.
        if (unit is not { } length || count == 0 || count * length.TotalDays > 36_500)
            return false;
        since = now - (count * length);
        return true;
    }
}
