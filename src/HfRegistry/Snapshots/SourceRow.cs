using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using HfRegistry.Files;
using HfRegistry.Licenses;

namespace HfRegistry.Snapshots;

/// <summary>The source repository that a model names, as JSON.</summary>
internal sealed record SourceRow : IJsonOnDeserialized
{
    public SourceFactsRow? Facts { get; set; }

    [JsonConverter(typeof(RepositoryNameConverter))]
    public string? Name { get; set; }

    public void OnDeserialized()
    {
        JsonMismatchException.Require(Name, "name");
        JsonMismatchException.Require(Facts, "facts");
    }
}

/// <summary>The facts of a source repository as JSON.</summary>
internal sealed record SourceFactsRow : FactRow<SourceFactsRow>
{
    public bool? Archived { get; set; }

    [JsonConverter(typeof(RepositoryPathConverter))]
    public string? Checks { get; set; }

    public IReadOnlyList<SourceCodeRow>? Code { get; set; }

    public bool? Collection { get; set; }

    public Revision? Commit { get; set; }

    public SourceContributorsRow? Contributors { get; set; }

    public bool? Fork { get; set; }

    public bool? HasCode { get; set; }

    public SpdxId? License { get; set; }

    public IReadOnlyList<SourceLicenseRow>? LicenseFiles { get; set; }

    [JsonConverter(typeof(RepositoryNameConverter))]
    public string? Name { get; set; }

    public DateTimeOffset? PushedAt { get; set; }

    public bool? TreeCut { get; set; }

    /// <summary>Returns the row of a repository.</summary>
    public static SourceFactsRow Of(SourceRepository repository) => new()
    {
        Archived = repository.IsArchived ? true : null,
        Checks = repository.Checks,
        Code = [.. repository.Code.Select(static code => new SourceCodeRow { Files = code.Files, Path = code.Path, Project = code.Project, Purpose = code.Purpose })],
        Collection = repository.IsCollection ? true : null,
        Commit = repository.Commit,
        Contributors = repository.Contributors is { } people ? new SourceContributorsRow { Commits = [.. people.Commits.Select(static count => (long)count)], Cut = people.IsComplete ? null : true } : null,
        Fork = repository.IsFork ? true : null,
        HasCode = repository.HasCode ? true : null,
        License = repository.License,
        LicenseFiles = [.. repository.LicenseFiles.Select(static file => new SourceLicenseRow { License = file.License, Path = file.Path })],
        Name = repository.Name,
        PushedAt = repository.PushedAt,
        TreeCut = repository.IsTreeCut ? true : null,
    };

    /// <summary>Returns the repository of a row that was read.</summary>
    public SourceRepository ToRepository() => new()
    {
        Name = Name!,
        Commit = Commit!,
        License = License,
        LicenseFiles = [.. (LicenseFiles ?? []).Select(static row => new SourceLicenseFile(row.Path!, row.License))],
        Code = [.. (Code ?? []).Select(static row => new SourceCode(row.Purpose!.Value, row.Path!, (int)Math.Min(row.Files!.Value, int.MaxValue)) { Project = row.Project })],
        HasCode = HasCode == true,
        IsCollection = Collection == true,
        Checks = Checks,
        IsTreeCut = TreeCut == true,
        Contributors = Contributors is { } people ? new SourceContributors([.. people.Commits!.Select(static count => (int)Math.Min(count, int.MaxValue))], people.Cut != true) : null,
        PushedAt = PushedAt,
        IsArchived = Archived == true,
        IsFork = Fork == true,
    };

    private protected override void RequireMembers()
    {
        JsonMismatchException.Require(Name, "name");
        JsonMismatchException.Require(Commit, "commit");
        JsonMismatchException.RequireElements(Code, "code");
        JsonMismatchException.RequireElements(LicenseFiles, "license_files");
    }
}

/// <summary>Code of one purpose as JSON.</summary>
internal sealed record SourceCodeRow : IJsonOnDeserialized
{
    public long? Files { get; set; }

    [JsonConverter(typeof(RepositoryPathConverter))]
    public string? Path { get; set; }

    [JsonConverter(typeof(RepositoryPathConverter))]
    public string? Project { get; set; }

    public SourcePurpose? Purpose { get; set; }

    public void OnDeserialized()
    {
        JsonMismatchException.Require(Files, "files");
        JsonMismatchException.Require(Path, "path");
        JsonMismatchException.Require(Purpose, "purpose");
    }
}

/// <summary>A license file as JSON.</summary>
internal sealed record SourceLicenseRow : IJsonOnDeserialized
{
    public SpdxId? License { get; set; }

    [JsonConverter(typeof(RepositoryPathConverter))]
    public string? Path { get; set; }

    public void OnDeserialized() => JsonMismatchException.Require(Path, "path");
}

/// <summary>The people of a repository as JSON.</summary>
internal sealed record SourceContributorsRow : IJsonOnDeserialized
{
    public IReadOnlyList<long>? Commits { get; set; }

    public bool? Cut { get; set; }

    public void OnDeserialized() => JsonMismatchException.Require(Commits, "commits");
}

/// <summary>A repository's name.</summary>
internal sealed class RepositoryNameConverter() : TextConverter<string>("owner/name")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out string? value) => (value = SourceAddress.IsName(text) ? text : null) is not null;
}

/// <summary>A license of the SPDX list.</summary>
internal sealed class SpdxIdConverter() : TextConverter<SpdxId>("an SPDX id")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out SpdxId? value) => SpdxId.TryParse(text, out value);
}
