using System.Collections.Immutable;
using HfRegistry.Licenses;

namespace HfRegistry.Snapshots;

/// <summary>The purpose of code in a source repository.</summary>
internal enum SourcePurpose
{
    /// <summary>It trains or fine-tunes the model.</summary>
    Training,

    /// <summary>It measures the model.</summary>
    Evaluation,

    /// <summary>It makes the training data ready.</summary>
    Preprocessing,

    /// <summary>It runs the model.</summary>
    Inference,
}

/// <summary>The repository that the source code of a model is in, at one commit of its default branch, as its host tells it.</summary>
internal sealed record SourceRepository
{
    /// <summary>Gets <c>owner/name</c> as the host spells it now.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the commit that everything was read at.</summary>
    public required Revision Commit { get; init; }

    /// <summary>Gets the license that the host names for the repository; null when it names none.</summary>
    public SpdxId? License { get; init; }

    /// <summary>Gets the license files of the root.</summary>
    public ImmutableArray<SourceLicenseFile> LicenseFiles { get; init; } = [];

    /// <summary>Gets the code whose purpose its path tells.</summary>
    public ImmutableArray<SourceCode> Code { get; init; } = [];

    /// <summary>Gets whether there is code at all, that of an untold purpose included.</summary>
    public bool HasCode { get; init; }

    /// <summary>Gets whether the repository collects projects of several models, each in a folder: the code of one is not that of the others.</summary>
    public bool IsCollection { get; init; }

    /// <summary>Gets the path of a test, or of a workflow that runs some; null for none.</summary>
    public string? Checks { get; init; }

    /// <summary>Gets whether the host cut the list of files: what was not found may be there.</summary>
    public bool IsTreeCut { get; init; }

    /// <summary>Gets the people who contributed; null when the host did not tell.</summary>
    public SourceContributors? Contributors { get; init; }

    /// <summary>Gets when somebody last pushed.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>Gets whether it is read-only.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Gets whether it is a fork: its history, and most of its code, are another repository's.</summary>
    public bool IsFork { get; init; }

    /// <summary>
    /// Gets the license of the code: that of a file for the code alone, else the one that the host names, else the one that all license files have; null when
    /// that is not clear. A license of the weights is none of the code.
    /// </summary>
    public SpdxId? CodeLicense => Only(LicenseFileRole.Code) ?? License ?? Only(LicenseFileRole.Repository);

    /// <summary>Returns the address of a file at the commit.</summary>
    public string AddressOf(string path) => $"{SourceAddress.Of(Name)}/blob/{Commit}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>Returns the code that is a model's: all of it, or of a collection the projects that are called as the model.</summary>
    public ImmutableArray<SourceCode> CodeOf(ModelId model) => IsCollection ? [.. Code.Where(code => code.Project is { } project && IsCalled(model, project))] : Code;

    private SpdxId? Only(LicenseFileRole role) => LicenseFiles.Where(file => LicenseFileNames.RoleOf(file.Path) == role).Select(static file => file.License).Distinct().ToList() is [{ } only] ? only : null;

    // GraphCodeBERT of graphcodebert-base; not codegen1 of codegen-350M, nor unilm of unilm2.
    private static bool IsCalled(ModelId model, string project)
    {
        var (name, wanted) = (model.Name, Letters(project));
        return wanted.Length > 1 && Enumerable.Range(1, name.Length).Where(end => end == name.Length || name[end] is '-' or '_' or '.').Any(end => Letters(name[..end]).Equals(wanted, StringComparison.OrdinalIgnoreCase));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}

/// <summary>A license file.</summary>
/// <param name="Path">Its path.</param>
/// <param name="License">The license that its text is; null when it is none that we know, or was not read.</param>
internal sealed record SourceLicenseFile(string Path, SpdxId? License);

/// <summary>Code of one purpose in one project.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Path">The file whose path tells it best.</param>
/// <param name="Files">How many files there are of this purpose, this one included.</param>
internal sealed record SourceCode(SourcePurpose Purpose, string Path, int Files)
{
    /// <summary>Gets the top folder, in a collection of projects; else null.</summary>
    public string? Project { get; init; }
}

/// <summary>The people who contributed to a repository, machines left out.</summary>
/// <param name="Commits">The commits of each, most first; of the first <see cref="Most"/> accounts at most.</param>
/// <param name="IsComplete">Whether these are all.</param>
internal sealed record SourceContributors(ImmutableArray<int> Commits, bool IsComplete)
{
    /// <summary>The most accounts that are asked for.</summary>
    public const int Most = 100;
}

/// <summary>The source repository that a model names, and what its host tells of it.</summary>
/// <param name="Name"><c>owner/name</c> as the model names it.</param>
/// <param name="Facts">The facts; absent when there is no such repository.</param>
internal sealed record ModelSource(string Name, Fact<SourceRepository> Facts)
{
    /// <summary>Returns what there is to tell of repositories that could not be read: one warning for all of them, with the first reason; none when all could.</summary>
    public static IEnumerable<Diagnostic> Problems(IEnumerable<ModelSource?> sources)
    {
        var unknown = sources.OfType<ModelSource>().Where(static source => source.Facts.UnknownBecause is not null).DistinctBy(static source => source.Name, StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
            yield return DiagnosticCatalog.SourcesUnknown.Create(unknown.Count, unknown[0].Facts.UnknownBecause!);
    }
}

/// <summary>Names and addresses of repositories on GitHub.</summary>
internal static class SourceAddress
{
    private const int LongestName = 200;

    /// <summary>The address before a repository's name.</summary>
    public const string GitHub = "https://github.com/";

    /// <summary>Returns the address of a repository.</summary>
    public static string Of(string name) => GitHub + name;

    /// <summary>Returns whether a text can be <c>owner/name</c>.</summary>
    public static bool IsName(string text) => text.Length <= LongestName && text.Split('/') is { Length: 2 } parts
        && parts.All(static part => part is not ("" or "." or "..") && part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
}
