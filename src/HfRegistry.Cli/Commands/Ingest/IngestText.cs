using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Ingest;

/// <summary>The text output of <c>ingest</c>.</summary>
internal static class IngestText
{
    public static void Write(IngestDocument document, CommandIO io)
    {
        foreach (var row in document.Results)
        {
            var name = $"{(row.Kind == "dataset" ? "datasets/" : "")}{row.Id}{(row.Version is { } version ? $" {version}" : "")}";
            io.Out.WriteLine(row switch
            {
                { Status: "stored", Package: { } package } =>
                    $"{name}: stored at commit {package.Revision[..7]}, {new ByteSize(package.SizeBytes)}, {new ByteSize(row.FetchedBytes)} of {new ByteSize(row.SizeBytes)} downloaded",
                { Status: "duplicate", Package: { } package } => $"{name}: in the catalog already, at commit {package.Revision[..7]}",
                _ => $"{name}: {row.Status} at {row.Step}",
            });
            foreach (var failure in row.Status == "refused" ? row.Failures : [])
                io.Out.WriteLine($"  {failure}");
        }

        io.Out.WriteLine($"{document.Store}: {document.Stored} stored, {document.Refused} refused, {document.Failed} failed.");
    }
}
