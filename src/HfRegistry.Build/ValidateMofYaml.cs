using HfRegistry.Configuration;
using HfRegistry.Mof.Validation;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Validates the project's MOF documents: schema, rules, and the names of all of them together. Only documents that changed since the last
/// build are validated; the findings of the others are told again from a file in <c>obj</c>.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ValidateMofYaml : HfTask
{
    /// <summary>Gets the <c>HfMofYaml</c> items.</summary>
    [Required]
    public ITaskItem[] Documents { get; set; } = [];

    /// <summary>Gets <c>HfMofSchemaFile</c>: a JSON schema, or empty for the one that is built in.</summary>
    public string? SchemaFile { get; set; }

    /// <summary>Gets <c>HfConfigurationFile</c>: the configuration, or empty for the nearest one above the project.</summary>
    public string? ConfigurationFile { get; set; }

    /// <summary>Gets the place where the findings are kept for the next build.</summary>
    [Required]
    public string CacheFile { get; set; } = "";

    /// <summary>Gets whether there is nothing to tell: then the next build may skip the task as long as nothing changes.</summary>
    [Output]
    public bool IsFinal { get; private set; }

    /// <summary>Gets the number of documents that were validated; the others were remembered.</summary>
    [Output]
    public int ValidatedCount { get; private set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var found = PathOf(ConfigurationFile) is { } named ? new FoundFile(named, null) : NearestFile.Look(Folder, HfConfiguration.FileName);
        Report(found.Notes);
        var configuration = found.Path is null ? HfConfiguration.Empty : Take(Configuration.ConfigurationFile.Load(found.Path));
        var schema = PathOf(SchemaFile) is { } path ? Take(await MofSchema.LoadAsync(path, cancellationToken)) : await MofSchema.BuiltInAsync(cancellationToken);
        if (configuration is null || schema is null)
            return;

        var validator = new MofValidator(schema, RuleSeverities.Of(configuration), Clock);
        string cachePath = TaskEnvironment.GetAbsolutePath(CacheFile);
        var cache = ValidationCache.Load(cachePath, validator);
        var documents = validator.Validate([.. Documents.Select(item => TaskEnvironment.GetAbsolutePath(item.ItemSpec).Value).Distinct()], cache, cancellationToken);
        var diagnostics = documents.SelectMany(document => document.Diagnostics).ToList();
        Report(diagnostics);
        if (cache.Save(cachePath, Clock) is { } unwritten)
            Report(unwritten);
        ValidatedCount = cache.Validated;
        IsFinal = diagnostics.TrueForAll(static diagnostic => diagnostic.Severity == Severity.Message);
        Report(MessageImportance.Normal, $"{documents.Count} MOF documents: {ValidatedCount} validated, {documents.Count - ValidatedCount} unchanged.");
    }
}
