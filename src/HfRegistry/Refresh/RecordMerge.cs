using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>Joins what was known of a model with what the Hub says now: a fact that the new answer lacks is kept.</summary>
internal static class RecordMerge
{
    /// <summary>Returns the joined record. Both are of one model (see <see cref="IsAnotherModel"/>).</summary>
    public static ModelRecord Merge(ModelRecord? old, ModelRecord fresh)
    {
        if (old is null)
            return fresh;
        // What is typical of a type says nothing of the model itself.
        var keepsSize = fresh.Size is null || (fresh.SizeBasis == SizeBasis.Typical && old.Size is not null) || Precision(fresh.SizeBasis) < Precision(old.SizeBasis) && fresh.Revision == old.Revision;
        var licensing = Licensing(old, fresh);
        return fresh with
        {
            HubId = fresh.HubId ?? old.HubId,
            Revision = fresh.Revision ?? old.Revision,
            PipelineTag = fresh.PipelineTag ?? old.PipelineTag,
            Library = fresh.Library ?? old.Library,
            Architectures = fresh.Architectures.IsEmpty ? old.Architectures : fresh.Architectures,
            Formats = fresh.Formats.IsEmpty ? old.Formats : fresh.Formats,
            ParameterCount = fresh.ParameterCount ?? old.ParameterCount,
            Size = keepsSize ? old.Size : fresh.Size,
            SizeBasis = keepsSize ? old.SizeBasis : fresh.SizeBasis,
            License = licensing.License,
            Licenses = licensing.Licenses,
            LicenseName = licensing.LicenseName,
            Gating = fresh.Gating == Gating.Unknown ? old.Gating : fresh.Gating,
            Quantization = fresh.Quantization ?? old.Quantization,
            Likes = fresh.Likes ?? old.Likes,
            Downloads30d = fresh.Downloads30d ?? old.Downloads30d,
            LastModified = fresh.LastModified ?? old.LastModified,
            CreatedAt = fresh.CreatedAt ?? old.CreatedAt,
            BaseModels = fresh.BaseModels.IsEmpty ? old.BaseModels : fresh.BaseModels,
            BaseModelRelation = fresh.BaseModelRelation ?? old.BaseModelRelation,
            RenamedFrom = [.. old.RenamedFrom.Union(fresh.RenamedFrom).Order()],
            RenamedSince = fresh.RenamedSince.SetItems(old.RenamedSince),
            NewVersion = fresh.NewVersion ?? old.NewVersion,
            Benchmarks = fresh.Benchmarks.IsEmpty ? old.Benchmarks : fresh.Benchmarks,
            IsDocumented = fresh.IsDocumented || old.IsDocumented,
            Scores = fresh.Scores ?? old.Scores,
            Extra = old.Extra.SetItems(fresh.Extra),
        };
    }

    /// <summary>Returns whether an answer under a known id is about another repository: the Hub's own <c>_id</c> differs.</summary>
    public static bool IsAnotherModel(ModelRecord old, ModelRecord fresh) =>
        old.HubId is { } was && fresh.HubId is { } now && was != now;

    // One fact, of one record. A listing tells neither the name beside "other" nor the terms of a file: of the same licenses they are kept.
    private static ModelRecord Licensing(ModelRecord old, ModelRecord fresh) => fresh switch
    {
        { License: null, LicenseName: null } => old,
        { LicenseName: null } when fresh.Licensing.Stated.SequenceEqual(old.Licensing.StatedWithoutTerms) => old,
        _ => fresh,
    };

    private static int Precision(SizeBasis basis) => basis switch
    {
        SizeBasis.Parameters or SizeBasis.Files => 4,
        SizeBasis.Stated or SizeBasis.Storage => 3,
        SizeBasis.Estimate or SizeBasis.Disputed => 2,
        SizeBasis.Name or SizeBasis.Typical => 1,
        _ => 0,
    };
}
