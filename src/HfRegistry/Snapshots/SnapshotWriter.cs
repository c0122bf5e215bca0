using System.Globalization;
using System.Text.Json;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>Writes snapshots as canonical text.</summary>
internal static class SnapshotWriter
{
    public const string Organization = "organization";
    public const string Person = "user";

    public static byte[] Render(IEnumerable<ModelSnapshot> snapshots) => JsonMembers.Render(new JsonMembers()
        .Add("schema_version", SnapshotFile.Version)
        .Add("snapshots", writer => WriteList(writer, snapshots, MembersOf)).WriteTo);

    private static JsonMembers MembersOf(ModelSnapshot snapshot) => new JsonMembers()
        .Add("asked_id", snapshot.AskedId.ToString())
        .Add("card", MembersOf(snapshot.Card, static text => new JsonMembers().Add("text", text)).WriteTo)
        .Add("datasets", writer => WriteList(writer, snapshot.Datasets, MembersOf))
        .Add("history", MembersOf(snapshot.History, MembersOf).WriteTo)
        .Add("info", MembersOf(snapshot.Info, MembersOf).WriteTo)
        .Add("taken_at", snapshot.TakenAt);

    // Known, unknown with its reason, or an object without members: absent.
    private static JsonMembers MembersOf<T>(Fact<T> fact, Func<T, JsonMembers> write)
        where T : class => fact.Value is { } value ? write(value) : new JsonMembers().Add("unknown", fact.UnknownBecause);

    private static JsonMembers MembersOf(HubModel model) => new JsonMembers()
        .Add("_id", model.HubId)
        .Add("card_data", model.CardData)
        .Add("created_at", model.CreatedAt)
        .AddFlag("custom_code", model.HasCustomCode)
        .AddFlag("disabled", model.IsDisabled)
        .Add("downloads", model.Downloads30d)
        .Add("files", writer => WriteList(writer, model.Files, static file => new JsonMembers().Add("path", file.Path).Add("size", file.SizeBytes)))
        .Add("gated", Name(model.Gating))
        .Add("id", model.Id.ToString())
        .Add("last_modified", model.LastModified)
        .Add("library_name", model.LibraryName)
        .Add("likes", model.Likes)
        .Add("model_type", model.ModelType)
        .Add("owner", model.OwnerIsOrganization is { } isOrganization ? (isOrganization ? Organization : Person) : null)
        .Add("parameter_count", model.ParameterCount)
        .Add("parameters", writer => WriteCounts(writer, model.ParametersByDtype))
        .Add("pipeline_tag", model.PipelineTag)
        .Add("revision", model.Sha?.ToString())
        .AddList("tags", model.Tags);

    private static JsonMembers MembersOf(CommitHistory history) => new JsonMembers()
        .Add("commits", writer => WriteList(writer, history.Commits, static commit => new JsonMembers()
            .AddList("authors", commit.Authors).Add("date", commit.Date).Add("id", commit.Id.ToString()).Add("title", commit.Title)))
        .AddFlag("cut", !history.IsComplete);

    private static JsonMembers MembersOf(DeclaredDataset dataset) =>
        new JsonMembers().Add("facts", MembersOf(dataset.Facts, MembersOf).WriteTo).Add("name", dataset.Name);

    private static JsonMembers MembersOf(HubDataset dataset) => new JsonMembers()
        .Add("card_data", dataset.CardData)
        .Add("description", dataset.Description)
        .Add("downloads", dataset.Downloads30d)
        .Add("gated", Name(dataset.Gating))
        .Add("id", dataset.Id.ToString())
        .AddList("tags", dataset.Tags);

    /// <summary>Returns the word for a gating; null for an unknown one.</summary>
    internal static string? Name(Gating gating) => gating == Gating.Unknown ? null : gating.ToString().ToLower(CultureInfo.InvariantCulture);

    private static void WriteCounts(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, long>> counts)
    {
        writer.WriteStartObject();
        foreach (var (dtype, count) in counts)
            writer.WriteNumber(dtype, count);
        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, IEnumerable<T> items, Func<T, JsonMembers> write)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            write(item).WriteTo(writer);
        writer.WriteEndArray();
    }
}
