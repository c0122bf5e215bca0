using System.Collections.Immutable;

namespace HfRegistry.Mof.Documents;

/// <summary>The keys of a MOF document and what stands under <c>framework</c>.</summary>
internal static class MofKeys
{
    public const string Framework = "framework";
    public const string Release = "release";
    public const string Name = "name";
    public const string Version = "version";
    public const string Date = "date";
    public const string Producer = "producer";
    public const string Type = "type";
    public const string Architecture = "architecture";
    public const string Treatment = "treatment";
    public const string Origin = "origin";
    public const string Contact = "contact";
    public const string Repository = "repository";
    public const string HuggingFace = "huggingface";
    public const string License = "license";
    public const string Path = "path";
    public const string Components = "components";
    public const string Description = "description";
    public const string ComponentPath = "component_path";
    public const string LicensePath = "license_path";

    /// <summary>The text for a list or a mapping where a string belongs.</summary>
    public const string NoText = "(no text)";

    /// <summary><c>framework</c>: the same in every document.</summary>
    public static readonly ImmutableArray<(string Key, string Text)> FrameworkFields =
        [(Name, "Model Openness Framework"), (Version, "1.0"), (Date, "2024-12-15")];

    /// <summary>The keys under <c>release</c>, in the order in which the Model Openness Tool writes them today.</summary>
    public static readonly ImmutableArray<string> ReleaseFields =
        [Name, Version, Date, Type, Architecture, Treatment, Origin, Producer, Contact, Repository, HuggingFace, License, Components];

    /// <summary>The keys of a component, in order.</summary>
    public static readonly ImmutableArray<string> ComponentFields = [Name, Description, ComponentPath, License, LicensePath];

    /// <summary>The keys of a license of the release, in order.</summary>
    public static readonly ImmutableArray<string> LicenseFields = [Name, Path];
}
