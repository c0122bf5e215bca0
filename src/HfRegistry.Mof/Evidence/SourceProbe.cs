using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Evidence;

/// <summary>Looks for source repositories and reads them. What cannot be read is only looked for, as without this evidence.</summary>
/// <param name="reader">Who reads repositories.</param>
/// <param name="probe">Who looks for them without reading, or null.</param>
internal sealed class SourceProbe(ISourceReader reader, IRepositoryProbe? probe) : IRepositoryProbe
{
    private readonly ConcurrentDictionary<string, Fact<SourceRepository>> _unknown = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the repositories that could not be read, in the order of their names.</summary>
    public ImmutableArray<ModelSource> Unknown => [.. _unknown.OrderBy(static source => source.Key, StringComparer.Ordinal).Select(static source => new ModelSource(source.Key, source.Value))];

    public async Task<RepositoryAnswer> FindAsync(string name, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadAsync(name, cancellationToken);
        if (facts.Value is { } source)
            return new RepositoryAnswer(Exists: true, source.Name, source.CodeLicense) { Source = source };
        if (facts.IsAbsent)
            return RepositoryAnswer.None;
        _unknown.TryAdd(name, facts);
        return probe is null ? new RepositoryAnswer(Exists: null, Missing: facts.UnknownBecause) : await probe.FindAsync(name, cancellationToken);
    }
}
