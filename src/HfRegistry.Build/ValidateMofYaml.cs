using HfRegistry.Configuration;
using HfRegistry.Mof.UseCases;
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
        if (Take(FoundConfiguration.Read(Folder, PathOf(ConfigurationFile))) is not { } configuration)
            return;
        Report(configuration.Notes);
        if (Take(await ValidateUseCase.OpenAsync(configuration.Value, PathOf(SchemaFile), Clock, cancellationToken)) is not { } validation)
            return;

        var validated = validation.Run([.. Documents.Select(item => TaskEnvironment.GetAbsolutePath(item.ItemSpec).Value).Distinct()], TaskEnvironment.GetAbsolutePath(CacheFile), cancellationToken);
        Report(validated.Diagnostics);
        if (validated.NotRemembered is { } unwritten)
            Report(unwritten);
        ValidatedCount = validated.Validated;
        IsFinal = validated.Diagnostics.All(static diagnostic => diagnostic.Severity == Severity.Message);
        Report(MessageImportance.Normal, $"{validated.Documents.Count} MOF documents: {ValidatedCount} validated, {validated.Documents.Count - ValidatedCount} unchanged.");
    }
}
