using System.Text;
using HfRegistry.Files;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Cli.Commands.Ingest;

/// <summary>Reads what to ingest from the command line and from a list.</summary>
internal static class IngestTargets
{
    private const int MaxBytes = 1_000_000;

    /// <summary>Reads requests, each repository once; every mistake is told.</summary>
    /// <param name="ids">The ids of the command line.</param>
    /// <param name="list">The absolute path of a list, or null.</param>
    /// <param name="version">The version of those that a list gives none; null for the usual one.</param>
    public static Outcome<IReadOnlyList<IngestRequest>> Read(IEnumerable<string> ids, string? list, string? version)
    {
        var lines = ids.Select(static id => (Text: id, Location: (SourceLocation?)null)).ToList();
        var mistakes = new List<Diagnostic>();
        if (list is not null)
        {
            var read = Lines(list);
            lines.AddRange(read.Value ?? []);
            mistakes.AddRange(read.Diagnostics);
        }

        var requests = new List<IngestRequest>();
        foreach (var (text, location) in lines)
        {
            // An id and the version after it; on the command line an id alone.
            var words = location is null ? [text] : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var wanted = words.ElementAtOrDefault(1) ?? version ?? PackageVersion.Default.ToString();
            PackageVersion? parsed = null;
            if (words.Length > 2 || !RepositoryAddress.TryParse(words[0], out var address))
                mistakes.Add(DiagnosticCatalog.InvalidModelId.Create(location, text));
            else if (wanted != IngestRequest.AutoVersion && !PackageVersion.TryParse(wanted, out parsed))
                mistakes.Add(DiagnosticCatalog.PackageVersionInvalid.Create(location, wanted));
            else
                requests.Add(new IngestRequest(address.Kind, address.Id) { Version = parsed, RequestedBy = "hfregistry" });
        }

        return mistakes.Count > 0 ? new(null, mistakes) : new([.. requests.DistinctBy(static request => (request.Kind, request.Id, request.Version))]);
    }

    private static Outcome<IReadOnlyList<(string Text, SourceLocation? Location)>> Lines(string path) => BoundedFile.Read(path, MaxBytes) switch
    {
        FileReading.Content content => new([.. Encoding.UTF8.GetString(content.Utf8).Split('\n')
            .Select((line, i) => (Text: line.Split('#')[0].Trim(), (SourceLocation?)new SourceLocation(path, i + 1))).Where(static line => line.Text.Length > 0)]),
        FileReading.TooLarge => Refused(path, "it is too large"),
        FileReading.Unreadable refused => Refused(path, refused.Why),
        _ => Refused(path, "it does not exist"),
    };

    private static Outcome<IReadOnlyList<(string Text, SourceLocation? Location)>> Refused(string path, string why) =>
        new(DiagnosticCatalog.ListNotRead.Create(new SourceLocation(path), path, why));
}
