using System.Text.Json;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Server.Jobs;

/// <summary>The progress of a run, as the catalog keeps it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Done">The bytes of the step that are done.</param>
/// <param name="Total">All bytes of the step; 0 where it counts none.</param>
internal sealed record RunProgress(string Step, long Done, long Total);

/// <summary>Writes the progress of a run into the catalog, where every node sees it: the newest, once a second.</summary>
internal sealed class ProgressReporter : IProgress<IngestProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private readonly Task _writing;
    private IngestProgress? _newest;

    public ProgressReporter(ICatalog catalog, Guid runId, TimeProvider clock) => _writing = WriteAsync(catalog, runId, clock);

    public void Report(IngestProgress value) => Volatile.Write(ref _newest, value);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _writing;
        _ended.Dispose();
    }

    private async Task WriteAsync(ICatalog catalog, Guid runId, TimeProvider clock)
    {
        IngestProgress? written = null;
        while (!_ended.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // A report that is lost is made up for by the next one.
            if (Volatile.Read(ref _newest) is { } newest && newest != written)
                await catalog.ReportAsync(runId, JsonSerializer.Serialize(new RunProgress(StepProducts.NameOf(newest.Step), newest.Done, newest.Total)), CancellationToken.None);
            written = _newest;
        }
    }
}
