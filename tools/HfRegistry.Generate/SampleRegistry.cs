using System.Collections.Immutable;
using System.Text;
using HfRegistry.Gate;
using HfRegistry.Quality.Scoring;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Generate;

/// <summary>The registry of <c>samples/GatedBuild</c>, made of the snapshots beside it.</summary>
internal static class SampleRegistry
{
    public static string Render()
    {
        var read = SnapshotFile.Load(RepositoryFiles.PathOf("samples", "GatedBuild", "snapshots.json"));
        var snapshots = read.Value ?? throw new InvalidOperationException(string.Join('\n', read.Diagnostics));
        var context = new SelectionContext();
        var models = snapshots.Select(snapshot => RecordBuilder.Build(snapshot.Info.Value!, DateOnly.FromDateTime(snapshot.TakenAt.UtcDateTime), context) with
        {
            Scores = ScoreRecords.ToRecord(ModelScorer.Score(snapshot)),
        }).ToImmutableArray();
        return Encoding.UTF8.GetString(RegistryFile.Render(ModelRegistry.Of(
        [
            new RegistryEntry
            {
                Type = ModelType.Parse("bert"),
                DefaultModel = models[0].Id,
                DefaultReason = "synthetic: written for this sample",
                Models = models,
                UpdatedAt = snapshots.Max(static snapshot => snapshot.TakenAt),
            },
        ])));
    }
}
