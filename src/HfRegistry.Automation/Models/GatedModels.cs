using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Markdown;
using HfRegistry.Gate;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Registry;

namespace HfRegistry.Automation.Models;

/// <summary>A model that builds of the repository use.</summary>
/// <param name="Id">The model.</param>
/// <param name="Place">The file that brings it in.</param>
internal sealed record GatedModel(ModelId Id, string Place)
{
    /// <summary>Gets what is known of it.</summary>
    public GatheredSubject? Gathered { get; init; }

    /// <summary>Gets the verdict.</summary>
    public GateVerdict? Verdict { get; init; }

    /// <summary>Gets whether it fails only because the Hub did not answer: that is no finding.</summary>
    public bool IsUnknown => Verdict is { IsPassed: false, IsOnlyUnknown: true } && Gathered?.Failure is not null;

    /// <summary>Gets whether it is not let in.</summary>
    public bool IsFailed => Verdict is { IsPassed: false } && !IsUnknown;
}

/// <summary>The models that the gate checks, with their diagnostics.</summary>
internal static class GatedModels
{
    /// <summary>
    /// Returns the locked models, then the defaults of the types that are named; without both, all defaults of the registry. The most downloaded
    /// first.
    /// </summary>
    public static ImmutableArray<GatedModel> Of(ImmutableArray<GatedModel> locked, ModelRegistry registry, ImmutableArray<ModelType> types, string registryPlace)
    {
        var entries = registry.Entries.Where(entry => types.IsEmpty ? locked.IsEmpty : types.Contains(entry.Type));
        var defaults = entries.Where(static entry => entry.DefaultModel is not null)
            .OrderByDescending(static entry => entry.Find(entry.DefaultModel!)?.Downloads30d ?? 0).ThenBy(static entry => entry.Type)
            .Select(entry => new GatedModel(entry.DefaultModel!, registryPlace));
        return [.. locked.Concat(defaults).DistinctBy(static model => model.Id)];
    }

    /// <summary>Returns the verdicts as tables.</summary>
    public static IEnumerable<BodySection> Tables(ImmutableArray<GatedModel> judged, Uri hub) =>
    [
        .. BodyTable.Of(
            "Failed",
            ["model", "net score", "reason"],
            [.. judged.Where(static model => model.IsFailed).Select(model => (ImmutableArray<string>)[HubLink.Of(model.Id, hub), Net(model), MarkdownEscaper.Code(Why(model.Verdict!), 400)])],
            95),
        .. BodyTable.Of(
            "Passed",
            ["model", "net score", "waived"],
            [.. judged.Where(static model => model.Verdict!.IsPassed).Select(model => (ImmutableArray<string>)[HubLink.Of(model.Id, hub), Net(model), MarkdownEscaper.Code(string.Join("; ", model.Verdict!.Waived))])],
            70),
    ];

    private static string Why(GateVerdict verdict) =>
        string.Join("; ", new[] { verdict.Metrics.IsEmpty ? null : verdict.MetricsText, verdict.Policy.IsEmpty ? null : verdict.PolicyText }.OfType<string>());

    private static string Net(GatedModel model) => model.Verdict?.Subject.Score?.NetScore is { } net ? net.ToString("0.00", CultureInfo.InvariantCulture) : MarkdownTable.Nothing;
}
