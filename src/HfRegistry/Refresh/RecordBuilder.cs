using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>Turns the Hub's facts into a registry record.</summary>
internal static class RecordBuilder
{
    private const string BasePrefix = "base_model:";

    private static readonly ImmutableArray<string> Relations = ["finetune", "adapter", "quantized", "merge"];

    /// <summary>Returns the record.</summary>
    /// <param name="model">The Hub's facts.</param>
    /// <param name="today">The day of the facts (UTC) when they do not carry their own.</param>
    /// <param name="context">Knows stated sizes and documented checkpoints.</param>
    public static ModelRecord Build(HubModel model, DateOnly today, SelectionContext context)
    {
        var (size, basis) = WeightSize.Of(model, context.Configuration);
        var (bases, relation) = Origin(model);
        var record = new ModelRecord
        {
            Id = model.Id,
            HubId = model.HubId,
            Revision = model.Sha,
            PipelineTag = model.PipelineTag,
            Library = model.LibraryName,
            Architectures = model.Architectures,
            Formats = WeightFormats.Of(model),
            ParameterCount = model.ParameterCount,
            Size = size,
            SizeBasis = basis,
            Gating = model.Gating,
            IsDisabled = model.IsDisabled,
            HasCustomCode = model.HasCustomCode,
            Quantization = Quantization.Of(model),
            Likes = model.Likes is { } likes ? Rounded(likes) : null,
            Downloads30d = model.Downloads30d is { } downloads ? Rounded(downloads) : null,
            LastModified = model.LastModified,
            CreatedAt = model.CreatedAt,
            BaseModels = bases,
            BaseModelRelation = relation,
            NewVersion = model.NewVersion,
            Benchmarks = model.Benchmarks,
            IsDocumented = ModelType.TryParse(model.ModelType, out var type) && context.Types.Find(type)?.DocumentedCheckpoint == model.Id,
            AsOf = model.RecordedAt is { } recorded ? DateOnly.FromDateTime(recorded.UtcDateTime) : today,
        };
        return record.With(LicensesOf(model));
    }

    /// <summary>Returns the licenses that the Hub's facts state: a listing has the tags alone, the facts of one model its card's metadata too.</summary>
    public static LicenseSet LicensesOf(HubModel model) =>
        LicenseSet.Of(model.LicenseTags.AddRange(model.CardLicenses), model.LicenseName).WithTermsOf(model.Files.Select(static file => file.Path));

    /// <summary>Returns a count rounded to two significant digits, half away from zero: 2,738 is 2,700, so that noise is no change.</summary>
    public static long Rounded(long count)
    {
        var unit = 1L;
        while (count / unit >= 100)
            unit *= 10;
        var tenth = (decimal)count / unit;
        return (long)Math.Min(Math.Round(tenth, MidpointRounding.AwayFromZero) * unit, long.MaxValue);
    }

    // The Hub writes each origin twice: `base_model:ID` and `base_model:RELATION:ID`.
    private static (ImmutableArray<ModelId> Bases, string? Relation) Origin(HubModel model)
    {
        var bases = new List<ModelId>();
        string? relation = null;
        foreach (var tag in model.Tags.Where(static tag => tag.StartsWith(BasePrefix, StringComparison.Ordinal)))
        {
            var parts = tag[BasePrefix.Length..].Split(':');
            if (ModelId.TryParse(parts[^1], out var id) && id != model.Id && !bases.Contains(id))
                bases.Add(id);
            if (parts is [var word, _] && Relations.Contains(word))
                relation ??= word;
        }

        bases.Sort();
        return ([.. bases], bases.Count > 0 ? relation : null);
    }
}
