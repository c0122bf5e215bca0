using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Registry;

namespace HfRegistry.Testing;

/// <summary>A registry whose texts try to be more than text, wherever somebody shows them.</summary>
internal static class HostileRegistry
{
    /// <summary>What a page's title, or a variable of it, becomes when one of the texts runs.</summary>
    public const string Mark = "owned";

    /// <summary>Markup and the like that a registry file may hold.</summary>
    public static ImmutableArray<string> Texts { get; } =
    [
        $"<script>document.title='{Mark}'</script>",
        $"\"><img src=x onerror=document.title='{Mark}'>",
        $"' onfocus=document.title='{Mark}' autofocus x='",
        $"</td></tr></tbody></table><h1>{Mark}</h1>",
        $"--></style></script><svg onload=document.title='{Mark}'>",
        $"{{{{style_hash}}}}{{{{#types}}}}<b>{Mark}</b>",
        $"javascript:document.title='{Mark}'",
        $"&lt;script&gt;document.title='{Mark}'&lt;/script&gt;",
        $"`|``<b>{Mark}</b>`",
        $"[{Mark}](https://evil.example) ![](https://evil.example/x.png) @everyone",
        $"=HYPERLINK(\"https://evil.example\";\"{Mark}\")",
    ];

    /// <summary>Texts that a file may not hold, and a registry in memory still might.</summary>
    public static ImmutableArray<string> Unprintable { get; } = ["\u001b[31mred\u001b[0m", "mit\u202eti\u202c", "a\nb\r\nc", "zero\u200bwidth", "\ud800", "bell\u0007"];

    /// <summary>A registry with a type for each text, which stands wherever a text may stand.</summary>
    public static ModelRegistry Of(IEnumerable<string> texts) => ModelRegistry.Of(texts.Select(EntryOf));

    private static RegistryEntry EntryOf(string text, int i)
    {
        var id = ModelId.Parse(string.Create(CultureInfo.InvariantCulture, $"hostile/model-{i}"));
        return new RegistryEntry
        {
            Type = ModelType.Parse(string.Create(CultureInfo.InvariantCulture, $"hostile{i}")),
            DefaultModel = id,
            DefaultReason = text,
            UpdatedAt = new DateTimeOffset(2026, 11, 14, 0, 0, 0, TimeSpan.Zero),
            Models =
            [
                new ModelRecord
                {
                    Id = id,
                    License = text,
                    PipelineTag = text,
                    Library = text,
                    Formats = [text],
                    Architectures = [text],
                    Quantization = text,
                    BaseModelRelation = text,
                    Gating = Gating.Auto,
                    IsDisabled = true,
                    ReplacedSince = new DateOnly(2026, 11, 1),
                    RenamedFrom = [ModelId.Parse(string.Create(CultureInfo.InvariantCulture, $"hostile/old-{i}"))],
                },
            ],
        };
    }
}
