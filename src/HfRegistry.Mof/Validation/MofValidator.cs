using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>Validates documents: YAML, schema, rules, and the names of all of them together.</summary>
/// <param name="schema">The schema.</param>
/// <param name="severities">How grave each rule is.</param>
/// <param name="clock">Tells which dates lie in the future.</param>
internal sealed class MofValidator(MofSchema schema, RuleSeverities severities, TimeProvider clock)
{
    /// <summary>East of everything else: a release of today in Kiribati is no release of the future.</summary>
    private static readonly TimeSpan EasternmostOffset = TimeSpan.FromHours(14);

    /// <summary>Gets how grave each rule is.</summary>
    public RuleSeverities Severities => severities;

    /// <summary>Gets the schema.</summary>
    internal MofSchema Schema => schema;

    /// <summary>Gets the latest day that it is anywhere on Earth.</summary>
    internal DateOnly Today => DateOnly.FromDateTime((clock.GetUtcNow() + EasternmostOffset).UtcDateTime);

    /// <summary>Validates files without a look at the others, several at once.</summary>
    /// <param name="paths">The absolute paths.</param>
    /// <param name="cache">What is known of unchanged files, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>One result a path, in the order of the paths; a remembered one has no document.</returns>
    public IReadOnlyList<MofValidation> ValidateAlone(IReadOnlyList<string> paths, ValidationCache? cache, CancellationToken cancellationToken)
    {
        var validated = new MofValidation[paths.Count];
        Parallel.For(0, paths.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            if (BatchItem.Run(() => validated[i] = cache?.Validate(paths[i], this) ?? ValidateAlone(paths[i])) is { } bug)
                validated[i] = new MofValidation(paths[i], null, [new MofFinding(HubDiagnostics.Of(bug, Consequence.FileNotValidated, paths[i]) with { Location = new SourceLocation(paths[i]) })]) { IsBug = true };
        });
        return validated;
    }

    /// <summary>Validates one file without a look at the others.</summary>
    /// <param name="path">The absolute path.</param>
    public MofValidation ValidateAlone(string path) => ValidateAlone(MofDocumentReader.Read(path), path);

    /// <summary>Validates one document without a look at the others.</summary>
    /// <param name="read">The document as it was read.</param>
    /// <param name="path">The absolute path.</param>
    public MofValidation ValidateAlone(Outcome<MofDocument> read, string path)
    {
        IEnumerable<MofFinding> found = read.Diagnostics.Select(static diagnostic => new MofFinding(diagnostic));
        if (read.Value is { } document)
            found = [.. found, .. schema.Check(document).Select(static diagnostic => new MofFinding(diagnostic)), .. MofRules.Check(document, Today)];
        return new MofValidation(path, read.Value?.Name, Sorted(found.Select(severities.Apply).OfType<MofFinding>())) { Document = read.Value };
    }

    /// <summary>Adds what only all documents together show: names that several of them have, and files that the tool passes over.</summary>
    public IReadOnlyList<MofValidation> WithCollisions(IReadOnlyList<MofValidation> documents)
    {
        var collisions = NameCollisions.Find(documents);
        var unread = UnreadFiles.Find(documents);
        return [.. documents.Select(document => collisions[document.Path].Concat(unread[document.Path]).Select(severities.Apply).OfType<MofFinding>().ToList() is { Count: > 0 } found
            ? document with { Findings = Sorted(document.Findings.Concat(found)) }
            : document)];
    }

    private static ImmutableArray<MofFinding> Sorted(IEnumerable<MofFinding> findings) =>
        [.. findings.OrderBy(static finding => (finding.Diagnostic.Location?.Line, finding.Diagnostic.Location?.Column))];
}
