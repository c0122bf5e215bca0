using System.Globalization;
using System.Text;
using HfRegistry.Registry;

namespace HfRegistry.Reporting;

/// <summary>
/// Writes a report as one page of HTML that needs nothing else: its own style and script, allowed by their hashes and nothing besides them.
/// </summary>
internal static class HtmlReport
{
    /// <summary>The longest reason that is shown whole.</summary>
    private const int MaxReasonLength = 1_000;

    private const string ModelPages = "https://huggingface.co/";

    private static readonly Lazy<ReportPage> Page = new(ReportPage.Load);

    /// <summary>Returns the page, in UTF-8. Equal reports with equal names give equal bytes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="source">What the registry is, for people: the name of its file, say. Foreign text.</param>
    public static byte[] Render(RegistryReport report, string source)
    {
        ArgumentNullException.ThrowIfNull(report);
        var values = new PageScope()
            .With("style_hash", Page.Value.StyleHash)
            .With("script_hash", Page.Value.ScriptHash)
            .With("day", IsoDate.Format(report.Day))
            .With("max_age", Number(report.MaxAgeDays))
            .With("source", source)
            .WithEach("tiles", Tiles(report.Totals), static (scope, tile) => scope
                .With("name", tile.Name).With("number", Number(tile.Number)).WithMaybe("of", tile.Of is { } of ? Number(of) : null))
            .WithEach("charts", report.Distributions.Select(ReportChart.Of), static (scope, chart) => chart.Describe(scope))
            .WithIf("has_migrations", !report.Migrations.IsEmpty)
            .WithEach("migrations", report.Migrations, Describe)
            .WithEach("types", report.Types.Index(), static (scope, type) => Describe(scope, type.Index, type.Item));
        return Encoding.UTF8.GetBytes(Page.Value.Template.Fill(values));
    }

    /// <summary>Returns a whole number with commas between thousands, in the culture of no country.</summary>
    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, int Number, int? Of)> Tiles(ReportTotals totals) =>
    [
        ("model types", totals.Types, null),
        ("with a default", totals.WithDefault, totals.Types),
        ("parts of another type", totals.Components, totals.Types),
        ("without a default", totals.WithoutDefault, totals.Types),
        ("with stale facts", totals.StaleTypes, totals.Types),
        ("models", totals.Models, null),
        ("with a known license", totals.Licensed, totals.Models),
        ("gated defaults", totals.GatedDefaults, totals.WithDefault),
    ];

    private static PageScope Describe(PageScope scope, Migration migration) => scope
        .With("kind", migration.Kind.ToString().ToLowerInvariant())
        .With("order", Plain((int)migration.Kind))
        .WithIf("is_default", migration.IsDefault)
        .With("id", migration.Model.ToString())
        .With("url", ModelPages + migration.Model)
        .With("other", migration.OtherId?.ToString() ?? "")
        .With("type", migration.Type.Name)
        .With("since", migration.Since is { } since ? IsoDate.Format(since) : "");

    private static PageScope Describe(PageScope scope, int place, TypeReport type)
    {
        var record = type.Record;
        return scope
            .With("place", Plain(place))
            .With("type", type.Type.Name)
            .WithEach<ModelId>("default", type.Default is { } id ? [id] : [], (inner, model) => inner
                .With("id", model.ToString())
                .With("url", ModelPages + model)
                .WithIf("gated", type.IsGated is true))
            .With("default_sort", type.Default?.ToString().ToLowerInvariant() ?? "")
            .WithMaybe("without", type.Default is not null || !string.IsNullOrEmpty(type.Reason) ? null : type.ComponentOf is { } whole ? $"a part of {whole.Name}" : "no default")
            .WithMaybe("reason", string.IsNullOrEmpty(type.Reason) ? null : TextSanitizer.Sanitize(type.Reason, MaxReasonLength))
            .With("size", record?.Size is { } size ? (record.SizeBasis is not (SizeBasis.Parameters or SizeBasis.Files or SizeBasis.Stated) ? $"≈ {size}" : size.ToString()) : "")
            .With("size_sort", record?.Size is { } bytes ? Plain(bytes.Bytes) : "")
            .With("license", TextSanitizer.Sanitize(record?.Licensing.Text))
            .WithMaybe("spdx", SpdxOf(type))
            .With("task", TextSanitizer.Sanitize(record?.PipelineTag))
            .With("downloads", record?.Downloads30d is { } downloads ? Number(downloads) : "")
            .With("downloads_sort", record?.Downloads30d is { } count ? Plain(count) : "")
            .With("models", Plain(type.Models))
            .With("age", type.AgeDays switch
            {
                null => type.IsStale ? "never confirmed" : "",
                1 => "1 day",
                var days => $"{Number(days.Value)} days",
            })
            .With("age_sort", type.AgeDays is { } age ? Plain(age) : "")
            .WithIf("stale", type.IsStale);
    }

    // The Hub's slug of most licenses is the SPDX id in lower case.
    private static string? SpdxOf(TypeReport type) => type.Spdx is { } spdx && !spdx.Equals(type.Record?.Licensing.Text, StringComparison.OrdinalIgnoreCase) ? TextSanitizer.Sanitize(spdx, MaxReasonLength) : null;

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
