using System.Text.Json;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Plans as a file: what one job decided, for a person to read and for another job to do. The schema is <c>docs/schemas/plan.schema.json</c>.</summary>
internal static class PlanFile
{
    /// <summary>The version of the file's shape.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The most bytes that a plan has.</summary>
    public const int MaxBytes = 64_000_000;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Returns the plans as JSON in UTF-8.</summary>
    public static byte[] Write(IEnumerable<PublicationPlan> plans)
    {
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteStartArray("plans");
            foreach (var plan in plans)
                PlanJson.Write(json, plan);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
        return file.ToArray();
    }

    /// <summary>Reads plans.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>The plans, or what is wrong with the file.</returns>
    public static Outcome<IReadOnlyList<PublicationPlan>> Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            return Broken($"it is larger than {new ByteSize(MaxBytes)}");
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = new PlanReader(document.RootElement, "the plan");
            return root.Number("schema_version") != SchemaVersion
                ? Broken($"its schema_version is not {SchemaVersion}")
                : new Outcome<IReadOnlyList<PublicationPlan>>([.. root.Items("plans").Select(PlanJson.Read)]);
        }
        catch (Exception e) when (ForeignInput.IsFault(e))
        {
            // Half a surrogate pair, which JSON allows and UTF-16 does not, is an invalid operation.
            return Broken(e is FormatException or ArgumentException ? TextSanitizer.Sanitize(e.Message) : "it is not JSON");
        }
    }

    /// <summary>Returns why a plan cannot be applied.</summary>
    internal static Diagnostic Difference(PublicationPlan agreed, PublicationPlan now)
    {
        var difference =
            !agreed.Repository.Equals(now.Repository) ? $"it is for {agreed.Repository}, but this is {now.Repository}"
            : agreed.Base != now.Base ? $"it is for {agreed.Base}, but the base is {now.Base}"
            : agreed.BaseCommit != now.BaseCommit ? $"{now.Base} was at {agreed.BaseCommit.Short} and is at {now.BaseCommit.Short}"
            : agreed.BranchHead != now.BranchHead ? $"the branch {now.Change.Branch} was {At(agreed.BranchHead)} and is {At(now.BranchHead)}"
            : $"its decision is '{TextSanitizer.Sanitize(agreed.Decision)}', but the decision now is '{now.Decision}'";
        return DiagnosticCatalog.PlanOutdated.Create(difference);
    }

    private static string At(GitObjectId? id) => id is null ? "missing" : $"at {id.Short}";

    private static Outcome<IReadOnlyList<PublicationPlan>> Broken(string reason) =>
        new(DiagnosticCatalog.PlanInvalid.Create(reason));
}
