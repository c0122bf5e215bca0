using System.Globalization;
using HfRegistry.Licenses;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>The trade-offs between two models. A fact that is not known of both is no difference.</summary>
internal static class TradeOffs
{
    private const double NotableSize = 1.5;
    private const double NotableDownloads = 2;
    private const int DaysOfAYear = 365;
    private const int OldAfterDays = 2 * DaysOfAYear;
    private const int BenchmarksNamed = 2;

    /// <summary>Returns what one model has over another, as clauses with the model as their subject: <c>is 3 times smaller</c>.</summary>
    public static IEnumerable<string> Better(ModelRecord model, ModelRecord than)
    {
        if (model.Size is { Bytes: > 0 } size && than.Size is { } larger && larger.Bytes >= size.Bytes * NotableSize)
            yield return Invariant($"is {(double)larger.Bytes / size.Bytes:0.#} times smaller");
        if (model.Downloads30d is { } downloads && than.Downloads30d is > 0 and { } fewer && downloads >= fewer * NotableDownloads)
            yield return Invariant($"has {(double)downloads / fewer:0.#} times the downloads");
        if (IsPermissive(model.Licensing) && !IsPermissive(than.Licensing))
            yield return $"is under {TextSanitizer.Sanitize(model.Licensing.Text)}, which permits nearly any use";
        if (model.Gating == Gating.Open && than.Gating.IsGated())
            yield return "is open to everybody";
        if (model.LastModified is { } changed && than.LastModified is { } before && (changed - before).TotalDays >= DaysOfAYear)
            yield return Invariant($"changed {(changed - before).TotalDays / DaysOfAYear:0.#} years later");
        foreach (var (own, other) in BetterResults(model, than))
            yield return Invariant($"reaches {BenchmarkPreference.Words(own)}, not {other.Value}");
    }

    /// <summary>Returns what speaks against a model whatever else there is, as clauses with the model as their subject.</summary>
    /// <param name="model">The model.</param>
    /// <param name="today">The day that its age is counted to.</param>
    public static IEnumerable<string> DrawbacksOf(ModelRecord model, DateOnly today)
    {
        if (model.Gating.IsGated())
            yield return "is gated: its terms have to be accepted on the Hub";
        if (LicenseDrawback(model.Licensing) is { } license)
            yield return license;
        if (model.HasCustomCode)
            yield return "runs code of its repository when it is loaded";
        if (!model.Formats.IsEmpty && !model.Formats.Contains("safetensors") && !model.Formats.Contains("gguf"))
            yield return "has no safetensors or GGUF weights";
        if (model.Size is null)
            yield return "has weights of unknown size";
        if (model.LastModified is { } changed && today.DayNumber - DateOnly.FromDateTime(changed.UtcDateTime).DayNumber is >= OldAfterDays and var days)
            yield return Invariant($"last changed {days / DaysOfAYear} years ago");
        if (model.NewVersion is { } newer)
            yield return $"has a new version, {newer}";
    }

    private static IEnumerable<(BenchmarkResult Own, BenchmarkResult Other)> BetterResults(ModelRecord model, ModelRecord than) =>
        (from own in model.Benchmarks
         join other in than.Benchmarks on (own.Dataset, own.Metric, own.Task) equals (other.Dataset, other.Metric, other.Task)
         where BenchmarkPreference.IsError(own.Metric) ? own.Value < other.Value : own.Value > other.Value
         select (own, other)).Take(BenchmarksNamed);

    private static string? LicenseDrawback(LicenseSet licenses) => licenses switch
    {
        { Text: null } => "states no license that is known",
        _ when IsPermissive(licenses) => null,
        { Text: "other" } => "has a license of its own, whose terms are to be read",
        { Family: LicenseFamily.NonCommercial, Text: var text } when !IsWithoutChangesAlone(text!) => $"is under {TextSanitizer.Sanitize(text)}, which permits no commercial use",
        { Text: var text } => $"is under {TextSanitizer.Sanitize(text)}, whose terms are to be read",
    };

    // No derivatives are of the same family, and may be used in a business.
    private static bool IsWithoutChangesAlone(string license) => NameWords.Of(license) is var words && words.Contains("nd") && !words.Contains("nc");

    private static bool IsPermissive(LicenseSet licenses) => licenses.Family is LicenseFamily.Permissive or LicenseFamily.PublicDomain;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
