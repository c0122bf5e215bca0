using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Files;

namespace HfRegistry.Registry;

/// <summary>Writes a registry as canonical text.</summary>
internal static class RegistryWriter
{
    public static byte[] Render(ModelRegistry registry)
    {
        var entries = new JsonMembers();
        foreach (var entry in registry.Entries)
            entries.Add(entry.Type.Name, MembersOf(entry).WriteTo);
        return JsonMembers.Render(entries.WriteTo);
    }

    /// <summary>Returns a registry of one entry on one line, with its line end.</summary>
    public static byte[] RenderLine(RegistryEntry entry) =>
        JsonMembers.RenderLine(new JsonMembers().Add(entry.Type.Name, MembersOf(entry).WriteTo).WriteTo);

    private static JsonMembers MembersOf(RegistryEntry entry)
    {
        var downloads = new JsonMembers();
        var details = new JsonMembers();
        foreach (var model in entry.Models)
        {
            downloads.Add(model.Id.ToString(), model.Downloads30d);

            if (MembersOf(model) is { IsEmpty: false } members)
                details.Add(model.Id.ToString(), members.WriteTo);
        }

        var listed = entry.Models.Where(static model => model.GoneSince is null).Select(static model => model.Id.ToString()).ToImmutableArray();
        return new JsonMembers()
            .Add("component_of", entry.ComponentOf?.Name)
            .Add("default_model", entry.DefaultModel?.ToString())
            .Add("default_reason", entry.DefaultReason)
            .Add("default_state", entry.DefaultState == DefaultState.Chosen ? null : entry.DefaultState.ToString().ToLowerInvariant())
            .Add("details", details.WriteTo)
            .Add("downloads", downloads.WriteTo)
            .Add("models", writer => JsonMembers.WriteList(writer, listed))
            .Add("updated_at", entry.UpdatedAt)
            .AddUnknown(entry.Extra);
    }

    private static JsonMembers MembersOf(ModelRecord model) => AddGating(new JsonMembers(), model.Gating)
        .Add("_id", model.HubId)
        .AddList("architectures", model.Architectures)
        .Add("as_of", model.AsOf)
        .AddList("base_model", Texts(model.BaseModels))
        .Add("base_model_relation", model.BaseModelRelation)
        .Add("benchmarks", model.Benchmarks.IsEmpty ? null : writer => BenchmarkJson.Write(writer, model.Benchmarks))
        .Add("created_at", model.CreatedAt)
        .AddFlag("custom_code", model.HasCustomCode)
        .AddFlag("disabled", model.IsDisabled)
        .AddFlag("documented", model.IsDocumented)
        .AddList("formats", model.Formats)
        .Add("gone_since", model.GoneSince)
        .Add("last_modified", model.LastModified)
        .Add("library", model.Library)
        .Add("license", model.License)
        .Add("license_name", model.LicenseName)
        .AddList("licenses", model.Licenses)
        .Add("likes", model.Likes)
        .Add("new_version", model.NewVersion?.ToString())
        .Add("params", model.ParameterCount)
        .Add("pipeline_tag", model.PipelineTag)
        .Add("quantized", model.Quantization)
        .AddList("renamed_from", Texts(model.RenamedFrom))
        .Add("renamed_since", model.RenamedSince.IsEmpty ? null : writer => WriteDays(writer, model.RenamedSince))
        .Add("replaced_since", model.ReplacedSince)
        .Add("revision", model.Revision?.ToString())
        .AddScores(model.Scores)
        .Add("size_basis", model.SizeBasis == SizeBasis.Unknown ? null : model.SizeBasis.ToString().ToLowerInvariant())
        .Add("size_bytes", model.Size?.Bytes)
        .AddUnknown(model.Extra);

    private static JsonMembers AddGating(JsonMembers members, Gating gating) => gating switch
    {
        Gating.Open => members.Add("gated", static writer => writer.WriteBooleanValue(false)),
        Gating.Gated => members.Add("gated", static writer => writer.WriteBooleanValue(true)),
        Gating.Auto => members.Add("gated", "auto"),
        Gating.Manual => members.Add("gated", "manual"),
        _ => members,
    };

    private static void WriteDays(Utf8JsonWriter writer, ImmutableSortedDictionary<ModelId, DateOnly> days)
    {
        var members = new JsonMembers();
        foreach (var (id, day) in days)
            members.Add(id.ToString(), day);
        members.WriteTo(writer);
    }

    private static ImmutableArray<string> Texts(ImmutableArray<ModelId> ids) => [.. ids.Select(static id => id.ToString())];
}
