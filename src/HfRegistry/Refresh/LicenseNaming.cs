using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>
/// Learns what the license <c>other</c> of a type's default is called. No listing tells it, and a policy that denies a license by its family passes a model
/// whose license is not known. One request for each such default, again when the model has a new commit.
/// </summary>
internal sealed class LicenseNaming(HubClient hub, int parallelModels)
{
    /// <summary>Returns the entries whose default's licenses are another fact now.</summary>
    /// <param name="merged">The entries as a refresh leaves them.</param>
    /// <param name="before">The registry before it.</param>
    /// <param name="told">Hears why a name was not had.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ImmutableArray<RegistryEntry>> NameAsync(
        IEnumerable<RegistryEntry> merged, ModelRegistry before, Action<Diagnostic> told, CancellationToken cancellationToken)
    {
        var open = merged.Where(entry => IsOpen(entry, before)).ToList();
        var named = new RegistryEntry?[open.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, open.Count),
            new ParallelOptions { MaxDegreeOfParallelism = parallelModels, CancellationToken = cancellationToken },
            async (i, token) => named[i] = await NameAsync(open[i], told, token));
        return [.. named.OfType<RegistryEntry>()];
    }

    private static bool IsOpen(RegistryEntry entry, ModelRegistry before) =>
        entry.DefaultModel is { } id && entry.Find(id) is { GoneSince: null, ReplacedSince: null, License: not null } model
        && (model.LicenseName is null ? model.Licensing.IsOpen : before.Find(id)?.Model.Revision != model.Revision);

    private async Task<RegistryEntry?> NameAsync(RegistryEntry entry, Action<Diagnostic> told, CancellationToken cancellationToken)
    {
        var model = entry.Find(entry.DefaultModel!)!;
        var answer = await hub.GetDetailsAsync(model.Id, cancellationToken);
        if (answer.Error is { } error)
            told(HubDiagnostics.Of(error, Consequence.LicenseNameMissing, model.Id) with { Severity = Severity.Warning });
        if (answer.Value is not { } facts || facts.Id != model.Id || RecordBuilder.LicensesOf(facts) is not { Text: not null } licenses)
            return null;
        var named = model.With(licenses);
        return RecordVolatileFields.EqualsIgnoringVolatile(model, named) ? null : entry with { Models = entry.Models.Replace(model, named) };
    }
}
