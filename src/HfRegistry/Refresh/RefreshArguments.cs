using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Refresh;

/// <summary>How a door calls its switches, for the messages about them.</summary>
/// <param name="All">Every type.</param>
/// <param name="Types">The types.</param>
/// <param name="StaleOnly">What is stale.</param>
/// <param name="Since">What has changed.</param>
/// <param name="Shard">A part of them, or null where the door has no such switch.</param>
public sealed record RefreshOptionNames(string All, string Types, string StaleOnly, string Since, string? Shard = null);

/// <summary>What somebody asks of a refresh, word for word.</summary>
public sealed record RefreshArguments
{
    /// <summary>Whether every type is meant.</summary>
    public bool IsAll { get; init; }

    /// <summary>The types.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The ids.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Whether only what is stale is meant.</summary>
    public bool IsStaleOnly { get; init; }

    /// <summary>A date (<c>2026-11-01</c>, or a time in ISO 8601) or a duration (<c>12h</c>, <c>7d</c>, <c>2w</c>), or null.</summary>
    public string? Since { get; init; }

    /// <summary>A part of these types (<c>2/4</c>), or null for all of them.</summary>
    public string? Shard { get; init; }

    /// <summary>Reads the words; what cannot be read or contradicts itself is an error each.</summary>
    /// <param name="names">How the door calls its switches.</param>
    /// <param name="maxAge">The age beyond which facts are stale.</param>
    /// <param name="now">The time that durations count back from.</param>
    public Outcome<RefreshOptions> Read(RefreshOptionNames names, TimeSpan maxAge, DateTimeOffset now)
    {
        var mistakes = ImmutableArray.CreateBuilder<Diagnostic>();
        var types = Parsed<ModelType>(Types, ModelType.TryParse, "model type: write the Hub's config.model_type", mistakes);
        var ids = Parsed<ModelId>(Ids, ModelId.TryParse, "model id: write owner/name", mistakes);
        var isSince = Since is not null;
        var narrower = Types.Count > 0 ? names.Types : IsStaleOnly ? names.StaleOnly : isSince ? names.Since : null;
        if (IsAll && narrower is not null)
            mistakes.Add(DiagnosticCatalog.InvalidValue.Create($"{names.All} asks for every type and {narrower} for some of them: drop one of the two."));
        DateTimeOffset since = default;
        if (isSince && !TryReadSince(Since!.Trim(), now, out since))
            mistakes.Add(DiagnosticCatalog.InvalidValue.Create($"{names.Since} is '{TextSanitizer.Sanitize(Since)}': write a date that has been, such as 2026-01-31, or a duration such as 12h, 7d or 2w."));
        Shard? shard = null;
        if (Shard is not null && !Refresh.Shard.TryParse(Shard, out shard))
            mistakes.Add(DiagnosticCatalog.InvalidValue.Create($"{names.Shard} is '{TextSanitizer.Sanitize(Shard)}': write the part and how many there are, 1/4 to 4/4; there are at most {Refresh.Shard.MaxCount}."));
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

    private static ImmutableArray<T> Parsed<T>(IReadOnlyList<string> texts, Parser<T> parse, string wanted, ImmutableArray<Diagnostic>.Builder mistakes)
        where T : class
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var text in texts)
        {
            if (parse(text, out var value))
                values.Add(value!);
            else
                mistakes.Add(DiagnosticCatalog.InvalidValue.Create($"'{TextSanitizer.Sanitize(text)}' is no {wanted}."));
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
