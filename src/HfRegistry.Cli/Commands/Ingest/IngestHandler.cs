using System.Globalization;
using HfRegistry.Cli.Commands.Packages;
using HfRegistry.Cli.Output;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Cli.Commands.Ingest;

/// <summary>Ingests one repository after the other, and reports all of them.</summary>
internal sealed class IngestHandler(IngestionEngine engine, PackageWorkspace packages, CommandOutput output, bool isQuiet)
{
    private const long Kilobyte = 1_000;

    private static readonly int Steps = Enum.GetValues<IngestStep>().Length;

    /// <summary>Ingests repositories.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<IngestRequest> requests, CancellationToken cancellationToken)
    {
        var results = new List<IngestResult>();
        foreach (var request in requests)
        {
            var result = isQuiet
                ? await engine.RunAsync(request, progress: null, cancellationToken)
                : await ProgressView.RunAsync<IngestProgress, IngestResult>(output.IO, Describe, progress => engine.RunAsync(request, progress, cancellationToken));
            output.WriteDiagnostics(result.Diagnostics);
            results.Add(result);
        }

        output.Write(IngestDocument.Of(packages, results), static () => IngestJson.Default.IngestDocument, IngestText.Write);
        return CodeOf(results);
    }

    // Of several, the others may be stored: then something is missing, whatever it was.
    private static int CodeOf(List<IngestResult> results) =>
        results.Find(static result => result.Status == IngestStatus.Failed) is { } failed ? results.Count == 1 ? ExitCode.Of(failed.Diagnostics) : ExitCode.Network
        : results.TrueForAll(static result => result.Status == IngestStatus.Stored) ? ExitCode.Done
        : ExitCode.Findings;

    // A bar counts whole numbers; kilobytes leave room for two terabytes.
    private static ProgressStep Describe(IngestProgress progress, TimeSpan elapsed)
    {
        // The number tells a step from a result: one of them is named "duplicate".
        var step = string.Create(CultureInfo.InvariantCulture, $"step {(int)progress.Step + 1} of {Steps}, {StepProducts.NameOf(progress.Step)}");
        return new ProgressStep(
            (int)(progress.Done / Kilobyte), (int)(progress.Total / Kilobyte),
            progress.Total == 0 ? $"{progress.Id}: {step}" : $"{progress.Id}: {step}, {new ByteSize(progress.Done)} of {new ByteSize(progress.Total)}");
    }
}
