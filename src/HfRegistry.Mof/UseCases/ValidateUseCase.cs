using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Mof.UseCases;

/// <summary>The findings of a collection of documents.</summary>
/// <param name="Documents">Each document, in order, after the corrections.</param>
internal sealed record ValidatedDocuments(IReadOnlyList<MofValidation> Documents)
{
    /// <summary>Gets how many values were corrected, by path.</summary>
    public ImmutableDictionary<string, int> Corrected { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Gets how many documents were validated; the others were remembered from an earlier run.</summary>
    public int Validated { get; init; } = Documents.Count;

    /// <summary>Gets why nothing is remembered for the next run, or null.</summary>
    public Diagnostic? NotRemembered { get; init; }

    /// <summary>Gets the diagnostics of all documents.</summary>
    public IEnumerable<Diagnostic> Diagnostics => Documents.SelectMany(static document => document.Diagnostics);

    /// <summary>Gets whether a document has an error.</summary>
    public bool HasErrors => Documents.Any(static document => document.HasErrors);

    /// <summary>Gets whether a bug of this program kept a document from being validated.</summary>
    public bool IsPartial => Documents.Any(static document => document.IsBug);

    /// <summary>Returns the number of diagnostics of a severity.</summary>
    public int Count(Severity severity) => Diagnostics.Count(diagnostic => diagnostic.Severity == severity);
}

/// <summary>Validates collections of documents: schema, rules, and the names of all of them together.</summary>
/// <param name="validator">What validates one document.</param>
/// <param name="clock">The clock.</param>
internal sealed class ValidateUseCase(MofValidator validator, TimeProvider clock)
{
    /// <summary>Gets the severity of each rule.</summary>
    public RuleSeverities Severities => validator.Severities;

    /// <summary>Reads the schema.</summary>
    /// <param name="configuration">The configuration, which says how grave each rule is.</param>
    /// <param name="schemaFile">The absolute path of a JSON schema, or null for the one that is built in.</param>
    /// <param name="clock">Tells which dates lie in the future.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Outcome<ValidateUseCase>> OpenAsync(HfConfiguration configuration, string? schemaFile, TimeProvider clock, CancellationToken cancellationToken)
    {
        var schema = schemaFile is null ? new Outcome<MofSchema>(await MofSchema.BuiltInAsync(cancellationToken)) : await MofSchema.LoadAsync(schemaFile, cancellationToken);
        return new Outcome<ValidateUseCase>(schema.Value is { } read ? new ValidateUseCase(new MofValidator(read, new RuleSeverities(configuration.MofRules), clock), clock) : null, schema.Diagnostics);
    }

    /// <summary>Validates files.</summary>
    /// <param name="paths">The absolute paths.</param>
    /// <param name="fixes">Whether to correct what is certain: spellings of license ids and component names.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ValidatedDocuments Run(IReadOnlyList<string> paths, bool fixes, CancellationToken cancellationToken)
    {
        var alone = validator.ValidateAlone(paths, cache: null, cancellationToken);
        var corrected = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        return new ValidatedDocuments(validator.WithCollisions(fixes ? [.. alone.Select(document => Fix(document, corrected))] : alone)) { Corrected = corrected.ToImmutable() };
    }

    /// <summary>Validates the files that changed since the last run; the findings of the others are remembered.</summary>
    /// <param name="paths">The absolute paths.</param>
    /// <param name="cacheFile">The absolute path of the file that remembers.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ValidatedDocuments Run(IReadOnlyList<string> paths, string cacheFile, CancellationToken cancellationToken)
    {
        var cache = ValidationCache.Load(cacheFile, validator);
        var documents = validator.WithCollisions(validator.ValidateAlone(paths, cache, cancellationToken));
        return new ValidatedDocuments(documents) { Validated = cache.Validated, NotRemembered = cache.Save(cacheFile, clock) };
    }

    /// <summary>Validates documents that were read elsewhere.</summary>
    /// <param name="documents">The documents with the paths that findings name.</param>
    public ValidatedDocuments Run(IEnumerable<(string Path, Outcome<MofDocument> Reading)> documents) =>
        new(validator.WithCollisions([.. documents.Select(document => validator.ValidateAlone(document.Reading, document.Path))]));

    private MofValidation Fix(MofValidation document, ImmutableDictionary<string, int>.Builder corrected)
    {
        var (count, problem) = MofFixer.Apply(document, clock);
        if (problem is not null)
            return document with { Findings = [.. document.Findings, new MofFinding(problem)] };
        if (count == 0)
            return document;
        corrected.Add(document.Path, count);
        return validator.ValidateAlone(document.Path);
    }
}
