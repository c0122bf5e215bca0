using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>Turns the JSON tree of a file of snapshots into snapshots. A member that nobody knows is a mistake: its fact would be lost.</summary>
internal sealed class SnapshotReader(JsonFindings findings)
{
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private static readonly ImmutableDictionary<string, Gating> Gatings =
        Enum.GetValues<Gating>().Where(static gating => gating != Gating.Unknown).ToImmutableDictionary(static gating => SnapshotWriter.Name(gating)!);

    public ImmutableArray<ModelSnapshot> Read(JsonValue root)
    {
        var file = Open(root, "schema_version", "snapshots");
        if (file.Value("schema_version") is not { } version)
            findings.About(root, "has no schema_version");
        else if (findings.Whole(version, 1, int.MaxValue, "a whole number") is not SnapshotFile.Version and not null)
            findings.About(version, $"is a version that this hfregistry does not read; it reads {SnapshotFile.Version}");
        return file.Value("snapshots") is { } list ? [.. findings.Items(list).Select(Snapshot).OfType<ModelSnapshot>()] : [];
    }

    private ModelSnapshot? Snapshot(JsonValue value)
    {
        var members = Open(value, "asked_id", "card", "datasets", "history", "info", "taken_at");
        var (id, time) = (Required<ModelId>(members, "asked_id", ModelId.TryParse, "a model id"), members.Value("taken_at") is { } taken ? Time(taken) : null);
        if (time is null && members.Value("taken_at") is null)
            findings.About(value, "has no taken_at");
        if (id is null || time is null)
            return null;
        return new ModelSnapshot
        {
            AskedId = id,
            TakenAt = time.Value,
            Info = ReadFact(members, "info", Model),
            Card = ReadFact(members, "card", card => Text(Open(card, "text"), "text")),
            History = ReadFact(members, "history", History),
            Datasets = members.Value("datasets") is { } datasets ? [.. findings.Items(datasets).Select(Dataset).OfType<DeclaredDataset>()] : [],
        };
    }

    private Fact<T> ReadFact<T>(Members members, string name, Func<JsonValue, T?> read)
        where T : class
    {
        if (members.Value(name) is not { } value)
        {
            findings.About(members.Of, $"has no {name}");
            return Fact.Absent<T>();
        }

        return findings.Members(value) switch
        {
            [] => Fact.Absent<T>(),
            [{ Name: "unknown" } unknown] => Fact.Unknown<T>(findings.Line(unknown.Value) ?? ""),
            _ => new Fact<T>(read(value), null),
        };
    }

    private HubModel? Model(JsonValue value)
    {
        var members = Open(
            value, "_id", "card_data", "created_at", "custom_code", "disabled", "downloads", "files", "gated", "id", "last_modified", "library_name", "likes",
            "model_type", "owner", "parameter_count", "parameters", "pipeline_tag", "revision", "tags");
        if (Required<ModelId>(members, "id", ModelId.TryParse, "a model id") is not { } id)
            return null;
        return new HubModel
        {
            Id = id,
            HubId = Line(members, "_id"),
            CardData = Text(members, "card_data"),
            CreatedAt = members.Value("created_at") is { } created ? Time(created) : null,
            HasCustomCode = members.Value("custom_code") is { } custom && findings.Flag(custom),
            IsDisabled = members.Value("disabled") is { } disabled && findings.Flag(disabled),
            Downloads30d = Count(members, "downloads"),
            Files = members.Value("files") is { } files ? [.. findings.Items(files).Select(File).OfType<HubFile>()] : [],
            Gating = Gated(members),
            LastModified = members.Value("last_modified") is { } modified ? Time(modified) : null,
            LibraryName = Line(members, "library_name"),
            Likes = Count(members, "likes"),
            ModelType = Line(members, "model_type"),
            OwnerIsOrganization = Owner(members),
            ParameterCount = Count(members, "parameter_count"),
            ParametersByDtype = members.Value("parameters") is { } parameters ? Counts(parameters) : ImmutableSortedDictionary<string, long>.Empty,
            PipelineTag = Line(members, "pipeline_tag"),
            Sha = members.Value("revision") is { } sha ? findings.Parsed<Revision>(sha, Revision.TryParse, "a commit id of 40 hexadecimal digits") : null,
            Tags = members.Value("tags") is { } tags ? findings.Lines(tags) : [],
        };
    }

    private HubFile? File(JsonValue value)
    {
        var members = Open(value, "path", "size");
        return Required<string>(members, "path", TryPath, "a path of a repository") is { } path ? new HubFile(path, Count(members, "size")) : null;
    }

    private CommitHistory History(JsonValue value)
    {
        var members = Open(value, "commits", "cut");
        var commits = members.Value("commits") is { } list ? findings.Items(list).Select(Commit).OfType<HubCommit>() : [];
        return new CommitHistory([.. commits], !(members.Value("cut") is { } cut && findings.Flag(cut)));
    }

    private HubCommit? Commit(JsonValue value)
    {
        var members = Open(value, "authors", "date", "id", "title");
        return Required<Revision>(members, "id", Revision.TryParse, "a commit id of 40 hexadecimal digits") is { } id
            ? new HubCommit(
                id, Line(members, "title") ?? "", members.Value("date") is { } date ? Time(date) : null, members.Value("authors") is { } authors ? findings.Lines(authors) : [])
            : null;
    }

    private DeclaredDataset? Dataset(JsonValue value)
    {
        var members = Open(value, "facts", "name");
        return Line(members, "name") is { } name ? new DeclaredDataset(name, ReadFact(members, "facts", DatasetFacts)) : null;
    }

    private HubDataset? DatasetFacts(JsonValue value)
    {
        var members = Open(value, "card_data", "description", "downloads", "gated", "id", "tags");
        return Required<DatasetId>(members, "id", DatasetId.TryParse, "a dataset id") is { } id
            ? new HubDataset
            {
                Id = id,
                CardData = Text(members, "card_data"),
                Description = Text(members, "description"),
                Downloads30d = Count(members, "downloads"),
                Gating = Gated(members),
                Tags = members.Value("tags") is { } tags ? findings.Lines(tags) : [],
            }
            : null;
    }

    private ImmutableSortedDictionary<string, long> Counts(JsonValue value) => findings.Members(value)
        .ToImmutableSortedDictionary(static member => member.Name, member => findings.Count(member.Value) ?? 0, StringComparer.Ordinal);

    private Gating Gated(Members members)
    {
        if (members.Value("gated") is not { } value)
            return Gating.Unknown;
        if (value.Kind == JsonValueKind.String && Gatings.TryGetValue(value.Text, out var gating))
            return gating;
        findings.Expected(value, $"one of {string.Join(", ", Gatings.Keys.Order(StringComparer.Ordinal))}");
        return Gating.Unknown;
    }

    private bool? Owner(Members members)
    {
        if (members.Value("owner") is not { } value)
            return null;
        if (value.Text is SnapshotWriter.Organization or SnapshotWriter.Person)
            return value.Text == SnapshotWriter.Organization;
        findings.Expected(value, $"{SnapshotWriter.Organization} or {SnapshotWriter.Person}");
        return null;
    }

    private DateTimeOffset? Time(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String && DateTimeOffset.TryParseExact(
            value.Text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        findings.Expected(value, "an ISO 8601 time in UTC such as 2026-01-31T12:00:00Z");
        return null;
    }

    private string? Text(Members members, string name) => members.Value(name) is { } value ? findings.Text(value) : null;

    private string? Line(Members members, string name) => members.Value(name) is { } value ? findings.Line(value) : null;

    private long? Count(Members members, string name) => members.Value(name) is { } value ? findings.Count(value) : null;

    private T? Required<T>(Members members, string name, JsonFindings.TextParser<T> parser, string expected)
        where T : class
    {
        if (members.Value(name) is { } value)
            return findings.Parsed(value, parser, expected);
        findings.About(members.Of, $"has no {name}");
        return null;
    }

    private Members Open(JsonValue value, params ReadOnlySpan<string> known)
    {
        foreach (var member in findings.Members(value))
        {
            if (!known.Contains(member.Name))
                findings.Add(JsonFaultKind.UnknownMember, member.NameOffset, $"\"{TextSanitizer.Sanitize(member.Name)}\" is not a member of a snapshot here");
        }

        return new Members(value);
    }

    private static bool TryPath(string? text, [NotNullWhen(true)] out string? path)
    {
        path = text is not null && RepositoryPath.IsPossible(text) ? text : null;
        return path is not null;
    }

    private readonly record struct Members(JsonValue Of)
    {
        public JsonValue? Value(string name)
        {
            foreach (var member in Of.Members)
            {
                if (member.Name == name)
                    return member.Value;
            }

            return null;
        }
    }
}
